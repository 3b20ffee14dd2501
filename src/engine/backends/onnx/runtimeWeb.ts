import * as ort from 'onnxruntime-web/wasm';
// The bundler ships the runtime's own two files with the page and says where they are.
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { OnnxRuntime } from './backend.ts';

/**
 * onnxruntime-web on WASM, in a worker or a page. The number of threads is fixed for the life of the worker
 * that calls this; more than one needs a cross-origin isolated page.
 */
export function webRuntime({ threads = 1 }: { threads?: number } = {}): OnnxRuntime {
  const absolute = (url: string) => new URL(url, self.location.href).href;
  ort.env.wasm.wasmPaths = { wasm: absolute(wasmUrl), mjs: absolute(loaderUrl) };
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return {
    description: `onnxruntime-web ${ort.env.versions.web}, WASM, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    Tensor: ort.Tensor,
    createSession: (model) =>
      ort.InferenceSession.create(model, {
        executionProviders: ['wasm'],
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
      }),
  };
}
