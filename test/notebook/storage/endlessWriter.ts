/** A worker that writes one entry after the other, all of them larger than before, until it is ended. */
import { InterruptedRuns } from '../../../src/notebook/storage/interruptedRuns.ts';
import { NotebookShelf } from '../../../src/notebook/storage/notebookShelf.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { WorkCache } from '../../../src/notebook/storage/workCache.ts';
import { keyOf, notebook, openStorage, result, snapshot, sweepOutcome, trained } from './entries.ts';

self.onmessage = async ({ data: { name, round } }: MessageEvent<{ name: string; round: number }>) => {
  const { storage } = openStorage(name);
  const shelf = new NotebookShelf(storage);
  const cache = new WorkCache(storage);
  const results = new ResultStore(storage);
  const runs = new InterruptedRuns(storage);
  const place = { notebook: 'a', cell: 'train' };
  let opened = await shelf.open('a');
  if (opened.status === 'absent') {
    await shelf.add(notebook('a', '0', ''));
    opened = await shelf.open('a');
  }
  if (opened.status !== 'open') return self.postMessage({ lost: opened.status });
  let book = opened.notebook;
  for (let turn = 1; ; turn++) {
    const length = 20_000 + turn * 500;
    const key = keyOf(`${round}/${turn}`);
    const pending = [
      cache.keep(trained(`${round}/${turn}`, turn, length)),
      results.saveResult({ ...place, key, createdAt: new Date().toISOString(), result: result(turn) }),
      results.saveSweepRun(keyOf('sweep'), place, sweepOutcome(turn)),
      runs.save({ ...place, id: 'r', snapshot: snapshot(turn) }),
      // A whole one has as many characters as its title says.
      shelf.save({ ...book, document: notebook('a', String(length), 'x'.repeat(length)) }),
    ] as const;
    self.postMessage({ turn });
    const saved = (await Promise.all(pending))[4];
    if (saved.status === 'saved') book = saved.notebook;
  }
};
