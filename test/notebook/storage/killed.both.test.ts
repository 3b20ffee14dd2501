/** Whoever writes is ended in the middle of it: what is there afterwards is whole, or not there. */
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InterruptedRuns } from '../../../src/notebook/storage/interruptedRuns.ts';
import { NotebookShelf } from '../../../src/notebook/storage/notebookShelf.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { WorkCache } from '../../../src/notebook/storage/workCache.ts';
import { Random } from '../../../src/support/random.ts';
import { inBrowser, keyOf, newName, openStorage, type WatchedStorage } from './entries.ts';

const ROUNDS = 20;

describe.runIf(inBrowser)('a writer', () => {
  let name: string;
  let watched: WatchedStorage;
  beforeEach(() => {
    name = newName();
    watched = openStorage(name);
  });
  afterEach(async () => {
    await watched.storage.close();
    await deleteDB(name);
  });

  it(`is killed ${ROUNDS} times, and leaves only whole entries`, { timeout: 180_000 }, async () => {
    const { storage, troubles } = watched;
    const random = Random.of(7, 'killing');
    let written = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const worker = new Worker(new URL('./endlessWriter.ts', import.meta.url), { type: 'module' });
      const turns = new Promise<number>((resolve) => {
        let turn = 0;
        // Somewhere within the writing of a turn, or between two.
        const last = 1 + random.integer(6);
        worker.onmessage = ({ data }: MessageEvent<{ turn?: number; lost?: string }>) => {
          expect(data.lost).toBeUndefined();
          turn = data.turn!;
          if (turn === last) setTimeout(() => resolve(turn), random.integer(12));
        };
      });
      worker.postMessage({ name, round });
      const turn = await turns;
      worker.terminate();

      const keys = Array.from({ length: turn + 4 }, (_, index) => keyOf(`${round}/${index}`));
      const { trained: found } = await new WorkCache(storage).knownFor({ trained: keys, measured: [] });
      for (const [key, { parameters }] of found) {
        const index = keys.indexOf(key);
        expect(parameters).toEqual(new Float32Array(20_000 + index * 500).fill(index));
      }
      written += found.size;
      const opened = await new NotebookShelf(storage).open('a');
      if (opened.status !== 'open') throw new Error(`the notebook is ${opened.status}`);
      const { title, cells } = opened.notebook.document;
      expect(cells[0]!.kind === 'markdown' && cells[0].text.length).toBe(Number(title));
      await new ResultStore(storage).resultsOf('a');
      await new ResultStore(storage).sweepRuns(keyOf('sweep'));
      await new InterruptedRuns(storage).of('a');
    }
    expect(written).toBeGreaterThan(ROUNDS);
    expect(troubles).toEqual([]);
  });
});
