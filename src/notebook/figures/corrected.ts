/** Which numbers of a figure follow from verdicts that a reader has put right. */
import type { CorrectedRow } from '../../lab/types.ts';
import type { Place } from './estimates.ts';

/**
 * Whether a number is of a row that was corrected, in any seed. A derived one, such as the share that is retained, is
 * in no row by itself: it follows from the classes of its arm under its condition, of an earlier stage too.
 */
export function isCorrected(place: Place, rows: readonly CorrectedRow[]): boolean {
  const around = rows.filter(
    ({ arm, probe, condition }) =>
      arm === place.arm && probe === place.probe && condition === place.condition,
  );
  const isMeasured = around.some(({ metric }) => metric === place.metric);
  return around.some(
    ({ stage, metric, judged }) =>
      judged !== undefined && (!isMeasured || (metric === place.metric && stage === place.stage)),
  );
}
