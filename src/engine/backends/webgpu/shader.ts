/**
 * Kernels as text. Each is one file in `shaders/`, complete WGSL that any editor understands. Two things are
 * read out of it:
 *
 * - its `const NAME = …;` declarations, of which a pipeline may replace the values (tile sizes, weight format).
 *   A kernel with a `HALF` that is set to 1 gets its `alias … = vec4f` in half precision;
 * - its `struct Problem`, the record of one problem, which calls fill in by field name.
 */
import type { ShaderSources } from './device.ts';

/** What a field that may be absent (a bias, an addend) holds when it is. */
export const NONE = 0xffffffff;

type ScalarType = 'u32' | 'i32' | 'f32';

interface Field {
  name: string;
  type: ScalarType;
  /** In bytes from the start of the record. */
  offset: number;
  /** More than 1 for arrays of four-component vectors: how many scalars. */
  count: number;
}

export interface ProblemLayout {
  fields: readonly Field[];
  /** Bytes from one record of an array to the next. */
  stride: number;
}

export interface Shader {
  name: string;
  source: string;
  layout: ProblemLayout;
}

/** @throws Error naming the file if there is none of that name, or if it has no `struct Problem`. */
export function readShader(sources: ShaderSources, name: string): Shader {
  const source = sources[name];
  if (source === undefined) throw new Error(`there is no kernel shaders/${name}.wgsl`);
  return { name, source, layout: problemLayout(name, source) };
}

/** The source with the values of some of its constants replaced. */
export function specialize({ name, source }: Shader, constants: Readonly<Record<string, number>>): string {
  const half = constants.HALF === 1;
  const start = half ? `enable f16;\n${source.replace(/^(alias \w+ = )vec4f;/m, '$1vec4h;')}` : source;
  return Object.entries(constants).reduce((text, [constant, value]) => {
    const declaration = new RegExp(`^const ${constant}( *: *\\w+)? = [^;]+;`, 'm');
    const [found, type = ''] = declaration.exec(text) ?? [];
    if (found === undefined) throw new Error(`shaders/${name}.wgsl has no constant ${constant}`);
    const literal = found.includes('.') ? String(value) : `${value}u`;
    return text.replace(found, `const ${constant}${type} = ${literal};`);
  }, start);
}

/** Follows WGSL's layout rules for storage buffers: scalars align to 4 bytes, four-component vectors to 16. */
function problemLayout(name: string, source: string): ProblemLayout {
  const body = /struct Problem \{([^}]*)\}/.exec(source)?.[1];
  if (body === undefined) throw new Error(`shaders/${name}.wgsl declares no struct Problem`);
  const fields: Field[] = [];
  let end = 0;
  let alignment = 4;
  for (const line of body.replace(/\/\/.*$/gm, '').split(/,\s*(?![^<]*>)/)) {
    const declared = /(\w+)\s*:\s*([\w<>, ]+)/.exec(line);
    if (!declared) continue;
    const [, field, type] = declared as unknown as [string, string, string];
    const vectors = /^array<vec4([uif]), (\d+)>$/.exec(type.trim());
    const size = vectors ? 16 : 4;
    alignment = Math.max(alignment, size);
    const offset = roundUp(end, size);
    const scalar = vectors ? `${vectors[1]}32` : type.trim();
    if (!/^[uif]32$/.test(scalar)) throw new Error(`shaders/${name}.wgsl: Problem.${field} has type ${type}`);
    const count = vectors ? 4 * Number(vectors[2]) : 1;
    fields.push({ name: field, type: scalar as ScalarType, offset, count });
    end = offset + 4 * count;
  }
  return { fields, stride: roundUp(end, alignment) };
}

/** Writes one record. Fields that are not given, being of no use to the entry point, are NONE. */
export function packProblem(
  shader: Shader,
  values: Readonly<Record<string, number | readonly number[]>>,
  target: DataView,
  at: number,
): void {
  const { name, layout } = shader;
  const known = new Set(layout.fields.map((field) => field.name));
  for (const given of Object.keys(values)) {
    if (!known.has(given)) throw new Error(`shaders/${name}.wgsl has no field Problem.${given}`);
  }
  for (const field of layout.fields) {
    const value = values[field.name] ?? (field.type === 'f32' ? 0 : NONE);
    const scalars = typeof value === 'number' ? [value] : value;
    if (scalars.length > field.count) {
      throw new Error(
        `shaders/${name}.wgsl: Problem.${field.name} holds ${field.count}, not ${scalars.length}`,
      );
    }
    scalars.forEach((scalar, i) => writeScalar(target, at + field.offset + 4 * i, scalar, field.type));
  }
}

function writeScalar(target: DataView, at: number, value: number, type: ScalarType): void {
  if (type === 'f32') target.setFloat32(at, value, true);
  else if (type === 'i32') target.setInt32(at, value, true);
  else target.setUint32(at, value, true);
}

/** The bits of a float, for fields that hold integers and floats in one vector. */
export function floatBits(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return view.getUint32(0);
}

export const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;
