import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-node';
import type { OnnxRuntime } from './backend.ts';

const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };

/** onnxruntime-node on the CPU. Threads that wait do not spin, which would slow down whatever else runs. */
export function nodeRuntime({ threads = 1 }: { threads?: number } = {}): OnnxRuntime {
  return {
    description: `onnxruntime-node ${version}, CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    Tensor: ort.Tensor,
    createSession: (model) =>
      ort.InferenceSession.create(model, {
        executionProviders: ['cpu'],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
      }),
  };
}
