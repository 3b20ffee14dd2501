/**
 * How a graph is built that does the same work several times over, so that the clock sees it. Each repetition
 * waits for the one before: otherwise a backend may do them side by side in one dispatch, or, finding them
 * equal, only once. What makes them wait costs nothing: views of values that are there anyway.
 */
import type { Program } from '../../engine/backends/backend.ts';
import { sizeOf, type Shape, type Tensor, type TensorRecord } from '../../engine/graph.ts';
import type { Op } from '../../engine/define.ts';
import { constant } from '../../engine/leaves.ts';
import { add } from '../../engine/ops/elementwise.ts';
import { concat, slice } from '../../engine/ops/flat.ts';
import { randomValues } from './weights.ts';

/** Operands are read from places that are this many words apart: each repetition reads others. */
const SHIFT = 32;

/** Activations: random values that are no frozen weights, in as many overlapping versions as are asked for. */
export class Operand {
  private readonly values: Tensor;

  constructor(
    private readonly shape: Shape,
    versions = 1,
    seed = 1,
  ) {
    const size = sizeOf(shape) + SHIFT * (versions - 1);
    this.values = constant(randomValues(size, 1, seed), [size]);
  }

  version(i = 0): Tensor {
    return slice({ flat: this.values }, { offset: SHIFT * i, shape: this.shape });
  }
}

/** `next` is given its own last result, `count` times. */
export function repeated(count: number, start: Tensor, next: (last: Tensor, i: number) => Tensor): Program {
  let y = start;
  for (let i = 0; i < count; i++) y = next(y, i);
  return { outputs: { y: firstOf(y) } };
}

/** Matrix products, of which each adds the result of the one before to its own. */
export function addedUp(count: number, shape: Shape, product: (i: number) => Tensor): Program {
  return repeated(count, new Operand(shape, 1, 2).version(), (last, i) =>
    // Under another name, the last result is an addend rather than one more product for the same call.
    add({ a: product(i), b: i === 0 ? last : reshaped(last, shape) }),
  );
}

/** The same words as another value, which takes no copy. */
export const reshaped = (value: Tensor, shape: Shape): Tensor =>
  slice({ flat: concat({ value }) }, { offset: 0, shape });

/** One number of a value, to have something to wait for. */
export const firstOf = (value: Tensor): Tensor => reshaped(value, [1]);

/** The op's gradient with respect to one of its inputs, without the forward pass. */
export function gradientOf<Inputs extends TensorRecord, Attributes>(
  op: Op<Inputs, Attributes>,
  name: keyof Inputs,
  dy: Tensor,
  inputs: Inputs,
  attributes: Attributes,
  outputs: readonly Tensor[] = [],
): Tensor {
  const builders = op.definition.gradient?.({ inputs, attributes, outputs, upstream: [dy] });
  const build = builders?.[name];
  if (!build) throw new Error(`${op.definition.name} has no gradient for its input "${String(name)}"`);
  return build();
}
