/** What all open notebooks of a page share: the stores. */
import { InterruptedRuns } from '../storage/interruptedRuns.ts';
import { LabStorage, type StorageTrouble } from '../storage/labStorage.ts';
import { NotebookShelf } from '../storage/notebookShelf.ts';
import { ResultStore } from '../storage/resultStore.ts';
import { WorkCache } from '../storage/workCache.ts';

export interface LabServices {
  storage: LabStorage;
  shelf: NotebookShelf;
  results: ResultStore;
  interrupted: InterruptedRuns;
  cache: WorkCache;
}

export function createServices(onTrouble: (trouble: StorageTrouble) => void): LabServices {
  return servicesOn(new LabStorage(onTrouble));
}

/** The stores that keep what they have in one storage. */
export function servicesOn(storage: LabStorage): LabServices {
  return {
    storage,
    shelf: new NotebookShelf(storage),
    results: new ResultStore(storage),
    interrupted: new InterruptedRuns(storage),
    cache: new WorkCache(storage),
  };
}
