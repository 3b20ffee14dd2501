import type { Backend } from '../engine/backends/backend.ts';
import { onnxBackend } from '../engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../engine/backends/onnx/runtimeNode.ts';
import { referenceBackend } from '../engine/backends/reference/backend.ts';
import { UserError } from '../support/errors.ts';
import type { BackendChoice } from './command.ts';

/** Experiments run on one thread: at these sizes a second one gains little, and loses much on a busy machine. */
const THREADS = 1;

export function createBackend(choice: BackendChoice): Backend {
  switch (choice) {
    case 'auto':
    case 'onnx':
      return onnxBackend(nodeRuntime({ threads: THREADS }));
    case 'reference':
      return referenceBackend;
    case 'webgpu':
      throw new UserError('This version has no WebGPU backend yet.', 'Use --backend onnx, or leave it out.');
  }
}
