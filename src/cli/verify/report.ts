/** What came out when a run was made again, in words. */
import {
  ANSWERS_PER_TOLERATED,
  SAME,
  TOLERATED_ANSWERS,
  TOLERATED_SHARE,
  type Expectation,
  type RowComparison,
  type RowDifference,
} from '../../lab/compareRows.ts';
import { layOut, type Column } from '../../lab/table.ts';

/** As many of the rows that differ are shown. */
const SHOWN = 20;

const columns: readonly Column<RowDifference>[] = [
  { title: 'arm', text: ({ expected }) => expected.arm, words: true },
  { title: 'seed', text: ({ expected }) => String(expected.seed) },
  { title: 'stage', text: ({ expected }) => expected.stage, words: true },
  { title: 'probe', text: ({ expected }) => expected.probe, words: true },
  { title: 'condition', text: ({ expected }) => expected.condition, words: true },
  { title: 'metric', text: ({ expected }) => expected.metric, words: true },
  { title: 'then', text: ({ expected }) => expected.value.toFixed(4) },
  { title: 'now', text: ({ actual }) => actual.toFixed(4) },
  {
    title: 'answers',
    text: ({ answers, expected }) => (answers === null ? '–' : `${answers.toFixed(1)} of ${expected.n}`),
  },
];

/** Which tolerance is used, and why. */
export function describeExpectation(expectation: Expectation): string {
  return expectation === 'same'
    ? 'That is the same runtime on the same kind of machine: the rows have to be equal.'
    : `It is not known to be the same runtime on the same kind of machine: one answer in ${ANSWERS_PER_TOLERATED} of a row, and ` +
        `${TOLERATED_ANSWERS} at most, may differ, and ${100 * TOLERATED_SHARE} % of what is not sampled.`;
}

export function describeDifferences(comparison: RowComparison): string[] {
  const { differing, missing, additional, impossible } = comparison;
  const shown = differing.slice(0, SHOWN);
  const { head, line } = layOut(columns, shown);
  const more = differing.length - shown.length;
  return [
    ...(shown.length > 0 ? ['', 'Rows that differ, the most first:', ...head, ...shown.map(line)] : []),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(shown.length > 0 ? [''] : []),
    ...(missing.length > 0 ? [`${missing.length} rows of the file did not come out again.`] : []),
    ...(additional.length > 0 ? [`${additional.length} rows came out that are not in the file.`] : []),
    ...impossible
      .slice(0, SHOWN)
      .map(
        ({ arm, seed, stage, probe, condition, metric, value, n }) =>
          `No share of ${n} answers is ${value}: ${arm}, seed ${seed}, ${stage}, ${probe}, ${condition}, ${metric}.`,
      ),
    ...(impossible.length > SHOWN ? [`  … and ${impossible.length - SHOWN} more`] : []),
  ];
}

export function describeVerdict({ compared, same, differing, agrees }: RowComparison): string {
  const verdict = agrees ? 'The result is confirmed.' : 'The result is not confirmed.';
  if (differing.length === 0) {
    return agrees
      ? `All ${compared} rows are the same.`
      : `All ${compared} rows that could be compared are the same. ${verdict}`;
  }
  const beyond = differing.filter(({ isTolerable }) => !isTolerable).length;
  const largest = Math.max(0, ...differing.map(({ difference }) => difference));
  return (
    `Of ${compared} rows ${same} are the same and ${differing.length} differ by more than ${SAME}, ` +
    `${beyond} of them by more than is tolerated; the largest difference is ${largest.toPrecision(3)}. ${verdict}`
  );
}
