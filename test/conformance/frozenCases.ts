/** Cases with frozen weights, in f32 and in blocks of 8 and 4 bits, and cases of sizes that few programs reach. */
import { after, detach } from '../../src/engine/ops/after.ts';
import { linear } from '../../src/engine/ops/linear.ts';
import { gatherRows } from '../../src/engine/ops/rows.ts';
import { fill } from '../../src/engine/ops/sum.ts';
import { tokenLogprobs } from '../../src/engine/ops/tokenLogprobs.ts';
import { index, normal, one, weight } from './case.ts';

const bitsOf = [32, 8, 4] as const;

const linears = bitsOf.flatMap((bits) =>
  (
    [
      [1, 32, 1, 1],
      [5, 64, 32, 3],
      [33, 96, 160, 8],
      [70, 160, 96, 20],
    ] as const
  ).flatMap(([rows, inWidth, outWidth, rank]) => {
    const inputs = {
      x: normal(rows, inWidth),
      weight: weight(bits, outWidth, inWidth),
      bias: normal(outWidth),
      a: normal(rank, inWidth),
      b: normal(outWidth, rank),
    };
    return one(
      'linear',
      `${rows}×${inWidth}→${outWidth} rank ${rank}, weights of ${bits} bits`,
      inputs,
      ({ x, weight, bias, a, b }) => linear({ x: x!, weight: weight!, bias, a, b }, { loraScale: 2 }),
      ['x', 'a', 'b'],
    );
  }),
);

/** Widths that blocks don't allow, and that leave every vector of four incomplete. */
const oddLinears = [
  [3, 7, 5],
  [66, 33, 70],
].map(([rows, inWidth, outWidth]) =>
  one(
    'linear',
    `${rows}×${inWidth}→${outWidth}, frozen in f32`,
    { x: normal(rows!, inWidth!), weight: weight(32, outWidth!, inWidth!) },
    ({ x, weight }) => linear({ x: x!, weight: weight! }, { loraScale: 0 }),
    ['x'],
  ),
);

const heads = bitsOf.flatMap((bits) => [
  one(
    'tokenLogprobs',
    `37×32, vocabulary 300, a head of ${bits} bits`,
    { x: normal(37, 32), head: weight(bits, 300, 32), targets: index(300, 37) },
    ({ x, head, targets }) => tokenLogprobs({ x: x!, head: head!, targets: targets! }),
    ['x'],
  ),
  one(
    'gatherRows',
    `90 of 150×64, a table of ${bits} bits`,
    { table: weight(bits, 150, 64), index: index(150, 90) },
    ({ table, index }) => gatherRows({ x: table!, index: index! }),
  ),
]);

/** More workgroups than WebGPU allows in one dimension of a dispatch, which is 65,535. */
const beyond = [
  one('fill', 'beyond 65,535 workgroups', { value: normal() }, ({ value }) =>
    fill({ value: value! }, { shape: [65_600 * 256 + 3] }),
  ),
];

export const frozenCases = [
  ...linears,
  ...oddLinears,
  ...heads,
  ...beyond,
  one('wait', '3×5', { x: normal(3, 5), signal: normal(2) }, ({ x, signal }) => after(x!, signal!), ['x']),
  one('detach', '3×5', { x: normal(3, 5) }, ({ x }) => detach({ x: x! })),
];
