import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Sets of instructions for which libraries have other loops, which add numbers up in another order. */
const EXTENSIONS = ['fma', 'avx2', 'avx512f', 'avx512_vnni', 'amx_tile', 'asimd', 'sve'];

/** The kind of machine, as far as it decides how numbers are rounded: `linux x64, AMD EPYC (fma, avx2)`. */
export function processorKind(): string {
  const model = cpus()[0]?.model.trim() ?? '';
  const known = extensions();
  const extras = known.length > 0 ? ` (${known.join(', ')})` : '';
  return `${process.platform} ${process.arch}, ${model || 'unknown processor'}${extras}`;
}

/** Only Linux says it in a file; elsewhere the model has to do. */
function extensions(): string[] {
  try {
    const [, flags = ''] = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? [];
    const there = new Set(flags.split(/\s+/));
    return EXTENSIONS.filter((name) => there.has(name));
  } catch {
    return [];
  }
}
