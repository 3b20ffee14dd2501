/** What the lowering of a graph consists of: values in device memory, and kernel calls that read and write them. */
import type { QuantizationBits, QuantizedMatrix } from '../../quantized.ts';
import type { HostArray, TensorType } from '../../graph.ts';

/** A stretch of device memory, placed later by the planner. Sizes and offsets are in words of 4 bytes. */
export interface Storage {
  readonly id: number;
  readonly size: number;
  readonly role: 'temporary' | 'constant' | 'input' | 'state' | 'output';
  /** What it holds before the first run; constants and state. Worked out when it is uploaded: plans need none of it. */
  readonly initial?: () => HostArray;
  /** Set where the storage turned out to be a part of another one. */
  parent?: { storage: Storage; offset: number };
}

/** A tensor in the arena. */
export interface ArenaValue extends TensorType {
  readonly kind: 'arena';
  readonly storage: Storage;
  readonly offset: number;
}

/** A tensor known when the program is compiled: placed in the arena or among the frozen weights, as it is used. */
export interface ConstantValue extends TensorType {
  readonly kind: 'constant';
  readonly data: HostArray;
  readonly quantized?: QuantizedMatrix | undefined;
}

export type GpuValue = ArenaValue | ConstantValue;

/** Bits of a weight as the kernels know them; 32 is plain f32. */
export type WeightBits = 32 | QuantizationBits;

/** Rows of a constant matrix in a buffer of frozen weights, in the kernels' layout. */
export interface FrozenMatrix {
  /** What it was made from: the same data is uploaded once, however many programs use it. */
  readonly source: HostArray | QuantizedMatrix;
  readonly bits: WeightBits;
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: number;
  /** Words of levels (or of f32 values), and of scales. */
  readonly words: { levels: number; scales: number };
  readonly address: WeightAddress;
  /** The matrix that this is some rows of, where it is not whole. */
  readonly whole?: FrozenMatrix;
}

/** A buffer of frozen weights; it has none until they are uploaded. */
export interface WeightPage {
  words: number;
  buffer: GPUBuffer | null;
}

export interface WeightAddress {
  readonly page: WeightPage;
  /** Where levels and scales start, in words from the start of the page. */
  readonly levels: number;
  readonly scales: number;
}

/** Where in its weight buffer a part of a frozen matrix starts. */
export interface FrozenAddress {
  readonly matrix: FrozenMatrix;
  readonly part: 'levels' | 'scales';
}

export type FieldValue = number | ArenaValue | FrozenAddress;
export type Fields = Readonly<Record<string, FieldValue | readonly FieldValue[]>>;

/** One problem for one kernel. */
export interface Call {
  readonly kernel: string;
  readonly entry: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly fields: Fields;
  readonly workgroups: number;
  /** Floating-point operations, of calls that may take long. */
  readonly flops: number;
  readonly reads: readonly ArenaValue[];
  readonly writes: readonly ArenaValue[];
  readonly frozen: readonly FrozenMatrix[];
  /** The op of the graph that it is part of, for diagnoses. */
  readonly op: string;
  /** Element by element: an output may take the place of an input that is not needed any more. */
  readonly elementwise: boolean;
}

/** Calls that are repeated until the body says so, at most `maxIterations` times. */
export interface Repetition {
  readonly maxIterations: number;
  readonly body: Step[];
  /** [maxIterations]: whether to go on after each iteration. */
  readonly goOn: ArenaValue;
  /** Values that keep their place from one iteration to the next. */
  readonly carried: readonly ArenaValue[];
}

export type Step = Call | Repetition;

export const isRepetition = (step: Step): step is Repetition => 'body' in step;

/** The storage that a value finally lies in, and where. */
export function resolve({ storage, offset }: { storage: Storage; offset: number }): {
  root: Storage;
  offset: number;
} {
  let root = storage;
  let at = offset;
  while (root.parent) {
    at += root.parent.offset;
    root = root.parent.storage;
  }
  return { root, offset: at };
}

export const isFrozenAddress = (value: FieldValue): value is FrozenAddress =>
  typeof value === 'object' && 'matrix' in value;
export const isArenaValue = (value: FieldValue): value is ArenaValue =>
  typeof value === 'object' && 'storage' in value;
