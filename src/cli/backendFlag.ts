import type { BackendWish } from '../lab/backends/choice.ts';
import { parseChoice } from './arguments.ts';

const backends: readonly BackendWish[] = ['auto', 'onnx', 'webgpu', 'reference'];

/** The value of `--backend`. */
export const parseBackend = (name: string): BackendWish => parseChoice('backend', name, backends);
