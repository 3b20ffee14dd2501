/** Kernels that compute little with what they read: how fast they move it is what counts. */
import type { Tensor } from '../../engine/graph.ts';
import { constant } from '../../engine/leaves.ts';
import { adamw, clipByGlobalNorm } from '../../engine/ops/optimizer.ts';
import { rmsNorm } from '../../engine/ops/rmsNorm.ts';
import { rope } from '../../engine/ops/rope.ts';
import { embed, gatherRows, scatterRows } from '../../engine/ops/rows.ts';
import { swiglu } from '../../engine/ops/swiglu.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { loraSize } from '../../model/lora.ts';
import { stageOptimizer } from '../../training/loraStep.ts';
import { firstOf, gradientOf, Operand, repeated } from './chains.ts';
import { frozenBytes, frozenMatrix, type KernelCase, type KernelShape } from './kernelCase.ts';
import { benchLora } from './models.ts';
import { frozenBits } from './types.ts';

export function memoryCases(config: ModelConfig, { batch, time }: KernelShape): KernelCase[] {
  const positions = batch * time;
  return [
    ...normCases(config, positions),
    ropeCase(config, positions, time),
    ...swigluCases(config, positions),
    ...rowCases(config, positions),
    ...optimizerCases(config),
  ];
}

const memory = { bound: 'memory', choices: [], formats: null, flops: 0 } as const;

function normCases({ width, normEpsilon: epsilon }: ModelConfig, positions: number): KernelCase[] {
  const common = {
    ...memory,
    kernels: 'rmsNorm',
    shape: `${positions} × ${width}`,
    choices: ['lanesPerRow'],
  } as const;
  const ones = () => constant(new Float32Array(width).fill(1), [width]);
  return [
    {
      ...common,
      name: 'norm',
      bytes: () => 4 * (2 * positions + 1) * width,
      program(count) {
        const gain = ones();
        return repeated(count, new Operand([positions, width]).version(), (x) =>
          rmsNorm({ x, gain }, { epsilon }),
        );
      },
    },
    {
      ...common,
      name: 'norm: dx',
      bytes: () => 4 * (3 * positions + 1) * width,
      program(count) {
        const gain = ones();
        const x = new Operand([positions, width], 1, 7).version();
        return repeated(count, new Operand([positions, width]).version(), (dy) =>
          gradientOf(rmsNorm, 'x', dy, { x, gain }, { epsilon }),
        );
      },
    },
  ];
}

function ropeCase(config: ModelConfig, positions: number, time: number): KernelCase {
  const { heads, headDim, ropeTheta: theta } = config;
  const width = heads * headDim;
  return {
    ...memory,
    name: 'RoPE of q',
    kernels: 'rope',
    shape: `${positions} × ${width}`,
    bytes: () => 4 * positions * (2 * width + 1),
    program(count) {
      const ids = constant(
        Int32Array.from({ length: positions }, (_, i) => i % time),
        [positions],
      );
      return repeated(count, new Operand([positions, width]).version(), (x) =>
        rope({ x, positions: ids }, { headDim, theta, maxPositions: time }),
      );
    },
  };
}

function swigluCases({ feedForwardWidth: width }: ModelConfig, positions: number): KernelCase[] {
  const common = { ...memory, kernels: 'elementwise', shape: `${positions} × ${width}` };
  const operand = (seed?: number) => new Operand([positions, width], 1, seed).version();
  return [
    {
      ...common,
      name: 'SwiGLU',
      bytes: () => 4 * positions * 3 * width,
      program(count) {
        const up = operand(8);
        return repeated(count, operand(), (gate) => swiglu({ gate, up }));
      },
    },
    {
      ...common,
      name: 'SwiGLU: dgate and dup',
      bytes: () => 4 * positions * 5 * width,
      program(count) {
        const inputs = { gate: operand(9), up: operand(8) };
        return repeated(count, operand(), (dy) => gradientOf(swiglu, 'gate', dy, inputs, {}));
      },
    },
  ];
}

function rowCases({ width, vocabularySize }: ModelConfig, positions: number): KernelCase[] {
  const common = { ...memory, kernels: 'rows' };
  const scored = Math.ceil(positions / 2);
  return [
    {
      ...common,
      name: 'embedding',
      shape: `${positions} of ${vocabularySize} × ${width}`,
      formats: frozenBits,
      bytes: (bits) => 4 * positions * (width + 1) + frozenBytes(positions * width, bits!),
      program(count, bits) {
        const table = frozenMatrix(vocabularySize, width, bits!);
        // Nothing that it reads can wait for a result: the repetitions share a dispatch.
        const outputs: Record<string, Tensor> = {};
        for (let i = 0; i < count; i++) {
          const tokens = Int32Array.from(
            { length: positions },
            (_, at) => (31 * at + 7 * i) % vocabularySize,
          );
          outputs[`y.${i}`] = firstOf(embed(table, constant(tokens, [positions])));
        }
        return { outputs };
      },
    },
    {
      ...common,
      name: 'scored rows picked and put back',
      shape: `${scored} of ${positions} × ${width}`,
      // Read and written when picked; zeros written, then read, added to and written when put back.
      bytes: () => 4 * (5 * scored + positions) * width,
      program(count) {
        const index = constant(
          Int32Array.from({ length: scored }, (_, i) => 2 * i),
          [scored],
        );
        return repeated(count, new Operand([positions, width]).version(), (x) =>
          scatterRows({ y: gatherRows({ x, index }), index }, { rows: positions }),
        );
      },
    },
  ];
}

function optimizerCases(config: ModelConfig): KernelCase[] {
  const size = loraSize(config, benchLora());
  const common = { ...memory, kernels: 'optimizer', shape: String(size) };
  const operand = (seed?: number) => new Operand([size], 1, seed).version();
  return [
    {
      ...common,
      name: 'gradient norm and clipping',
      bytes: () => 4 * 3 * size,
      program: (count) =>
        repeated(count, operand(), (gradient) => clipByGlobalNorm({ gradient }, { maxNorm: 1 })),
    },
    {
      ...common,
      name: 'AdamW',
      bytes: () => 4 * 7 * size,
      program(count) {
        const number = (value: number) => constant(Float32Array.of(value), []);
        const scalars = { learningRate: number(1e-3), correction1: number(1), correction2: number(1) };
        const gradient = operand(10);
        let moments = { m: operand(11), v: constant(new Float32Array(size).fill(1), [size]) };
        return repeated(count, operand(), (parameter) => {
          const [next, m, v] = adamw.all({ parameter, gradient, ...moments, ...scalars }, stageOptimizer);
          moments = { m: m!, v: v! };
          return next!;
        });
      },
    },
  ];
}
