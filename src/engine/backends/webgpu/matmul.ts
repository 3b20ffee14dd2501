/** Builds calls of the matrix-product kernel, and joins those whose results are only added up. */
import { float } from '../../shapes.ts';
import { isFrozenAddress, type ArenaValue, type Call, type FrozenMatrix, type GpuValue } from './calls.ts';
import { levelsOf, scalesOf, type GivenField, type GpuEmitter } from './emitter.ts';
import { floatBits, NONE } from './shader.ts';

export type Layout = 'NT' | 'NN' | 'TN';

/** One α·op(A)·op(B); a frozen B has an α of 1. */
export interface Product {
  a: GpuValue;
  b: GpuValue | FrozenMatrix;
  depth: number;
  alpha?: number;
}

export interface MatmulSpec {
  layout: Layout;
  rows: number;
  columns: number;
  products: readonly Product[];
  bias?: GpuValue | undefined;
  addend?: ArenaValue | undefined;
  /** Where to write, if not into a value of its own; rows of it may be wider than the product. */
  into?: { value: ArenaValue; stride: number };
}

const LAYOUTS: Record<Layout, number> = { NT: 0, NN: 1, TN: 2 };
/** Marks the depth of a product whose B is frozen, as in the kernel. */
const FROZEN = 2 ** 31;
/** As many products as the kernel's problem holds: q, k and v with their adapters. */
const MOST_PRODUCTS = 6;
const NARROW = 16;

const isFrozen = (b: GpuValue | FrozenMatrix): b is FrozenMatrix => 'address' in b;

export function matmul(gpu: GpuEmitter, spec: MatmulSpec): ArenaValue {
  const { layout, rows, columns, products, bias, addend, into } = spec;
  const bits = products.map(({ b }) => b).find(isFrozen)?.bits ?? 32;
  const fields = products.map(({ a, b, depth, alpha = 1 }) =>
    isFrozen(b)
      ? [a, levelsOf(b), depth + FROZEN, b.bits === 32 ? 0 : scalesOf(b)]
      : [a, b, depth, floatBits(alpha)],
  );
  return emit(gpu, { layout, rows, columns, bits }, fields, bias ?? null, addend ?? null, into);
}

interface Form {
  layout: Layout;
  rows: number;
  columns: number;
  bits: number;
}

function emit(
  gpu: GpuEmitter,
  { layout, rows, columns, bits }: Form,
  products: readonly (readonly GivenField[])[],
  bias: GivenField,
  addend: GivenField,
  into?: MatmulSpec['into'],
): ArenaValue {
  const fields = {
    ...{ rows, columns, stride: into?.stride ?? columns, products: products.length, bias, addend },
    product: products.flat(),
  };
  const constants = { LAYOUT: LAYOUTS[layout], WEIGHT_BITS: bits };
  const isFrozenForward = layout === 'NT' && products.some(([, b]) => isFrozenAddress(b as never));
  const half = gpu.tuning.halfTiles && isFrozenForward;
  const spec =
    gpu.tuning.matmul === 'tiled'
      ? { kernel: 'matmul', ...tiles(rows, columns, half ? { ...constants, HALF: 1 } : constants) }
      : { kernel: 'matmulDirect', ...blocks({ layout, rows, columns, bits }, products, constants) };
  const depths = products.map(([, , depth]) => (depth as number) % FROZEN);
  const flops = 2 * rows * columns * depths.reduce((total, depth) => total + depth, 0);
  const call = { ...spec, entry: 'multiply', fields, flops };
  if (!into) return gpu.call({ ...call, outputs: { y: float(rows, columns) } })[0]!;
  gpu.mutate(call, { y: into.value });
  return into.value;
}

/** Without tiles, an invocation computes 8 × 4 results. */
function blocks(
  { layout, rows, columns }: Form,
  products: readonly (readonly GivenField[])[],
  constants: Record<string, number>,
) {
  const depthIsEven =
    layout === 'TN' || products.every(([, , depth]) => ((depth as number) % FROZEN) % 4 === 0);
  const isEven = depthIsEven && columns % 4 === 0 && (layout !== 'TN' || rows % 8 === 0);
  return {
    constants: { ...constants, GUARDED: isEven ? 0 : 1 },
    workgroups: Math.ceil((Math.ceil(rows / 8) * Math.ceil(columns / 4)) / 64),
  };
}

/** Narrow results, such as those of rank-wide products, get narrow tiles. */
function tiles(rows: number, columns: number, constants: Record<string, number>) {
  const m = rows <= NARROW ? 16 : 64;
  const n = columns <= NARROW ? 16 : 64;
  return {
    constants: { ...constants, TILE_M: m, TILE_N: n, THREADS: (m * n) / 16 },
    workgroups: Math.ceil(rows / m) * Math.ceil(columns / n),
  };
}

/** a + b, where both are matrix products that nothing else reads, as one call; null where they are not. */
export function joinProducts(gpu: GpuEmitter, a: GpuValue, b: GpuValue): ArenaValue | null {
  const first = gpu.reclaim(a, isMatmul);
  const second = gpu.reclaim(b, isMatmul);
  if (!first || !second || !canJoin(first, second)) return null;
  const bias = absent(first, 'bias') ? second.fields.bias : first.fields.bias;
  const addend = absent(first, 'addend') ? second.fields.addend : first.fields.addend;
  gpu.withdraw(first);
  gpu.withdraw(second);
  return emit(
    gpu,
    formOf(first),
    [...productsOf(first), ...productsOf(second)],
    bias as GivenField,
    addend as GivenField,
  );
}

const isMatmul = ({ kernel, entry }: Call) => kernel.startsWith('matmul') && entry === 'multiply';
const absent = (call: Call, field: string) => call.fields[field] === NONE;

function formOf({ constants, fields, frozen }: Call): Form {
  const layout = (Object.keys(LAYOUTS) as Layout[]).find((name) => LAYOUTS[name] === constants.LAYOUT)!;
  return {
    layout,
    rows: fields.rows as number,
    columns: fields.columns as number,
    bits: frozen[0]?.bits ?? 32,
  };
}

function productsOf({ fields }: Call): GivenField[][] {
  const flat = fields.product as readonly GivenField[];
  return Array.from({ length: flat.length / 4 }, (_, i) => flat.slice(4 * i, 4 * i + 4));
}

/** The same result in the same layout, weights of one format in one buffer, and few enough products. */
function canJoin(first: Call, second: Call): boolean {
  const [a, b] = [formOf(first), formOf(second)];
  const [frozen, otherFrozen] = [first.frozen[0], second.frozen[0]];
  const sameWeights =
    !frozen ||
    !otherFrozen ||
    (frozen.bits === otherFrozen.bits && frozen.address.page === otherFrozen.address.page);
  return (
    a.layout === b.layout &&
    a.rows === b.rows &&
    a.columns === b.columns &&
    sameWeights &&
    productsOf(first).length + productsOf(second).length <= MOST_PRODUCTS &&
    (absent(first, 'bias') || absent(second, 'bias')) &&
    (absent(first, 'addend') || absent(second, 'addend'))
  );
}
