/**
 * The log odds of a probability given by its logarithm: log(p / (1 − p)) with x = log p, which ORPO compares
 * (Hong et al. 2024, eq. 4).
 *
 * Where p → 1 the odds are infinite, and a log-probability that was computed in f32 can come out as 0 or
 * even above. x is therefore clamped to `NEAREST_TO_ZERO`: log odds end at 13.8, and nothing is ever NaN. The
 * gradient beyond is the one at the clamp, not zero: a model that is certain of a rejected answer must still
 * be moved away from it, and it must not matter on which side of the clamp rounding puts x.
 */
import { elementwise } from '../backends/webgpu/elementwise.ts';
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { defineOp } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectShape, float } from '../shapes.ts';

/** About what f32 resolves: a log-probability is a difference of logits, which are of the order of ten. */
export const NEAREST_TO_ZERO = -1e-6;

/** log(1 − e^x) for x < 0, in the two branches of Mächler 2012 (log1mexp), each exact where it is used. */
function log1mexp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** The log odds of the probability e^x. */
export function logOddsAt(x: number): number {
  const clamped = Math.min(x, NEAREST_TO_ZERO);
  return clamped - log1mexp(clamped);
}

/** log p − log(1 − p), element by element, for x = log p. */
export const logOdds = defineOp<{ x: Tensor }>({
  name: 'logOdds',
  infer: ({ x }) => [float(...x.shape)],
  gradient: ({ inputs: { x }, upstream: [dy] }) => ({ x: () => logOddsGrad({ x, dy }) }),
  reference: ({ x }) => [x.data.map(logOddsAt)],
  onnx(emit, { x }) {
    const clamped = clamp(emit, x);
    return [emit.sub(clamped, emit.node('Log', [complement(emit, clamped)]))];
  },
  webgpu: (gpu, { x }, _attributes, [type]) =>
    elementwise(gpu, 'logOdds', { a: x, factor: NEAREST_TO_ZERO }, type!),
});

/** dx = dy / (1 − p) */
const logOddsGrad = defineOp<{ x: Tensor; dy: Tensor }>({
  name: 'logOddsGrad',
  infer({ x, dy }) {
    expectShape('dy', dy, x.shape);
    return [float(...x.shape)];
  },
  reference: ({ x, dy }) => [
    x.data.map((value, i) => dy.data[i]! / -Math.expm1(Math.min(value, NEAREST_TO_ZERO))),
  ],
  onnx: (emit, { x, dy }) => [emit.div(dy, complement(emit, clamp(emit, x)))],
  webgpu: (gpu, { x, dy }, _attributes, [type]) =>
    elementwise(gpu, 'logOddsGrad', { a: x, b: dy, factor: NEAREST_TO_ZERO }, type!),
});

function clamp(emit: OnnxEmitter, x: OnnxName): OnnxName {
  return emit.node('Min', [x, emit.float(NEAREST_TO_ZERO)]);
}

/**
 * 1 − p = −expm1(x) = −2t / (1 − t) with t = tanh(x/2). ONNX has neither expm1 nor log1p, but its tanh is
 * exact near zero, so one formula serves where 1 − e^x would lose every digit. For very negative x it is 1
 * but for rounding, which is lost beside x.
 */
function complement(emit: OnnxEmitter, x: OnnxName): OnnxName {
  const t = emit.node('Tanh', [emit.mul(x, emit.float(0.5))]);
  return emit.div(emit.mul(t, emit.float(-2)), emit.sub(emit.float(1), t));
}
