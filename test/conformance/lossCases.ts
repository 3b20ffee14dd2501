/** Cases of the ops that training objectives are made of. */
import { constant } from '../../src/engine/leaves.ts';
import { scale } from '../../src/engine/ops/elementwise.ts';
import { logOdds } from '../../src/engine/ops/logOdds.ts';
import { logSigmoid } from '../../src/engine/ops/logSigmoid.ts';
import { segmentGather, segmentSum } from '../../src/engine/ops/segmentSum.ts';
import { ints, normal, one } from './case.ts';

/** Log-probabilities from nearly certain to hopeless, and beyond: rounding can give 0 and even more. */
const extremeLogprobs = [0, 1e-6, -1e-9, -1e-7, -1e-6, -3e-6, -1e-4, -0.01, -0.69, -0.7, -5, -20, -50];
const extremeMargins = [0, 1e-7, -1e-7, 17, -17, 50, -50, 100, -100, 1e4, -1e4];

const likelihoods = [
  // One value a case: the tolerance is in units of the largest, next to which the others would not count.
  ...extremeLogprobs.map((value) =>
    one('logOdds', `of e^${value}`, {}, () => logOdds({ x: constant(Float32Array.of(value), [1]) })),
  ),
  ...extremeMargins.map((value) =>
    one('logSigmoid', `of ${value}`, {}, () => logSigmoid({ x: constant(Float32Array.of(value), [1]) })),
  ),
  ...[-0.05, -1, -16].map((factor) =>
    one(
      'logOdds',
      `37 of e^${factor}·x`,
      { x: { shape: [37], kind: 'positive' } },
      ({ x }) => logOdds({ x: scale({ x: x! }, { factor }) }),
      ['x'],
    ),
  ),
  one(
    'logSigmoid',
    '37 of ±30',
    { x: { shape: [37], kind: 'normal', spread: 10 } },
    ({ x }) => logSigmoid({ x: x! }),
    ['x'],
  ),
];

/** Sequences of three tokens each, then as many again that belong to none. */
const threesThenNone = (n: number) =>
  Array.from({ length: n }, (_, i) => (2 * i < n ? Math.floor(i / 3) : -1));

const segments = (
  [
    [1, 1, [0]],
    [1, 2, [-1]],
    [9, 4, [3, 0, -1, 0, 3, 3, -1, 1, 0]], // no order, and nothing in segment 2
    [700, 130, threesThenNone(700)],
  ] as const
).flatMap(([n, count, segmentOf]) => [
  one(
    'segmentSum',
    `${n} in ${count} segments`,
    { x: normal(n), segmentOf: ints(segmentOf, n) },
    ({ x, segmentOf }) => segmentSum({ x: x!, segmentOf: segmentOf! }, { segments: count }),
    ['x'],
  ),
  one(
    'segmentGather',
    `${n} of ${count} segments`,
    { y: normal(count), segmentOf: ints(segmentOf, n) },
    ({ y, segmentOf }) => segmentGather({ y: y!, segmentOf: segmentOf! }),
    ['y'],
  ),
]);

export const lossCases = [...likelihoods, ...segments];
