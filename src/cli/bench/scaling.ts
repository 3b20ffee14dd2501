/** `bench scaling`: how a step's time grows, on both backends side by side. */
import { onnxBackend } from '../../engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../engine/backends/onnx/runtimeNode.ts';
import { webGpuBackend } from '../../engine/backends/webgpu/backend.ts';
import { describeAdapter, openTunedDevice } from '../../lab/bench/adapter.ts';
import { adapterLines, scalingSetting, scalingTable } from '../../lab/bench/report.ts';
import { measureScaling, type ScalingPoint } from '../../lab/bench/scaling.ts';
import { markdown } from '../../lab/bench/table.ts';
import { clearProgress, nodeGpuSource, showProgress, type BenchIo } from './node.ts';

export async function benchScaling(options: BenchIo & { repetitions: number }): Promise<void> {
  const { repetitions, signal, stdout, stderr } = options;
  const gpu = await nodeGpuSource();
  const adapter = await describeAdapter(gpu);
  const { device } = await openTunedDevice(gpu);
  const backends = [webGpuBackend(device), onnxBackend(nodeRuntime({ threads: 1 }))];
  const points: ScalingPoint[] = [];
  try {
    const progress = (what: string) => showProgress(stderr, what);
    for await (const point of measureScaling({ backends, repetitions, signal, progress })) points.push(point);
  } finally {
    device.dispose();
  }
  clearProgress(stderr);
  stdout.write(`${adapterLines(adapter).join('\n')}\n${backends[1]!.description}\n${scalingSetting}\n\n`);
  const title = `Growth of a training step, ${repetitions} repetitions`;
  const names = backends.map(({ name }) => name);
  stdout.write(markdown(scalingTable(title, names, points)));
}
