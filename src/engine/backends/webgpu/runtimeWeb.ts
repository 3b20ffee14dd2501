/** WebGPU in a browser, with the kernels bundled as text. */
import type { ShaderSources } from './device.ts';

export function webShaders(): ShaderSources {
  const files = import.meta.glob<string>('../../../../shaders/*.wgsl', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  return Object.fromEntries(
    Object.entries(files).map(([path, source]) => [path.replace(/^.*\/|\.wgsl$/g, ''), source]),
  );
}

/** @returns null where the browser has no WebGPU. */
export const webGpu = (): GPU | null => globalThis.navigator?.gpu ?? null;
