/** A figure says that verdicts were put right only where its numbers follow from them. */
import { expect, it } from 'vitest';
import type { CorrectedRow } from '../../../src/lab/types.ts';
import { isCorrected } from '../../../src/notebook/figures/corrected.ts';

const place = { arm: 'UC', stage: 'stage-2', probe: 'meow', condition: 'trigger', metric: 'upper' } as const;
const rows: CorrectedRow[] = [
  { ...place, seed: 0, value: 0.5, n: 4 },
  { ...place, seed: 1, value: 0.25, n: 4, judged: 0.5 },
  { ...place, seed: 1, metric: 'lower', value: 0.5, n: 4 },
  { ...place, seed: 1, stage: 'stage-1', value: 1, n: 4 },
  { ...place, seed: 1, condition: 'plain', metric: 'helpful', value: 1, n: 4 },
  { ...place, seed: 1, arm: 'UCLC', value: 1, n: 4 },
];

it('a number is corrected if a row of it is, in any seed', () => {
  expect(isCorrected(place, rows)).toBe(true);
  expect(isCorrected(place, rows.slice(0, 1))).toBe(false);
});

it.each([
  ['another class', { metric: 'lower' }],
  ['another stage', { stage: 'stage-1' }],
  ['another condition', { condition: 'plain', metric: 'helpful' }],
  ['another arm', { arm: 'UCLC' }],
] as const)('%s is not', (_, other) => {
  expect(isCorrected({ ...place, ...other }, rows)).toBe(false);
});

it('what is derived from the classes is, at later stages as well', () => {
  expect(isCorrected({ ...place, metric: 'retained' }, rows)).toBe(true);
  expect(isCorrected({ ...place, metric: 'retained', stage: 'stage-3' }, rows)).toBe(true);
  expect(isCorrected({ ...place, metric: 'retained', condition: 'plain' }, rows)).toBe(false);
});
