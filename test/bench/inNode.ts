/** Runs the comparison in Node, on the WebGPU of the `webgpu` package (Dawn). */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { create, globals } from 'webgpu';
import { chooseContenders, type Contender } from './contender.ts';
import { addIteratorHelpers } from './iteratorHelpers.ts';
import { measure } from './measure.ts';
import type { Runner } from './request.ts';
import { buildScenario } from './scenario.ts';

/** Has to outlive every device that came from it. */
const gpu = create([]);

export const runInNode: Runner = async ({ model, contenders, ...options }, progress) => {
  Object.assign(globalThis, globals);
  // Node 20 has no navigator, and that of later versions has no `gpu`.
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu, userAgent: 'Node.js' },
    configurable: true,
  });
  addIteratorHelpers();
  const chosen = chooseContenders(await loadContenders(), contenders);
  const { version } = createRequire(import.meta.url)('webgpu/package.json') as { version: string };
  return {
    where: `Node ${process.version} with webgpu ${version} (Dawn)`,
    measurements: await measure(chosen, buildScenario(model), options, progress),
  };
};

/** Those that the page finds with `import.meta.glob`. */
function loadContenders(): Promise<Contender[]> {
  const peers = readdirSync(join(import.meta.dirname, 'peers')).map((file) => join('peers', file));
  const files = [...peers, 'ours.ts'].map((file) => join(import.meta.dirname, file)).filter(existsSync);
  return Promise.all(
    files.map(async (file) => {
      const loaded = (await import(pathToFileURL(file).href)) as { contender: Contender };
      return loaded.contender;
    }),
  );
}
