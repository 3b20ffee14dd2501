/** The onnxruntime of wherever the tests run: onnxruntime-node in Node, onnxruntime-web in a browser. */
import type { Backend } from '../../src/engine/backends/backend.ts';
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';

export async function onnxHere(): Promise<Backend> {
  if (typeof window === 'undefined') {
    const { nodeRuntime } = await import('../../src/engine/backends/onnx/runtimeNode.ts');
    return onnxBackend(nodeRuntime());
  }
  const { webRuntime } = await import('../../src/engine/backends/onnx/runtimeWeb.ts');
  return onnxBackend(webRuntime());
}
