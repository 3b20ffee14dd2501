/**
 * Draws one token per row by inverse-CDF sampling: the first token at which the cumulated probability
 * exceeds noise·total, with probabilities softmax(logits / temperature) over the topK largest logits.
 * A temperature of 0 takes the largest logit. The noise is an input, so that a seed decides everything.
 */
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { defineOp } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectRank, expectShape, int } from '../shapes.ts';

interface SampleInputs extends Record<string, Tensor> {
  /** [batch, vocabulary] */
  logits: Tensor;
  /** [batch], uniform in [0, 1) */
  noise: Tensor;
  /** Scalar, ≥ 0. */
  temperature: Tensor;
}

/** Keeps the division by the temperature finite; the greedy branch is taken there anyway. */
const SMALLEST_TEMPERATURE = 1e-4;

export const sampleToken = defineOp<SampleInputs, { /** 0 keeps all tokens. */ topK: number }>({
  name: 'sampleToken',
  infer({ logits, noise, temperature }) {
    expectRank('logits', logits, 2);
    expectShape('noise', noise, [logits.shape[0]!]);
    expectShape('temperature', temperature, []);
    return [int(logits.shape[0]!)];
  },
  reference({ logits, noise, temperature }, { topK }) {
    const [batch, vocabulary] = logits.shape as [number, number];
    return [
      Float64Array.from({ length: batch }, (_, row) => {
        const values = logits.data.subarray(row * vocabulary, (row + 1) * vocabulary);
        return sampleRow(values, noise.data[row]!, temperature.data[0]!, topK);
      }),
    ];
  },
  onnx(emit, { logits, noise, temperature }, { topK }) {
    const [batch, vocabulary] = logits.shape as [number, number];
    const greedy = emit.node('ArgMax', [logits], { attributes: { axis: 1, keepdims: 0 } });
    const kept = topK > 0 && topK < vocabulary ? keepTop(emit, logits, topK) : logits;
    const softened = emit.div(kept, emit.node('Max', [temperature, emit.float(SMALLEST_TEMPERATURE)]));
    const probabilities = emit.node('Softmax', [softened], { attributes: { axis: 1 } });
    const cumulated = emit.node('CumSum', [probabilities, emit.int(1)]);
    // Rounding may leave the total a little off 1.
    const total = emit.node('Slice', [
      cumulated,
      emit.longs([vocabulary - 1]),
      emit.longs([vocabulary]),
      emit.longs([1]),
    ]);
    const threshold = emit.mul(emit.reshape(noise, [batch, 1]), total);
    const passed = emit.node('LessOrEqual', [cumulated, threshold]);
    const count = emit.reduceSum(emit.cast(passed, 'int32'), [1]);
    const sampled = emit.node('Min', [count, emit.int(vocabulary - 1)]);
    const isGreedy = emit.node('LessOrEqual', [temperature, emit.float(0)]);
    return [emit.node('Where', [isGreedy, emit.cast(greedy, 'int32'), sampled])];
  },
  webgpu(gpu, { logits, noise, temperature }, { topK }, [type]) {
    const [rows, width] = logits.shape as [number, number];
    return gpu.call({
      kernel: 'sampleToken',
      entry: 'sample',
      fields: { rows, width, topK, logits, noise, temperature },
      outputs: { y: type! },
      workgroups: rows,
    });
  },
});

/** Logits below the k-th largest of their row become −10⁹. */
function keepTop(emit: OnnxEmitter, logits: OnnxName, k: number): OnnxName {
  const [values] = emit.multi('TopK', [logits, emit.longs([k])], 2, { attributes: { axis: 1 } });
  const smallest = emit.node('ReduceMin', [values!, emit.longs([1])]);
  return emit.node('Where', [emit.node('Less', [logits, smallest]), emit.float(-1e9), logits]);
}

function sampleRow(logits: Float64Array, noise: number, temperature: number, topK: number): number {
  const largest = logits.reduce((max, logit) => Math.max(max, logit), -Infinity);
  if (temperature <= 0) return logits.indexOf(largest);
  const limit = topK > 0 && topK < logits.length ? logits.toSorted().at(-topK)! : -Infinity;
  const weights = logits.map((logit) =>
    logit < limit ? 0 : Math.exp((logit - largest) / Math.max(temperature, SMALLEST_TEMPERATURE)),
  );
  const threshold = noise * weights.reduce((sum, weight) => sum + weight, 0);
  let cumulated = 0;
  for (let token = 0; token < weights.length; token++) {
    cumulated += weights[token]!;
    if (cumulated > threshold) return token;
  }
  return weights.length - 1;
}
