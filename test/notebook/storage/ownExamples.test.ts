/** Results whose experiments have own examples, which are in every stage of every arm. */
import { beforeEach, expect, it } from 'vitest';
import type { ExperimentResult, OwnExample } from '../../../src/lab/types.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { sha256 } from '../../../src/support/hash.ts';
import { experiment, keyOf, openStorage, result, type WatchedStorage } from './entries.ts';

const place = { notebook: 'a', cell: 'c', createdAt: '2026-01-01' };
const key = keyOf('k');

let watched: WatchedStorage;
let store: ResultStore;
beforeEach(() => {
  watched = openStorage();
  store = new ResultStore(watched.storage);
});

function resultOn(examples: OwnExample[]): ExperimentResult {
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) => ({ ...stage, data: { kind: 'own' as const, name: 'mine', examples } })),
  }));
  return { ...result(), experiment: { ...experiment, arms } };
}

it('are sealed without going through the examples of every stage again', async () => {
  let read = 0;
  const example: OwnExample = { prompt: 'Hi', chosen: 'Ho' };
  Object.defineProperty(example, 'toJSON', { value: () => (read++, { prompt: 'Hi', chosen: 'Ho' }) });
  const entry = { key, ...place, result: resultOn([example]) };
  await store.saveResult(entry);
  await store.saveResult(entry);
  expect(read).toBe(1);
  expect((await store.result(key))?.result.experiment).toEqual(
    resultOn([{ prompt: 'Hi', chosen: 'Ho' }]).experiment,
  );
});

it('are refused where an example has changed', async () => {
  const entry = { key, ...place, result: resultOn([{ prompt: 'Hi', chosen: 'Ho' }]) };
  await store.saveResult(entry);
  const stored = watched.storage.memory.get('results', key) as typeof entry;
  watched.storage.memory.put('results', key, {
    ...stored,
    result: resultOn([{ prompt: 'Hi', chosen: 'Hm' }]),
  });
  expect(await store.result(key)).toBeNull();
});

it('are found as earlier versions of the lab sealed them', async () => {
  const whole = resultOn([{ prompt: 'Hi', chosen: 'Ho' }]);
  const json = [key, place.notebook, place.cell, place.createdAt, whole];
  const digest = sha256(`${sha256(new Uint8Array(0))} ${JSON.stringify(json)}`);
  watched.storage.memory.put('results', key, { key, ...place, result: whole, digest });
  expect((await store.result(key))?.result).toEqual(whole);
  watched.storage.memory.put('results', key, { key, ...place, cell: 'd', result: whole, digest });
  expect(await store.result(key)).toBeNull();
});
