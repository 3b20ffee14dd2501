/** The loop on every backend: carried values, early ends, and what is computed in front of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { lower } from '../../src/engine/backends/onnx/lower.ts';
import { referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { constant, input } from '../../src/engine/leaves.ts';
import { loop } from '../../src/engine/loop.ts';
import { add, scale } from '../../src/engine/ops/elementwise.ts';
import { addInteger, anyGoesOn, markEnded } from '../../src/engine/ops/integers.ts';
import { linear } from '../../src/engine/ops/linear.ts';
import { onnxHere, webGpuHere } from './runtime.ts';

let backends: Backend[];
beforeAll(async () => {
  backends = [referenceBackend, await onnxHere(), await webGpuHere()];
});

/** Counts up from `start` until a count reaches `end`, doubling x each time. */
function counting(maxIterations: number) {
  const one = constant(Int32Array.of(1), []);
  const initial = [input('start', [2], 'int'), constant(new Int32Array(2), [2]), input('x', [1])];
  const [counts, doubled] = loop(initial, maxIterations, ([count, ended, x], iteration) => {
    const nowEnded = markEnded({ ended: ended!, token: count! }, { endToken: 5 });
    const next = [addInteger({ a: count!, b: one }), nowEnded, scale({ x: x! }, { factor: 2 })];
    return {
      next,
      emitted: [addInteger({ a: count!, b: iteration }), x!],
      goOn: anyGoesOn({ ended: nowEnded }),
    };
  });
  return { outputs: { counts: counts!, doubled: doubled! } };
}

describe('loop', () => {
  it.each([
    ['ends when its body says so', 10, [3, 4], { counts: [3, 4, 5, 6, 7, 8], doubled: [1, 2, 4] }],
    ['ends after the most iterations', 2, [0, 0], { counts: [0, 0, 2, 2], doubled: [1, 2] }],
    ['runs at least once', 10, [5, 5], { counts: [5, 5], doubled: [1] }],
  ])('%s', async (_what, most, start, expected) => {
    for (const backend of backends) {
      const executable = await backend.compile(counting(most));
      const { counts, doubled } = await executable.run({
        start: Int32Array.from(start),
        x: Float32Array.of(1),
      });
      expect([...counts!], backend.name).toEqual(expected.counts);
      expect([...doubled!], backend.name).toEqual(expected.doubled);
    }
  });

  it('merges an adapter into its weight once, in front of the loop', () => {
    const [a, b, weight] = [
      input('a', [1, 2]),
      input('b', [2, 1]),
      constant(Float32Array.of(1, 0, 0, 1), [2, 2]),
    ];
    const [emitted] = loop([input('x', [1, 2])], 3, ([x]) => {
      const y = linear({ x: add({ a: x!, b: x! }), weight, a, b }, { loraScale: 1 });
      return { next: [y], emitted: [y], goOn: constant(Int32Array.of(1), []) };
    });
    const { nodes } = lower({ outputs: { y: emitted! } });
    const body = nodes.find(({ type }) => type === 'Loop')!.attributes.body;
    const inside = body?.kind === 'graph' ? body.value.nodes : [];
    expect(nodes.filter(({ type }) => type === 'Gemm')).toHaveLength(1);
    expect(inside.filter(({ type }) => type === 'Gemm')).toHaveLength(1);
  });
});
