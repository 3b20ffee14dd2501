import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bases } from '../lab/bases.ts';
import { presets } from '../lab/presets/index.ts';
import { sweeps } from '../lab/presets/sweeps.ts';
import { createNodeSource } from '../model/files/nodeSource.ts';
import type { CommandContext } from './command.ts';

const models = fileURLToPath(new URL('../../models/', import.meta.url));
const recorded = fileURLToPath(new URL('../../static/recorded/', import.meta.url));
const recordings = fileURLToPath(new URL('../../.cache/record/', import.meta.url));

/**
 * The real things behind the commands. What is heavy is loaded when it is first needed, so that help and
 * complaints come at once.
 */
export function createContext(signal: AbortSignal): CommandContext {
  const baseFolder = (base: string) => (/[/\\]/.test(base) ? base : join(models, base));
  return {
    presets,
    sweeps,
    bases: listBases(models),
    recipes: Object.keys(bases),
    baseFolder,
    recordedFile: (preset, base) => join(recorded, recordedName(preset, base)),
    recordedSweep: (name, base) => join(recorded, 'sweeps', recordedName(name, base)),
    recordingsFolder: recordings,
    async hashesOf(experiment) {
      const [{ resultHashes }, { loadModelFolder }] = await Promise.all([
        import('../lab/manifest.ts'),
        import('../model/files/folder.ts'),
      ]);
      return resultHashes(experiment, await loadModelFolder(createNodeSource(baseFolder(experiment.base))));
    },
    async *runExperiment(experiment, { backend, signal, resume = null, known, watch }) {
      const [{ runSurviving }, { loadBase }, { nodeMachine }] = await Promise.all([
        import('../lab/backends/survivingRun.ts'),
        import('../lab/loadedBase.ts'),
        import('./machine.ts'),
      ]);
      const base = await loadBase(
        experiment.base,
        createNodeSource(baseFolder(experiment.base)),
        experiment.quantization,
      );
      yield* runSurviving(experiment, {
        ...{ wish: backend, machine: nodeMachine(), base, signal, resume },
        ...(known && { known }),
        ...(watch !== undefined && { watch }),
      });
    },
    async pretrain(options) {
      const { pretrain } = await import('./pretrain/pretrain.ts');
      await pretrain(options);
    },
    async bench(options) {
      const { bench } = await import('./bench/bench.ts');
      await bench(options);
    },
    signal,
    stdout: process.stdout,
    stderr: process.stderr,
  };
}

/** The smallest base's results are the ones that the page opens with. */
function recordedName(preset: string, base: string): string {
  return base === 'nano' ? `${preset}.json` : `${preset}.${base}.json`;
}

/** The names of the folders in `models/` that hold a model. */
function listBases(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'config.json')))
    .sort();
}
