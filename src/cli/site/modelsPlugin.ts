import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Puts the base models into the built site under `models/`, as they are and under their own names, so that
 * the page finds them at the same address as in development, where Vite serves the repository's folder.
 */
export function shipModels(folder: string): Plugin {
  return {
    name: 'ship-models',
    apply: 'build',
    generateBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
        const path = join(folder, name);
        if (!statSync(path).isFile()) continue;
        const fileName = `models/${name.replaceAll('\\', '/')}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
      }
    },
  };
}
