/** Measures kernels: every version of one at the same shapes in the same run, by turns. */
import { webGpuBackend } from '../../engine/backends/webgpu/backend.ts';
import { direct, tiled, tiledHalf, type Tuning } from '../../engine/backends/webgpu/tuning.ts';
import type { WebGpuDevice } from '../../engine/backends/webgpu/device.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { describeAdapter, openDevice, type GpuSource } from './adapter.ts';
import type { KernelCase, KernelShape } from './kernelCase.ts';
import { kernelCases } from './kernelCases.ts';
import { measureOverhead, takeTurns, type Contender } from './timing.ts';
import type { AdapterReport, KernelMeasurement, Overhead } from './types.ts';
import { copyCase, driverCopy, squareCases } from './yardsticks.ts';

export interface KernelBenchOptions {
  gpu: GpuSource;
  config: ModelConfig;
  shape: KernelShape;
  repetitions: number;
  signal: AbortSignal;
}

export type KernelEvent =
  | { type: 'device'; adapter: AdapterReport; overhead: Overhead }
  /** What is about to be measured, and how much of all is done. */
  | { type: 'progress'; what: string; fraction: number }
  | { type: 'kernels'; measurements: KernelMeasurement[] };

/** A way of choosing kernels, ready to be measured. */
interface Version {
  tuning: Tuning;
  contender: Pick<Contender, 'backend' | 'overhead'>;
}

/** Yardsticks come first, so that shares of the best rate can be told early on. */
export async function* measureKernels(options: KernelBenchOptions): AsyncGenerator<KernelEvent, void> {
  const { gpu, config, shape, repetitions, signal } = options;
  const adapter = await describeAdapter(gpu);
  const devices: WebGpuDevice[] = [];
  try {
    // The one that the device would choose for itself is the first.
    const families = adapter.software ? [direct, tiled] : [tiled, direct];
    const tunings = [...families, ...(adapter.features.includes('shader-f16') ? [tiledHalf] : [])];
    for (const tuning of tunings) devices.push(await openDevice(gpu, { tuning }));
    const versions: Version[] = [];
    for (const [i, device] of devices.entries()) {
      const backend = webGpuBackend(device);
      const overhead = await measureOverhead(backend);
      versions.push({ tuning: tunings[i]!, contender: { backend, overhead } });
    }
    yield { type: 'device', adapter, overhead: versions[0]!.contender.overhead };

    yield { type: 'progress', what: 'copying by the driver', fraction: 0 };
    yield { type: 'kernels', measurements: [await driverCopy(devices[0]!.gpu, repetitions)] };
    const cases = [copyCase, ...squareCases, ...kernelCases(config, shape)];
    let tooLong = false;
    for (const [i, kernelCase] of cases.entries()) {
      signal.throwIfAborted();
      // Squares grow until they take long enough to show the best there is.
      const isSquare = squareCases.includes(kernelCase);
      if (isSquare && tooLong) continue;
      yield { type: 'progress', what: kernelCase.name, fraction: i / cases.length };
      const measurements = await measureCase(kernelCase, versions, repetitions, signal);
      tooLong ||= isSquare && measurements.some(({ time }) => time && time.median > LONG_ENOUGH);
      yield { type: 'kernels', measurements };
    }
  } finally {
    for (const device of devices) device.dispose();
  }
}

/** Milliseconds of a square product after which no larger one is tried: the next takes 64 times as long. */
const LONG_ENOUGH = 4;

async function measureCase(
  kernelCase: KernelCase,
  versions: readonly Version[],
  repetitions: number,
  signal: AbortSignal,
): Promise<KernelMeasurement[]> {
  const { choices, formats, program, bytes, ...described } = kernelCase;
  const variants = distinct(versions, choices).flatMap(({ tuning, contender }) =>
    (formats ?? [null]).map((bits) => ({
      bits,
      version: versionName(choices, tuning),
      contender,
    })),
  );
  const timed = await takeTurns(
    variants.map(({ bits, contender }) => ({
      ...contender,
      program: (count: number) => program(count, bits),
    })),
    repetitions,
    signal,
  );
  return variants.map(({ bits, version }, i) => {
    const result = timed[i]!;
    const outcome =
      'failure' in result
        ? { time: null, dispatches: 0, failure: result.failure }
        : { ...result, failure: null };
    return { ...described, version, bits, bytes: bytes(bits), ...outcome };
  });
}

/** The versions between which a kernel's choices differ; the first alone where it has none. */
function distinct(versions: readonly Version[], choices: readonly (keyof Tuning)[]): Version[] {
  const chosen = ({ tuning }: Version) => String(choices.map((choice) => tuning[choice]));
  return versions.filter(
    (version, i) => versions.findIndex((other) => chosen(other) === chosen(version)) === i,
  );
}

function versionName(choices: readonly (keyof Tuning)[], tuning: Tuning): string {
  const names: Record<keyof Tuning, string> = {
    matmul: tuning.matmul,
    attention: tuning.attention,
    lanesPerRow: tuning.lanesPerRow === 1 ? '1 lane' : `${tuning.lanesPerRow} lanes`,
    halfTiles: tuning.halfTiles ? 'half-precision tiles' : '',
  };
  return choices
    .map((choice) => names[choice])
    .filter(Boolean)
    .join(', ');
}
