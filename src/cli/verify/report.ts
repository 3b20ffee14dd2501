/** What came out when a run was made again, in words. */
import { SAME, TOLERATED_ANSWERS, type RowComparison, type RowDifference } from '../../lab/compareRows.ts';
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

export function describeDifferences({ differing, missing, additional }: RowComparison): string[] {
  const shown = differing.slice(0, SHOWN);
  const { head, line } = layOut(columns, shown);
  const more = differing.length - shown.length;
  return [
    ...(shown.length > 0 ? ['', 'Rows that differ, the most first:', ...head, ...shown.map(line)] : []),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(shown.length > 0 ? [''] : []),
    ...(missing.length > 0 ? [`${missing.length} rows of the file did not come out again.`] : []),
    ...(additional.length > 0 ? [`${additional.length} rows came out that are not in the file.`] : []),
  ];
}

export function describeVerdict({ compared, same, differing, agrees }: RowComparison): string {
  if (agrees && differing.length === 0) return `All ${compared} rows are the same.`;
  const beyond = differing.filter(({ isTolerable }) => !isTolerable).length;
  const largest = Math.max(0, ...differing.map(({ difference }) => difference));
  const sampled = differing.filter(({ answers }) => answers !== null && answers > TOLERATED_ANSWERS + SAME);
  const counts =
    `Of ${compared} rows ${same} are the same and ${differing.length} differ by more than ${SAME}, ` +
    `${beyond} of them by more than is tolerated (${sampled.length} by more than ${TOLERATED_ANSWERS} answers); ` +
    `the largest difference is ${largest.toPrecision(3)}.`;
  return `${counts} ${agrees ? 'The result is confirmed.' : 'The result is not confirmed.'}`;
}
