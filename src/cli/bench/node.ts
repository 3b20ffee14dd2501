/** What the bench computes on in Node. */
import type { GpuSource } from '../../lab/bench/adapter.ts';
import { UserError } from '../../support/errors.ts';
import type { Output } from '../command.ts';
import { wipeLine } from '../printable.ts';

/** Where a bench writes to, and what stops it. */
export interface BenchIo {
  signal: AbortSignal;
  stdout: Output;
  stderr: Output;
}

/**
 * WebGPU through Dawn.
 * @param options Dawn's; `backend=null` is a device with the least limits that computes nothing.
 * @throws UserError where Dawn does not run.
 */
export async function nodeGpuSource(options: readonly string[] = []): Promise<GpuSource> {
  const dawn = await import('../../engine/backends/webgpu/runtimeNode.ts').catch((cause: unknown) => {
    throw new UserError('Dawn, which offers WebGPU in Node, does not run here.', 'Use the bench page.', {
      cause,
    });
  });
  const gpu = dawn.nodeGpu(options);
  return {
    requestAdapter: () => gpu.requestAdapter({ powerPreference: 'high-performance' }),
    shaders: dawn.nodeShaders(),
  };
}

/** One line that is written over in a terminal, and a line each elsewhere. */
export function showProgress(output: Output, what: string): void {
  clearProgress(output);
  output.write(output.isTTY ? what.slice(0, (output.columns || 80) - 1) : `${what}\n`);
}

export function clearProgress(output: Output): void {
  if (output.isTTY) wipeLine(output);
}
