/** WebGPU in Node: Dawn, through the `webgpu` package, with the kernels read from `shaders/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { create } from 'webgpu';
import type { ShaderSources } from './device.ts';

/** Dawn lives only as long as somebody holds the object that it was entered by. */
const entries: GPU[] = [];

/** @param options Dawn's, such as `backend=null` for a device that compiles and checks but computes nothing. */
export function nodeGpu(options: readonly string[] = []): GPU {
  const gpu = create([...options]);
  entries.push(gpu);
  return gpu;
}

export function nodeShaders(): ShaderSources {
  const folder = fileURLToPath(new URL('../../../../shaders/', import.meta.url));
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.wgsl'))
      .map((file) => [file.slice(0, -'.wgsl'.length), readFileSync(join(folder, file), 'utf8')]),
  );
}
