/** Questions that a reader can bet on: what can be answered, and what rows answer. */
import { withDerived } from '../lab/statistics/derived.ts';
import type { Row } from '../lab/types.ts';
import type { PredictCell } from './document/types.ts';
import { outcomeOf } from './outcome.ts';
import { MeowTable } from './rates.ts';

/** The option that rows amount to, for each arm of the question that they tell of; over all their seeds. */
export function foundOf(cell: PredictCell, rows: readonly Row[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const arm of cell.arms) {
    const option = optionFor(
      cell,
      rows.filter((row) => row.arm === arm),
    );
    if (option !== null) found[arm] = option;
  }
  return found;
}

/** In how many of the seeds an arm came out as an option says, as `2 of 3`. */
export function recordedOutcomes(
  cell: PredictCell,
  rows: readonly Row[],
  arm: string,
  option: string,
): string {
  const own = rows.filter((row) => row.arm === arm);
  const seeds = [...new Set(own.map(({ seed }) => seed))];
  const options = seeds.map((seed) =>
    optionFor(
      cell,
      own.filter((row) => row.seed === seed),
    ),
  );
  return `${options.filter((one) => one === option).length} / ${options.filter((one) => one !== null).length}`;
}

/** Null where it was not measured. */
function optionFor({ question, stage, condition }: PredictCell, rows: readonly Row[]): string | null {
  if (question.kind === 'meow-outcome') {
    const table = new MeowTable(rows);
    const rates =
      table.arms[0] === undefined ? null : table.classes({ arm: table.arms[0], stage, condition });
    return rates && outcomeOf(rates);
  }
  const values = withDerived(rows).filter(
    (row) => row.stage === stage && row.condition === condition && row.metric === question.metric,
  );
  if (values.length === 0) return null;
  const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
  const index = question.options.findIndex(({ below }) => below === null || mean < below);
  return index < 0 ? null : String(index);
}
