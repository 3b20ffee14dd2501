/** `bench kernels`: every kernel of a training step, in all its versions. */
import type { KernelShape } from '../../lab/bench/kernelCase.ts';
import { measureKernels } from '../../lab/bench/kernels.ts';
import { benchModels, type BenchModelName } from '../../lab/bench/models.ts';
import { adapterLines, bestRates, kernelTable, overheadLine } from '../../lab/bench/report.ts';
import { digits, markdown } from '../../lab/bench/table.ts';
import type { KernelMeasurement } from '../../lab/bench/types.ts';
import { clearProgress, nodeGpuSource, showProgress, type BenchIo } from './node.ts';

export interface KernelsOptions extends BenchIo {
  model: BenchModelName;
  shape: KernelShape;
  repetitions: number;
}

export async function benchKernels(options: KernelsOptions): Promise<void> {
  const { model, shape, repetitions, signal, stdout, stderr } = options;
  const gpu = await nodeGpuSource();
  const measured: KernelMeasurement[] = [];
  for await (const event of measureKernels({ gpu, config: benchModels[model], shape, repetitions, signal })) {
    switch (event.type) {
      case 'device':
        stdout.write(`${[...adapterLines(event.adapter), overheadLine(event.overhead)].join('\n')}\n\n`);
        break;
      case 'progress':
        showProgress(stderr, `${Math.floor(100 * event.fraction)} %  ${event.what}`);
        break;
      case 'kernels':
        measured.push(...event.measurements);
        break;
    }
  }
  clearProgress(stderr);
  const { flops, bytes } = bestRates(measured);
  const title = `Kernels of ${model}, ${shape.batch} × ${shape.time} positions, ${repetitions} repetitions`;
  stdout.write(`${markdown(kernelTable(title, measured))}\n`);
  stdout.write(`Best product ${digits(flops / 1e9)} GFLOP/s, best copy ${digits(bytes / 1e9)} GB/s.\n`);
}
