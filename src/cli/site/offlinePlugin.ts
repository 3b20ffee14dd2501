import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { sha256 } from '../../support/hash.ts';
import type { OfflineFiles } from '../../support/offlineFiles.ts';

const WORKER = 'sw.js';
const LIST = 'offline.json';
const PLACEHOLDER = '__OFFLINE_VERSION__';
const MODELS = 'models/';

/**
 * Lists what the service worker is to fetch in advance, and what models have to be like, in `offline.json`, and tells
 * it the version of the build.
 * @param publicFolder what Vite copies into the site as it is
 * @param onDemand files that are only kept when somebody uses them
 */
export function offlineFiles(publicFolder: string, onDemand: (path: string) => boolean): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const contents = new Map<string, string | Uint8Array>();
      for (const [name, file] of Object.entries(bundle)) {
        contents.set(name, file.type === 'chunk' ? file.code : file.source);
      }
      for (const name of filesIn(publicFolder)) contents.set(name, readFileSync(join(publicFolder, name)));
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') throw new Error(`${WORKER} was not built`);
      // Browsers run it as a script of its own, and what it shares with the page would lie in another file.
      if (worker.imports.length > 0) throw new Error(`${WORKER} imports ${worker.imports.join(', ')}`);
      const names = [...contents.keys()].sort();
      const files = names.filter((name) => name !== WORKER && !onDemand(name));
      const models = Object.fromEntries(
        names.filter((name) => name.startsWith(MODELS)).map((name) => [name, sha256(contents.get(name)!)]),
      );
      const hash = createHash('sha256');
      for (const name of [...files, WORKER]) hash.update(name).update(contents.get(name)!);
      // A release in which nothing but a larger model differs is another one as well.
      const version = hash.update(JSON.stringify(models)).digest('hex').slice(0, 16);
      worker.code = worker.code.replaceAll(PLACEHOLDER, version);
      // The page itself is asked for by its folder.
      const list: OfflineFiles = { version, files: ['./', ...files], models };
      this.emitFile({ type: 'asset', fileName: LIST, source: JSON.stringify(list) });
    },
  };
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}
