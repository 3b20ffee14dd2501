/** The kernels of a training step, each at the shapes that it has in the step of a given network. */
import type { ModelConfig } from '../../model/files/config.ts';
import { attentionCases } from './attentionCases.ts';
import { headCase } from './headCase.ts';
import type { KernelCase, KernelShape } from './kernelCase.ts';
import { memoryCases } from './memoryCases.ts';
import { adapterCases, projectionCases } from './productCases.ts';

export function kernelCases(config: ModelConfig, shape: KernelShape): KernelCase[] {
  const positions = shape.batch * shape.time;
  return [
    ...projectionCases(config, positions),
    ...adapterCases(config, positions),
    headCase(config, Math.ceil(positions / 2)),
    ...attentionCases(config, shape),
    ...memoryCases(config, shape),
  ];
}
