/** What a device can do at best, measured in the same run: square matrix products, and plain copies. */
import type { Backend } from '../../engine/backends/backend.ts';
import { rowAt } from '../../engine/ops/rows.ts';
import { linear } from '../../engine/ops/linear.ts';
import { constant, input } from '../../engine/leaves.ts';
import { Operand, repeated, reshaped } from './chains.ts';
import { frozenBytes, frozenMatrix, type KernelCase } from './kernelCase.ts';
import { measureOverhead, milliseconds, spread, takeTurns } from './timing.ts';
import { frozenBits, type KernelMeasurement } from './types.ts';
import { randomValues } from './weights.ts';

/** Words that are copied: 32 MiB, more than most caches hold, and three times that below the least limit. */
const COPIED = 2 ** 23;

/** The kernel that copies a row, of a matrix with one row. */
export const copyCase: KernelCase = {
  name: 'copy',
  kernels: 'copy',
  shape: `${(4 * COPIED) / 2 ** 20} MiB`,
  bound: 'memory',
  choices: [],
  formats: null,
  flops: 0,
  bytes: () => 8 * COPIED,
  program(count) {
    const step = constant(new Int32Array(1), []);
    return repeated(count, new Operand([1, COPIED]).version(), (x) =>
      reshaped(rowAt({ x, step }), [1, COPIED]),
    );
  },
};

/** What the driver itself copies: `copyBufferToBuffer`. */
export async function driverCopy(gpu: GPUDevice, repetitions: number): Promise<KernelMeasurement> {
  const usage = COPY_SRC | COPY_DST;
  const [a, b] = ['from', 'to'].map((label) => gpu.createBuffer({ label, size: 4 * COPIED, usage })) as [
    GPUBuffer,
    GPUBuffer,
  ];
  const run = (copies: number) =>
    milliseconds(async () => {
      const encoder = gpu.createCommandEncoder();
      for (let i = 0; i < copies; i++)
        encoder.copyBufferToBuffer(i % 2 ? b : a, 0, i % 2 ? a : b, 0, 4 * COPIED);
      gpu.queue.submit([encoder.finish()]);
      await gpu.queue.onSubmittedWorkDone();
    });
  await run(COPIES);
  const times: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    const single = await run(1);
    times.push(Math.max(0, (await run(COPIES)) - single) / (COPIES - 1));
  }
  a.destroy();
  b.destroy();
  const { name, shape, bound } = copyCase;
  return {
    ...{ name, shape, bound, kernels: '', version: 'driver', bits: null },
    ...{ flops: 0, bytes: 8 * COPIED, time: spread(times), dispatches: 0, failure: null },
  };
}

const COPIES = 9;
/** The values of GPUBufferUsage, which is a global of a browser but not of Node. */
const [COPY_SRC, COPY_DST] = [4, 8];

const SIZES = [256, 1024, 2048];

/** Square products of growing size, in all formats. */
export const squareCases: readonly KernelCase[] = SIZES.map((size) => ({
  name: 'square product',
  kernels: 'matmul',
  shape: `${size} × ${size} → ${size}`,
  bound: 'arithmetic',
  choices: ['matmul', 'halfTiles'],
  formats: frozenBits,
  flops: 2 * size ** 3,
  bytes: (bits) => 8 * size ** 2 + frozenBytes(size ** 2, bits!),
  program(count, bits) {
    const weight = frozenMatrix(size, size, bits!);
    return repeated(count, new Operand([size, size]).version(), (x) =>
      linear({ x, weight }, { loraScale: 0 }),
    );
  },
}));

/** FLOP/s of the best square product in f32 on any backend, none of which takes longer than it has to. */
export async function bestProductRate(
  backend: Backend,
  repetitions: number,
  signal: AbortSignal,
): Promise<number> {
  const overhead = await measureOverhead(backend);
  let best = 0;
  for (const size of SIZES) {
    const flops = 2 * size ** 3;
    if (best > 0 && (1000 * flops) / best > LONGEST) break;
    const weight = constant(randomValues(size * size, size ** -0.5, 1), [size, size]);
    // Fed, because a runtime may compute beforehand what depends on constants alone.
    const x = input('x', [size, size]);
    const [timed] = await takeTurns(
      [
        {
          ...{ backend, overhead, feeds: { x: randomValues(size * size, 1, 2) } },
          program: (count) => repeated(count, x, (y) => linear({ x: y, weight }, { loraScale: 0 })),
        },
      ],
      repetitions,
      signal,
    );
    if (timed && 'time' in timed) best = Math.max(best, (1000 * flops) / timed.time.median);
  }
  return best;
}

/** Milliseconds that one product may take to be tried. */
const LONGEST = 100;
