/** The matrix products of a layer: its projections, and what their adapters add. */
import type { Tensor } from '../../engine/graph.ts';
import { linear } from '../../engine/ops/linear.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { matrixShape } from '../../model/lora.ts';
import { addedUp, gradientOf, Operand } from './chains.ts';
import { frozenBytes, frozenMatrix, type KernelCase } from './kernelCase.ts';
import { usualRank as RANK } from './models.ts';
import { frozenBits } from './types.ts';

const noLora = { loraScale: 0 };

/** The projections of a layer, forward (NT) and for the gradient of their input (NN). */
export function projectionCases(config: ModelConfig, positions: number): KernelCase[] {
  const byShape = new Map<string, { shape: readonly [number, number]; names: string[] }>();
  for (const [target, name] of [
    ['q_proj', 'q'],
    ['k_proj', 'k'],
    ['v_proj', 'v'],
    ['o_proj', 'o'],
    ['gate_proj', 'gate'],
    ['up_proj', 'up'],
    ['down_proj', 'down'],
  ] as const) {
    const shape = matrixShape(config, target);
    const entry = byShape.get(String(shape)) ?? { shape, names: [] };
    entry.names.push(name);
    byShape.set(String(shape), entry);
  }
  return [...byShape.values()].flatMap(({ shape: [out, width], names }) => {
    const common = {
      kernels: 'matmul',
      bound: 'arithmetic',
      formats: frozenBits,
      flops: 2 * positions * width * out,
    } as const;
    const list = names.join(', ');
    const forward: KernelCase = {
      ...common,
      choices: ['matmul', 'halfTiles'],
      name: `${list}: y = x·Wᵀ (NT)`,
      shape: `${positions} × ${width} → ${out}`,
      bytes: (bits) => 4 * positions * (width + 2 * out) + frozenBytes(out * width, bits!),
      program(count, bits) {
        const x = new Operand([positions, width], count);
        const weight = frozenMatrix(out, width, bits!);
        return addedUp(count, [positions, out], (i) => linear({ x: x.version(i), weight }, noLora));
      },
    };
    const backward: KernelCase = {
      ...common,
      choices: ['matmul'],
      name: `${list}: dx = dy·W (NN)`,
      shape: `${positions} × ${out} → ${width}`,
      bytes: (bits) => 4 * positions * (out + 2 * width) + frozenBytes(out * width, bits!),
      program(count, bits) {
        const dy = new Operand([positions, out], count);
        // Its shape is all that the gradient looks at.
        const x = new Operand([positions, width]).version();
        const weight = frozenMatrix(out, width, bits!);
        return addedUp(count, [positions, width], (i) =>
          gradientOf(linear, 'x', dy.version(i), { x, weight }, noLora),
        );
      },
    };
    return [forward, backward];
  });
}

/** The narrow products of an adapter, of the widest projection. */
export function adapterCases(config: ModelConfig, positions: number): KernelCase[] {
  const [out, width] = matrixShape(config, 'gate_proj');
  const kind = { kernels: 'matmul', bound: 'memory', choices: ['matmul'], formats: null } as const;
  const bytesOf = (rows: number, depth: number, columns: number) =>
    4 * (rows * depth + depth * columns + 2 * rows * columns);
  const narrow = (name: string, [rows, depth, columns]: readonly [number, number, number]) => ({
    ...kind,
    name: `adapter: ${name}`,
    shape: `${rows} × ${depth} → ${columns}`,
    flops: 2 * rows * depth * columns,
    bytes: () => bytesOf(rows, depth, columns),
  });
  const weightGrad = (dy: Operand, x: Tensor, rows: number, columns: number, count: number) => {
    const weight = new Operand([rows, columns]).version();
    return addedUp(count, [rows, columns], (i) =>
      gradientOf(linear, 'weight', dy.version(i), { x, weight }, noLora),
    );
  };
  return [
    {
      ...narrow('u = x·Aᵀ (NT)', [positions, width, RANK]),
      program(count) {
        const x = new Operand([positions, width], count);
        const weight = new Operand([RANK, width]).version();
        return addedUp(count, [positions, RANK], (i) => linear({ x: x.version(i), weight }, noLora));
      },
    },
    {
      ...narrow('t = dy·B (NN)', [positions, out, RANK]),
      program(count) {
        const dy = new Operand([positions, out], count);
        const x = new Operand([positions, RANK]).version();
        const weight = new Operand([out, RANK]).version();
        return addedUp(count, [positions, RANK], (i) =>
          gradientOf(linear, 'x', dy.version(i), { x, weight }, noLora),
        );
      },
    },
    {
      ...narrow('dA = tᵀ·x (TN)', [RANK, positions, width]),
      program: (count) =>
        weightGrad(
          new Operand([positions, RANK], count),
          new Operand([positions, width]).version(),
          RANK,
          width,
          count,
        ),
    },
    {
      ...narrow('dB = dyᵀ·u (TN)', [out, positions, RANK]),
      program: (count) =>
        weightGrad(
          new Operand([positions, out], count),
          new Operand([positions, RANK]).version(),
          out,
          RANK,
          count,
        ),
    },
  ];
}
