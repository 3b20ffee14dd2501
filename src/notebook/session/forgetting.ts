/** Deleting a notebook or its results without taking along what others show. */
import { keyOfResult, resultCellsOf } from './standing.ts';
import type { LabServices } from './services.ts';
import type { CellPlace } from '../storage/resultStore.ts';

/** Where results are, and the notebooks that ask for them. */
export type ResultStores = Pick<LabServices, 'shelf' | 'results'>;

/** Deletes a notebook with its unfinished runs and those of its results that no other asks for. */
export async function deleteNotebook(id: string, { shelf, results }: ResultStores): Promise<void> {
  await leaveToOthers(id, { shelf, results });
  await shelf.delete(id);
}

/** Deletes what was computed in a notebook, and what came with its file, but for results that another asks for. */
export async function forgetResultsOf(id: string, { shelf, results }: ResultStores): Promise<void> {
  await leaveToOthers(id, { shelf, results });
  await results.forgetAllOf(id);
}

/**
 * Forgets sweeps that a cell asked for before, but for those that another notebook asks for or has runs of.
 * @returns those that are gone
 */
export async function forgetSweeps(
  sweeps: readonly string[],
  of: CellPlace,
  { shelf, results }: ResultStores,
): Promise<string[]> {
  if (sweeps.length === 0) return [];
  const askedFor = await askedForElsewhere(of.notebook, shelf);
  const gone: string[] = [];
  for (const sweep of sweeps) {
    if (!askedFor.has(sweep) && (await results.forgetSweep(sweep, of))) gone.push(sweep);
  }
  return gone;
}

/**
 * Equal work is kept once, for the notebook that did it first: where another one, a copy for instance, asks for the
 * same, it is that one's from now on.
 */
async function leaveToOthers(id: string, { shelf, results }: ResultStores): Promise<void> {
  const own = (await results.resultsOf(id)).filter(({ importedFrom }) => importedFrom === undefined);
  const sweeps = await results.sweepsOf(id);
  if (own.length + sweeps.length === 0) return;
  const askedFor = await askedForElsewhere(id, shelf);
  for (const { key } of own) {
    const heir = askedFor.get(key);
    if (heir) await results.handOver(key, heir);
  }
  for (const sweep of sweeps) {
    const heir = askedFor.get(sweep);
    if (heir) await results.handOverSweep(sweep, id, heir);
  }
}

/** The cells of the other notebooks by the key of what they ask for; of several with one key, the latest notebook's. */
export async function askedForElsewhere(
  id: string,
  shelf: LabServices['shelf'],
): Promise<Map<string, CellPlace>> {
  const askedFor = new Map<string, CellPlace>();
  for (const entry of await shelf.list()) {
    if (entry.id === id || !entry.readable) continue;
    const opened = await shelf.open(entry.id);
    if (opened.status !== 'open') continue;
    const { document } = opened.notebook;
    for (const cell of resultCellsOf(document)) {
      const key = keyOfResult(document, cell);
      if (key !== null && !askedFor.has(key)) askedFor.set(key, { notebook: entry.id, cell: cell.id });
    }
  }
  return askedFor;
}
