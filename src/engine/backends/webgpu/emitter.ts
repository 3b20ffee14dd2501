/**
 * What the ops' WebGPU lowerings write to. A call names a kernel, fills in the fields of its problem and says
 * which of them it writes; placing and ordering come later. Equal calls are shared: a backward lowering asks
 * again for what the forward pass has computed and gets it, as in the ONNX emitter.
 */
import { sizeOf, type HostArray, type Shape, type TensorType } from '../../graph.ts';
import { BLOCK_SIZE } from '../../quantized.ts';
import {
  isArenaValue,
  isFrozenAddress,
  type ArenaValue,
  type Call,
  type FieldValue,
  type FrozenAddress,
  type FrozenMatrix,
  type GpuValue,
  type Step,
  type Storage,
  type WeightBits,
} from './calls.ts';
import { NONE } from './shader.ts';
import type { Tuning } from './tuning.ts';

/** What a lowering may give for a field; constants are put into the arena, null stands for what is absent. */
export type GivenField = FieldValue | GpuValue | null;

export interface CallSpec {
  /** The file in `shaders/`, without its extension. */
  kernel: string;
  entry: string;
  constants?: Readonly<Record<string, number>>;
  fields: Readonly<Record<string, GivenField | readonly GivenField[]>>;
  /** The fields that the call writes, and what type of tensor each becomes. */
  outputs: Readonly<Record<string, TensorType>>;
  workgroups: number;
  /** Floating-point operations, where a call may take long: those above a bound are split. */
  flops?: number;
  elementwise?: boolean;
}

export interface EmitterLimits {
  /** The most bytes of frozen weights in one buffer: what a binding may show to a kernel. */
  pageBytes: number;
  /** The most bytes of logits that exist at once. */
  logitsBytes: number;
}

/** Places a matrix among the frozen weights. */
export type AssignWeights = (matrix: Omit<FrozenMatrix, 'address'>) => FrozenMatrix['address'];

const PAGE_SLACK = 128;

export class GpuEmitter {
  /** What is computed, in this order; inside a loop, its body. */
  steps = new Set<Step>();
  /** The op being lowered. */
  op = '';
  private storages = 0;
  /** Calls by what they compute from what; and where a call is noted there. */
  private shared = new Map<string, Call>();
  private readonly keys = new Map<Call, string>();
  private readonly producers = new Map<Storage, Call>();
  private readonly read = new Set<Storage>();
  private readonly constants = new Map<HostArray, Storage>();
  private readonly tables = new Map<string, ArenaValue>();
  private readonly matrices = new Map<unknown, FrozenMatrix[]>();
  private readonly bindings = new Map<Storage, number>();
  /** How often a storage was written over: a value is not the same before and after. */
  private readonly versions = new Map<Storage, number>();

  constructor(
    readonly limits: EmitterLimits,
    readonly tuning: Tuning,
    private readonly assign: AssignWeights,
  ) {}

  /** Emits a call, or finds the equal one that there is. Returns its outputs in the order of `outputs`. */
  call(spec: CallSpec): readonly ArenaValue[] {
    const given = this.fieldValues(spec);
    const key = this.keyOf(spec, given);
    const known = this.shared.get(key);
    if (known) return known.writes;
    const outputs = Object.entries(spec.outputs).map(([name, type]) => [name, this.allocate(type)] as const);
    const call = this.push(spec, { ...given, ...Object.fromEntries(outputs) }, outputs);
    this.shared.set(key, call);
    this.keys.set(call, key);
    call.writes.forEach(({ storage }) => this.producers.set(storage, call));
    return call.writes;
  }

  /** Emits a call that writes values which exist already; such calls are never shared. */
  mutate(spec: Omit<CallSpec, 'outputs'>, written: Readonly<Record<string, ArenaValue>>): void {
    const whole = { ...spec, outputs: {} };
    this.push(whole, { ...this.fieldValues(whole), ...written }, Object.entries(written));
    for (const { storage } of Object.values(written)) {
      this.versions.set(storage, (this.versions.get(storage) ?? 0) + 1);
    }
  }

  /** Emits into a list of its own; what is computed there is not known outside. */
  nested(emit: () => void): Step[] {
    const outer = { steps: this.steps, shared: this.shared };
    this.steps = new Set();
    this.shared = new Map(outer.shared);
    emit();
    const steps = [...this.steps];
    this.steps = outer.steps;
    this.shared = outer.shared;
    return steps;
  }

  /** Whether one tensor of the graph, read once, is all that this value is. */
  isReadOnce = ({ storage }: ArenaValue): boolean => this.bindings.get(storage) === 1;

  /**
   * Takes the call back that computes `value`, so that a call which does more can take its place. Null where
   * something else reads the value already, or where the call has other outputs or `accepts` refuses it.
   */
  reclaim(value: GpuValue, accepts: (call: Call) => boolean): Call | null {
    if (value.kind === 'constant') return null;
    const call = this.producers.get(value.storage);
    if (!call || call.writes.length !== 1 || call.writes[0]!.offset !== value.offset || !accepts(call))
      return null;
    const isFree = this.isReadOnce(value) && !this.read.has(value.storage);
    return isFree && this.steps.has(call) ? call : null;
  }

  /** Removes a reclaimed call for good. */
  withdraw(call: Call): void {
    this.steps.delete(call);
    this.shared.delete(this.keys.get(call)!);
  }

  /** Notes how often a tensor of the graph is read that is this value. */
  bind(value: GpuValue, consumers: number): void {
    if (value.kind === 'constant') return;
    this.bindings.set(value.storage, (this.bindings.get(value.storage) ?? 0) + consumers);
  }

  /** Forgets who read a value so far: it becomes the place of something else. */
  release({ storage }: ArenaValue): void {
    this.bindings.delete(storage);
  }

  allocate(
    { shape, dtype }: TensorType,
    role: Storage['role'] = 'temporary',
    initial?: () => HostArray,
  ): ArenaValue {
    const storage: Storage = {
      id: this.storages++,
      size: Math.max(1, sizeOf(shape)),
      role,
      ...(initial && { initial }),
    };
    return { kind: 'arena', shape, dtype, storage, offset: 0 };
  }

  /** Part of a value, or the whole in another shape: no copy. */
  view(value: GpuValue, offset: number, shape: Shape): ArenaValue {
    const { storage, offset: start, dtype } = this.inArena(value);
    return { kind: 'arena', shape, dtype, storage, offset: start + offset };
  }

  inArena(value: GpuValue): ArenaValue {
    if (value.kind === 'arena') return value;
    const { data, shape, dtype } = value;
    const storage = this.constants.get(data);
    if (storage) return { kind: 'arena', shape, dtype, storage, offset: 0 };
    const placed = this.allocate(value, 'constant', () => data);
    this.constants.set(data, placed.storage);
    return placed;
  }

  /** Values computed on the host that several calls read, such as RoPE's angles; made once for each name. */
  table(name: string, shape: Shape, values: () => Float32Array): ArenaValue {
    let table = this.tables.get(name);
    if (!table) {
      table = this.allocate({ shape, dtype: 'float' }, 'constant', values);
      this.tables.set(name, table);
    }
    return table;
  }

  /**
   * A constant matrix among the frozen weights, in as many parts as bindings need; null for what is computed
   * or trained, which lies in the arena.
   */
  frozen(value: GpuValue): FrozenMatrix[] | null {
    if (value.kind === 'arena' || value.dtype === 'int' || value.shape.length !== 2) return null;
    const [rows, columns] = value.shape as [number, number];
    const source = value.quantized ?? value.data;
    const known = this.matrices.get(source);
    if (known) return known;
    const bits: WeightBits = value.quantized?.bits ?? 32;
    const levelsPerWord = 32 / bits;
    const scaleBytes = bits === 32 ? 0 : (columns / BLOCK_SIZE) * 2;
    const bytesPerRow = (columns / levelsPerWord) * 4 + scaleBytes;
    // Parts start at even rows, and a page keeps some bytes for alignment.
    const evenRows = 2 * Math.floor((this.limits.pageBytes - PAGE_SLACK) / bytesPerRow / 2);
    const rowsPerPart = Math.min(rows, Math.max(2, evenRows));
    const parts: FrozenMatrix[] = [];
    for (let firstRow = 0; firstRow < rows; firstRow += rowsPerPart) {
      const count = Math.min(rowsPerPart, rows - firstRow);
      const elements = count * columns;
      const scales = bits === 32 ? 0 : Math.ceil(elements / BLOCK_SIZE / 2);
      const words = { levels: Math.ceil(elements / levelsPerWord), scales };
      const part = { source, bits, firstRow, rows: count, columns, words };
      parts.push({ ...part, address: this.assign(part) });
    }
    this.matrices.set(source, parts);
    return parts;
  }

  private fieldValues({ fields }: CallSpec): Record<string, FieldValue | FieldValue[]> {
    const place = (value: GivenField): FieldValue => {
      if (value === null) return NONE;
      return typeof value === 'object' && 'kind' in value ? this.inArena(value) : value;
    };
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(place) : place(value as GivenField),
      ]),
    );
  }

  private keyOf(
    { kernel, entry, constants, outputs, workgroups }: CallSpec,
    fields: Record<string, unknown>,
  ): string {
    const describe = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(describe);
      const one = value as ArenaValue | FrozenAddress;
      if ('storage' in one) return [one.storage.id, this.versions.get(one.storage) ?? 0, one.offset];
      return [one.part, idOf(one.matrix.source), one.matrix.firstRow, one.matrix.rows];
    };
    const described = Object.entries(fields).map(([name, value]) => [name, describe(value)]);
    const shapes = Object.entries(outputs).map(([name, { shape }]) => [name, sizeOf(shape)]);
    return JSON.stringify([kernel, entry, constants, described, shapes, workgroups]);
  }

  private push(
    { kernel, entry, constants = {}, workgroups, flops = 0, elementwise = false }: CallSpec,
    fields: Record<string, FieldValue | FieldValue[]>,
    written: readonly (readonly [string, ArenaValue])[],
  ): Call {
    const names = new Set(written.map(([name]) => name));
    const flat = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one) => ({ name, one })),
    );
    const frozen = flat.flatMap(({ one }) => (isFrozenAddress(one) ? [one.matrix] : []));
    const call: Call = {
      ...{ kernel, entry, constants, fields, workgroups, flops, elementwise, op: this.op },
      reads: flat.flatMap(({ name, one }) => (isArenaValue(one) && !names.has(name) ? [one] : [])),
      writes: written.map(([, value]) => value),
      frozen: [...new Set(frozen)],
    };
    this.steps.add(call);
    call.reads.forEach(({ storage }) => this.read.add(storage));
    return call;
  }
}

export const levelsOf = (matrix: FrozenMatrix): FrozenAddress => ({ matrix, part: 'levels' });
export const scalesOf = (matrix: FrozenMatrix): FrozenAddress => ({ matrix, part: 'scales' });

const sourceIds = new WeakMap<object, number>();
let sources = 0;

function idOf(source: object): number {
  const id = sourceIds.get(source) ?? sources++;
  sourceIds.set(source, id);
  return id;
}
