/** The output head with its softmax: logits, log-probabilities and the gradient of what goes in. */
import { constant } from '../../engine/leaves.ts';
import { tokenLogprobs } from '../../engine/ops/tokenLogprobs.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { gradientOf, Operand, repeated } from './chains.ts';
import { frozenBytes, frozenMatrix, type KernelCase } from './kernelCase.ts';
import { frozenBits } from './types.ts';

export function headCase({ width, vocabularySize }: ModelConfig, scored: number): KernelCase {
  return {
    name: 'head: log-probabilities and dx',
    kernels: 'matmul, logprobs',
    shape: `${scored} × ${width} → ${vocabularySize}`,
    bound: 'arithmetic',
    choices: ['matmul', 'halfTiles'],
    formats: frozenBits,
    flops: 4 * scored * width * vocabularySize,
    // The logits need never be written, and the head is read for each direction.
    bytes: (bits) => 4 * 3 * scored * width + 2 * frozenBytes(vocabularySize * width, bits!),
    program(count, bits) {
      const head = frozenMatrix(vocabularySize, width, bits!);
      const targets = constant(
        Int32Array.from({ length: scored }, (_, i) => (7 * i) % vocabularySize),
        [scored],
      );
      const dy = new Operand([scored], 1, 3).version();
      return repeated(count, new Operand([scored, width]).version(), (x) => {
        const outputs = tokenLogprobs.all({ x, head, targets });
        return gradientOf(tokenLogprobs, 'x', dy, { x, head, targets }, {}, outputs);
      });
    },
  };
}
