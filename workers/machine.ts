/** What a browser offers to compute on, seen from a worker. */
import { onnxBackend } from '../src/engine/backends/onnx/backend.ts';
import { webRuntime } from '../src/engine/backends/onnx/runtimeWeb.ts';
import { webGpu, webShaders } from '../src/engine/backends/webgpu/runtimeWeb.ts';
import { findCard, type FoundCard, type Machine } from '../src/lab/backends/open.ts';
import { startupProgram } from '../src/lab/timing.ts';
import { UserError } from '../src/support/errors.ts';

export function webMachine(threads: number): Machine {
  return {
    async findCard(): Promise<FoundCard> {
      const gpu = webGpu();
      if (gpu) return findCard(gpu);
      const why = self.isSecureContext ? 'no-webgpu' : 'insecure-page';
      return { card: { found: false, why }, adapter: null };
    },
    shaders: webShaders,
    async processor() {
      const backend = onnxBackend(webRuntime({ threads }));
      // Its WebAssembly is fetched with the first session: now, where a failure can be reported.
      try {
        await (await backend.compile(startupProgram())).dispose();
      } catch (cause) {
        throw new UserError(
          'The runtime that computes (onnxruntime-web) could not be started.',
          'Check the connection and try again; it needs a browser with WebAssembly.',
          { cause },
        );
      }
      return backend;
    },
  };
}
