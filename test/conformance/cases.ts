/**
 * Every op with a table of shapes: odd sizes, single rows, and sizes that fill no tile evenly. A new op gets
 * its cases here; the suite fails for an op that has none.
 */
import type { Tensor } from '../../src/engine/graph.ts';
import { scalar } from '../../src/engine/leaves.ts';
import { attention } from '../../src/engine/ops/attention.ts';
import { cachedAttention, emptyCache, storeSlot } from '../../src/engine/ops/cachedAttention.ts';
import { add, exp, multiply, scale, subtract } from '../../src/engine/ops/elementwise.ts';
import { concat, slice } from '../../src/engine/ops/flat.ts';
import { addInteger, anyGoesOn, markEnded } from '../../src/engine/ops/integers.ts';
import { linear } from '../../src/engine/ops/linear.ts';
import { logSigmoid } from '../../src/engine/ops/logSigmoid.ts';
import { adamw, clipByGlobalNorm } from '../../src/engine/ops/optimizer.ts';
import { rmsNorm } from '../../src/engine/ops/rmsNorm.ts';
import { rope } from '../../src/engine/ops/rope.ts';
import { gatherRows, rowAt, scatterRows } from '../../src/engine/ops/rows.ts';
import { sampleToken } from '../../src/engine/ops/sampleToken.ts';
import { fill, sum, sumRows } from '../../src/engine/ops/sum.ts';
import { swiglu } from '../../src/engine/ops/swiglu.ts';
import { tokenLogprobs } from '../../src/engine/ops/tokenLogprobs.ts';
import { index, ints, normal, one, type ConformanceCase } from './case.ts';
import { frozenCases } from './frozenCases.ts';
import { lossCases } from './lossCases.ts';

/** Positions of two sequences packed into each row, so that segments matter. */
const twoSegments = (batch: number, time: number) =>
  Array.from({ length: batch * time }, (_, i) => (i % time < Math.ceil(time / 3) ? 0 : 1));

const elementwise = [[1], [7], [3, 5], [2, 1, 9]].flatMap((shape) => {
  const pair = { a: normal(...shape), b: normal(...shape) };
  const x = { x: normal(...shape) };
  const name = `[${shape.join()}]`;
  return [
    one('add', name, pair, ({ a, b }) => add({ a: a!, b: b! }), ['a', 'b']),
    one('subtract', name, pair, ({ a, b }) => subtract({ a: a!, b: b! }), ['a', 'b']),
    one('multiply', name, pair, ({ a, b }) => multiply({ a: a!, b: b! }), ['a', 'b']),
    one('scale', name, x, ({ x }) => scale({ x: x! }, { factor: -0.37 }), ['x']),
    one('exp', name, x, ({ x }) => exp({ x: x! }), ['x']),
    one('logSigmoid', name, x, ({ x }) => logSigmoid({ x: x! }), ['x']),
    one('sum', name, x, ({ x }) => sum({ x: x! }), ['x']),
    one(
      'swiglu',
      name,
      { gate: normal(...shape), up: normal(...shape) },
      ({ gate, up }) => swiglu({ gate: gate!, up: up! }),
      ['gate', 'up'],
    ),
  ];
});

const linears = (
  [
    [1, 1, 1, 1],
    [1, 64, 3, 2],
    [5, 7, 9, 1],
    [33, 16, 31, 8],
    [70, 65, 130, 4],
  ] as const
).flatMap(([rows, inWidth, outWidth, rank]) => {
  const x = normal(rows, inWidth);
  const weight = normal(outWidth, inWidth);
  const lora = { a: normal(rank, inWidth), b: normal(outWidth, rank) };
  const name = `${rows}×${inWidth}→${outWidth} rank ${rank}`;
  const attributes = { loraScale: 2 };
  return [
    one(
      'linear',
      `${name}, frozen`,
      { x, weight },
      ({ x, weight }) => linear({ x: x!, weight: weight! }, attributes),
      ['x'],
    ),
    one(
      'linear',
      `${name}, dense with bias`,
      { x, weight, bias: normal(outWidth) },
      ({ x, weight, bias }) => linear({ x: x!, weight: weight!, bias }, attributes),
      ['x', 'weight', 'bias'],
    ),
    one(
      'linear',
      `${name}, LoRA and bias`,
      { x, weight, bias: normal(outWidth), ...lora },
      ({ x, weight, bias, a, b }) => linear({ x: x!, weight: weight!, bias, a, b }, attributes),
      ['x', 'bias', 'a', 'b'],
    ),
  ];
});

const attentions = (
  [
    [1, 1, 1, 1, 2],
    [2, 5, 2, 2, 4],
    [1, 9, 4, 2, 6],
    [3, 7, 6, 1, 2],
    [2, 33, 4, 4, 16],
  ] as const
).map(([batch, time, heads, keyValueHeads, headDim]) =>
  one(
    'attention',
    `batch ${batch}, time ${time}, heads ${heads}/${keyValueHeads}, head width ${headDim}`,
    {
      q: normal(batch * time, heads * headDim),
      k: normal(batch * time, keyValueHeads * headDim),
      v: normal(batch * time, keyValueHeads * headDim),
      segments: ints(twoSegments(batch, time), batch * time),
    },
    ({ q, k, v, segments }) =>
      attention({ q: q!, k: k!, v: v!, segments: segments! }, { time, heads, keyValueHeads }),
    ['q', 'k', 'v'],
  ),
);

const decoding = (
  [
    ['emptyCache', 1, 1, 1, 1, 2, 1, 0],
    ['emptyCache', 2, 3, 2, 1, 4, 4, 0],
    ['storeSlot', 2, 5, 4, 2, 4, 3, 1],
    ['storeSlot', 1, 2, 3, 3, 5, 3, 2],
    ['cachedAttention', 2, 6, 4, 2, 4, 9, 2],
    ['cachedAttention', 3, 7, 3, 3, 6, 5, 4],
  ] as const
).map(([op, batch, time, heads, keyValueHeads, headDim, slots, step]) => {
  const rows = Array.from({ length: step + 1 }, (_, slot) => slot);
  const inputs = {
    q: normal(batch, heads * headDim),
    promptK: normal(batch * time, keyValueHeads * headDim),
    promptV: normal(batch * time, keyValueHeads * headDim),
    promptLengths: ints(
      Array.from({ length: batch }, (_, row) => Math.max(1, time - row)),
      batch,
    ),
    ...Object.fromEntries(
      rows.flatMap((slot) => [
        [`k${slot}`, normal(batch, keyValueHeads * headDim)],
        [`v${slot}`, normal(batch, keyValueHeads * headDim)],
        [`step${slot}`, ints([slot])],
      ]),
    ),
  };
  // A cache is nothing to look at from outside: what was stored in it shows in what is read from it.
  const apply = (given: Record<string, Tensor>) => {
    const stored = (what: 'k' | 'v') =>
      rows.reduce(
        (cache, slot) => storeSlot({ cache, row: given[`${what}${slot}`]!, step: given[`step${slot}`]! }),
        emptyCache({}, { batch, heads: keyValueHeads, slots, headDim }),
      );
    const { q, promptK, promptV, promptLengths } = given as Record<'q' | keyof typeof inputs, Tensor>;
    const caches = { newK: stored('k'), newV: stored('v'), step: given[`step${step}`]! };
    return cachedAttention({ q, promptK, promptV, promptLengths, ...caches }, { heads });
  };
  const name = `batch ${batch}, prompt ${time}, heads ${heads}/${keyValueHeads}, slots 0…${step} of ${slots}`;
  return one(op, name, inputs, apply);
});

const logprobs = (
  [
    [1, 2, 3, 1],
    [5, 7, 11, 1],
    [37, 16, 129, 1],
    [3, 8, 20, 40], // logits of ±1000: the probability of most targets underflows
  ] as const
).map(([rows, width, vocabulary, spread]) =>
  one(
    'tokenLogprobs',
    `${rows}×${width}, vocabulary ${vocabulary}${spread > 1 ? ', extreme logits' : ''}`,
    {
      x: { shape: [rows, width], kind: 'normal', spread },
      head: normal(vocabulary, width),
      targets: index(vocabulary, rows),
    },
    ({ x, head, targets }) => tokenLogprobs({ x: x!, head: head!, targets: targets! }),
    spread > 1 ? [] : ['x', 'head'],
  ),
);

const norms = (
  [
    [1, 1],
    [5, 7],
    [33, 64],
  ] as const
).map(([rows, width]) =>
  one(
    'rmsNorm',
    `${rows}×${width}`,
    { x: normal(rows, width), gain: normal(width) },
    ({ x, gain }) => rmsNorm({ x: x!, gain: gain! }, { epsilon: 1e-5 }),
    ['x', 'gain'],
  ),
);

const ropes = (
  [
    [1, 1, 2],
    [5, 3, 6],
    [17, 4, 16],
  ] as const
).flatMap(([rows, heads, headDim]) =>
  [false, true].map((inverse) =>
    one(
      'rope',
      `${rows} positions, ${heads} heads of ${headDim}${inverse ? ', inverse' : ''}`,
      { x: normal(rows, heads * headDim), positions: index(20, rows) },
      ({ x, positions }) =>
        rope({ x: x!, positions: positions! }, { headDim, theta: 10000, maxPositions: 20, inverse }),
      ['x'],
    ),
  ),
);

const samplers = [0, 0.7, 1].flatMap((temperature) =>
  [0, 1, 5].map((topK) =>
    one(
      'sampleToken',
      `temperature ${temperature}, top-k ${topK}`,
      { logits: normal(40, 37), noise: { shape: [40], kind: 'uniform' } },
      ({ logits, noise }) =>
        sampleToken({ logits: logits!, noise: noise!, temperature: scalar(temperature) }, { topK }),
    ),
  ),
);

const vectors = [1, 7, 9000].flatMap((n) => [
  ...[0.5, 1e9].map((maxNorm) =>
    one('clipByGlobalNorm', `${n} values, limit ${maxNorm}`, { gradient: normal(n) }, ({ gradient }) =>
      clipByGlobalNorm.all({ gradient: gradient! }, { maxNorm }),
    ),
  ),
  ...[0, 0.1].map((weightDecay) =>
    one(
      'adamw',
      `${n} values, decay ${weightDecay}`,
      {
        parameter: normal(n),
        gradient: normal(n),
        m: normal(n),
        v: { shape: [n], kind: 'positive' },
        decayMask: { shape: [n], kind: 'positive' },
      },
      ({ parameter, gradient, m, v, decayMask }) =>
        adamw.all(
          {
            parameter: parameter!,
            gradient: gradient!,
            m: m!,
            v: v!,
            learningRate: scalar(0.01),
            correction1: scalar(1.7),
            correction2: scalar(3.1),
            ...(weightDecay && { decayMask }),
          },
          { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay },
        ),
    ),
  ),
]);

export const cases: ConformanceCase[] = [
  ...frozenCases,
  ...elementwise,
  ...linears,
  ...norms,
  ...ropes,
  ...attentions,
  ...decoding,
  ...logprobs,
  ...lossCases,
  ...samplers,
  ...vectors,
  one(
    'fill',
    'scalar to [3,4]',
    { value: normal() },
    ({ value }) => fill({ value: value! }, { shape: [3, 4] }),
    ['value'],
  ),
  one('sumRows', '5×7', { x: normal(5, 7) }, ({ x }) => sumRows({ x: x! })),
  one(
    'gatherRows',
    '9 of 5×7, with repeats',
    { x: normal(5, 7), index: index(5, 9) },
    ({ x, index }) => gatherRows({ x: x!, index: index! }),
    ['x'],
  ),
  one(
    'scatterRows',
    '9 into 5×7, with repeats',
    { y: normal(9, 7), index: index(5, 9) },
    ({ y, index }) => scatterRows({ y: y!, index: index! }, { rows: 5 }),
    ['y'],
  ),
  ...[0, 3, 9].map((step) =>
    one('rowAt', `step ${step} of 4×5`, { x: normal(4, 5), step: ints([step]) }, ({ x, step }) =>
      rowAt({ x: x!, step: step! }),
    ),
  ),
  one('slice', '6 of 20 as 2×3', { flat: normal(20) }, ({ flat }) =>
    slice({ flat: flat! }, { offset: 5, shape: [2, 3] }),
  ),
  one('concat', '2×3, a scalar and 4', { a: normal(2, 3), b: normal(), c: normal(4) }, ({ a, b, c }) =>
    concat({ a: a!, b: b!, c: c! }),
  ),
  one('addInteger', '5', { a: index(100, 5), b: ints([17]) }, ({ a, b }) => addInteger({ a: a!, b: b! })),
  one(
    'markEnded',
    '6',
    { ended: ints([0, 1, 0, 1, 0, 0], 6), token: ints([2, 2, 3, 3, 4, 2], 6) },
    ({ ended, token }) => markEnded({ ended: ended!, token: token! }, { endToken: 2 }),
  ),
  one('anyGoesOn', 'some do', { ended: ints([1, 0, 1], 3) }, ({ ended }) => anyGoesOn({ ended: ended! })),
  one('anyGoesOn', 'none does', { ended: ints([1, 1, 1], 3) }, ({ ended }) => anyGoesOn({ ended: ended! })),
];
