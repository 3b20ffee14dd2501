/** The codes that a student hands in. */
import type { Row } from '../../lab/types.ts';
import type { NotebookDocument, ProbeCell } from '../../notebook/document/types.ts';
import { codeFor } from '../../notebook/exchange/pooling.ts';
import { distinct } from '../../support/group.ts';
import { planOf } from './pool.ts';

/** One for each seed of a measurement; none where no code can hold its result. */
export function codesOf(document: NotebookDocument, cell: ProbeCell, rows: readonly Row[]): string[] {
  const pooled = planOf(document, cell);
  if (!('plan' in pooled)) return [];
  try {
    return distinct(rows.map(({ seed }) => seed)).map((seed) => codeFor(pooled.plan, rows, seed));
  } catch {
    // A result that no code can hold is none that could be pooled.
    return [];
  }
}
