import * as web from 'onnxruntime-web';
import type { OnnxRuntime } from '../../engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../engine/backends/onnx/runtimeNode.ts';

/** The runtimes to be measured, one thread each; the WASM one is what a browser runs, in Node's engine. */
export function benchRuntimes(): OnnxRuntime[] {
  web.env.wasm.numThreads = 1;
  const wasm: OnnxRuntime = {
    description: `onnxruntime-web ${web.env.versions.web}, WASM in Node ${process.versions.node}, 1 thread`,
    Tensor: web.Tensor,
    createSession: (model) =>
      web.InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' }),
  };
  return [nodeRuntime({ threads: 1 }), wasm];
}
