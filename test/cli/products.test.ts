/** The yardstick of the bench: the products it times are those that the lowered training step does. */
import { describe, expect, it } from 'vitest';
import { matrixProducts } from '../../src/cli/bench/products.ts';
import { lower } from '../../src/engine/backends/onnx/lower.ts';
import { input } from '../../src/engine/leaves.ts';
import { frozenNetwork } from '../../src/model/llama.ts';
import { shapeFor } from '../../src/model/scoredBatch.ts';
import { Random } from '../../src/support/random.ts';
import { sft } from '../../src/training/objectives/sft.ts';
import { trainingStep } from '../../src/training/step.ts';
import { stageOptimizer } from '../../src/training/loraStep.ts';
import { randomWeights, tinyLora, tinyLoraSize, tinyModels } from '../conformance/tinyModels.ts';

describe('matrixProducts', () => {
  it.each(Object.entries(tinyModels))('%s: as many as the lowered step has', (name, config) => {
    const flat = input('parameters', [tinyLoraSize(config)]);
    const network = frozenNetwork(config, randomWeights(config, Random.of(0, name)), {
      spec: tinyLora,
      flat,
    });
    const shape = shapeFor([[{ tokens: [1, 2, 3, 4], scoreFrom: 2 }]]);
    const program = trainingStep(network, flat, network.adapterTensors, {
      shape,
      objective: sft,
      optimizer: stageOptimizer,
      maxGradNorm: 1,
    });
    const lowered = lower(program).nodes.filter(({ type }) => type === 'Gemm' || type === 'FusedMatMul');
    expect(matrixProducts(program)).toHaveLength(lowered.length);
  });
});
