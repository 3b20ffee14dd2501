/** Attention over rows of one sequence each, forward and backward. */
import { constant } from '../../engine/leaves.ts';
import { attention } from '../../engine/ops/attention.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { gradientOf, Operand, repeated } from './chains.ts';
import { causalFlops } from './flops.ts';
import type { KernelCase, KernelShape } from './kernelCase.ts';

export function attentionCases(
  { heads, keyValueHeads, headDim }: ModelConfig,
  { batch, time }: KernelShape,
): KernelCase[] {
  const positions = batch * time;
  const [width, keyWidth] = [heads * headDim, keyValueHeads * headDim];
  const attributes = { time, heads, keyValueHeads };
  const product = causalFlops(positions * width, time);
  const saved = 4 * positions * heads;
  const common = {
    shape: `${batch} × ${time} positions, ${heads} heads of ${headDim}, ${keyValueHeads} for keys`,
    bound: 'arithmetic',
    choices: ['attention'],
    formats: null,
  } as const;
  const operands = () => ({
    k: new Operand([positions, keyWidth], 1, 4).version(),
    v: new Operand([positions, keyWidth], 1, 5).version(),
    segments: constant(new Int32Array(positions).fill(1), [positions]),
  });
  return [
    {
      ...common,
      name: 'attention forward',
      kernels: 'attention',
      flops: 2 * product,
      bytes: () => 4 * positions * 2 * (width + keyWidth) + saved,
      program(count) {
        const given = operands();
        return repeated(count, new Operand([positions, width]).version(), (q) =>
          attention({ q, ...given }, attributes),
        );
      },
    },
    {
      ...common,
      name: 'attention backward',
      kernels: 'attentionGrad',
      // The scores again, dP, dq, dk and dv.
      flops: 5 * product,
      bytes: () => 4 * positions * 4 * (width + keyWidth) + saved,
      program(count) {
        const q = new Operand([positions, width], 1, 6).version();
        const inputs = { q, ...operands() };
        // What the forward pass would have left: of the right size for scores of variance 1.
        const lse = new Float32Array(positions * heads).fill(Math.log(time) + 0.5);
        const outputs = [new Operand([positions, width], 1, 12).version(), constant(lse, [positions, heads])];
        return repeated(count, new Operand([positions, width]).version(), (dy) =>
          gradientOf(attention, 'q', dy, inputs, attributes, outputs),
        );
      },
    },
  ];
}
