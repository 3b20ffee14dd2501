/** From a program to kernel calls: walks the nodes in order and lets every op write its own lowering. */
import { inputsOf, sizeOf, topologicalOrder, type Node, type Tensor } from '../../graph.ts';
import { constantAttributes, inputAttributes, isConstant, isInput } from '../../leaves.ts';
import { bodyNodes, isLoop, loopAttributes, type LoopAttributes } from '../../loop.ts';
import { programInputs, type Program } from '../backend.ts';
import { type ArenaValue, type Call, type GpuValue, isRepetition, type Step, type Storage } from './calls.ts';
import { GpuEmitter, type AssignWeights, type EmitterLimits } from './emitter.ts';
import type { Tuning } from './tuning.ts';
import { copyInto, copyOf, increment, storeRow } from './moves.ts';

export interface Lowered {
  readonly steps: readonly Step[];
  /** Every input that is fed, all parts of one storage, and that storage. */
  readonly inputs: ReadonlyMap<string, ArenaValue>;
  readonly inbox: Storage;
  readonly states: ReadonlyMap<string, ArenaValue>;
  /** Every output, all parts of one storage, with the loop's flags where its rows depend on them. */
  readonly outputs: ReadonlyMap<string, { value: ArenaValue; goOn?: ArenaValue }>;
  readonly outbox: Storage;
}

/** What a program is lowered for. */
export interface Target {
  limits: EmitterLimits;
  tuning: Tuning;
  assign: AssignWeights;
}

export function lower(program: Program, target: Target): Lowered {
  return new Lowering(program, target).result();
}

class Lowering {
  private readonly gpu: GpuEmitter;
  private readonly values = new Map<Tensor, GpuValue>();
  private readonly consumers: Map<Tensor, number>;
  private readonly inputs = new Map<string, ArenaValue>();
  private readonly states = new Map<string, ArenaValue>();
  private readonly goOn = new Map<Node, ArenaValue>();
  private readonly inbox: Storage;

  constructor(
    private readonly program: Program,
    { limits, tuning, assign }: Target,
  ) {
    this.gpu = new GpuEmitter(limits, tuning, assign);
    this.consumers = countConsumers(program);
    this.inbox = this.placeInputs();
  }

  result(): Lowered {
    const { outputs, state = {} } = this.program;
    this.lowerAll(topologicalOrder([...Object.values(outputs), ...Object.values(state)]));
    this.gpu.op = 'outputs';
    const placed = this.placeOutputs();
    this.carryState(state);
    const steps = [...this.gpu.steps];
    return { steps, inputs: this.inputs, inbox: this.inbox, states: this.states, ...placed };
  }

  /** One storage holds everything that is fed, so that feeding is one transfer. */
  private placeInputs(): Storage {
    const all = [...programInputs(this.program)];
    const fed = all.filter(([name]) => !(name in (this.program.state ?? {})));
    const size = fed.reduce((total, [, { shape }]) => total + sizeOf(shape), 0);
    const { storage: inbox } = this.gpu.allocate({ shape: [size], dtype: 'float' }, 'input');
    let offset = 0;
    for (const [name, tensor] of fed) {
      const value = this.gpu.allocate(tensor, 'input');
      value.storage.parent = { storage: inbox, offset };
      offset += sizeOf(tensor.shape);
      this.inputs.set(name, value);
    }
    for (const [name, tensor] of all) {
      const zeros = () => new Float32Array(sizeOf(tensor.shape));
      const value = this.inputs.get(name) ?? this.gpu.allocate(tensor, 'state', zeros);
      if (!this.inputs.has(name)) this.states.set(name, value);
      this.values.set(tensor, value);
    }
    return inbox;
  }

  private valueOf(tensor: Tensor): GpuValue {
    const value = this.values.get(tensor);
    if (!value) throw new Error(`${tensor.node.op.name} was not lowered before it was read`);
    return value;
  }

  private define(node: Node, values: readonly GpuValue[]): void {
    node.outputs.forEach((tensor, i) => {
      const value = values[i]!;
      // An op may hand on a value as it is (a view), under the shape that the graph gives it. A constant is left
      // alone: copying it would work out the plain values of a matrix in blocks.
      const { shape, dtype } = tensor;
      this.values.set(tensor, value.kind === 'constant' ? value : { ...value, shape, dtype });
      this.gpu.bind(value, this.consumers.get(tensor) ?? 0);
    });
  }

  private lowerAll(order: readonly Node[]): void {
    for (const node of order) {
      if (this.values.has(node.outputs[0]!)) continue;
      this.gpu.op = node.op.name;
      this.define(node, this.lowerNode(node));
    }
  }

  private lowerNode(node: Node): readonly GpuValue[] {
    if (isInput(node))
      throw new Error(`the input "${inputAttributes(node).name}" is not one of the program's`);
    if (isConstant(node)) {
      const attributes = constantAttributes(node);
      const { shape, dtype, quantized } = attributes;
      return [
        {
          kind: 'constant',
          shape,
          dtype,
          quantized,
          get data() {
            return attributes.data;
          },
        },
      ];
    }
    if (isLoop(node)) return this.lowerLoop(node);
    const inputs = Object.fromEntries(
      Object.entries(node.inputs).map(([name, tensor]) => [name, tensor && this.valueOf(tensor)]),
    );
    return node.op.webgpu(this.gpu, inputs, node.attributes, node.outputs);
  }

  private lowerLoop(node: Node): readonly GpuValue[] {
    const { gpu } = this;
    const attributes = loopAttributes(node);
    const { maxIterations, iteration, carried, emitted } = attributes;
    const zero: GpuValue = { kind: 'constant', shape: [], dtype: 'int', data: new Int32Array(1) };
    const counter = copyOf(gpu, zero);
    const places = carried.map((_, i) => this.ownPlace(this.valueOf(node.inputs[`initial.${i}`]!)));
    const stacked = emitted.map(({ shape, dtype }) =>
      gpu.allocate({ shape: [maxIterations, ...shape], dtype }),
    );
    const goOn = gpu.allocate({ shape: [maxIterations], dtype: 'int' });
    this.values.set(iteration, counter);
    carried.forEach((tensor, i) => {
      this.values.set(tensor, places[i]!);
      gpu.bind(places[i]!, this.consumers.get(tensor) ?? 0);
    });
    const body = gpu.nested(() => {
      this.lowerAll(bodyNodes(attributes));
      this.closeIteration(attributes, { counter, places, stacked, goOn });
    });
    gpu.steps.add({ maxIterations, body, goOn, carried: [counter, ...places, ...stacked, goOn] });
    this.goOn.set(node, goOn);
    return stacked;
  }

  /** What happens at the end of each iteration: results are stored, and the next one's values put in place. */
  private closeIteration(
    { emitted, next, goOn }: LoopAttributes,
    loop: { counter: ArenaValue; places: ArenaValue[]; stacked: ArenaValue[]; goOn: ArenaValue },
  ): void {
    const { gpu } = this;
    gpu.op = 'loop';
    emitted.forEach((tensor, i) => storeRow(gpu, loop.stacked[i]!, loop.counter, this.valueOf(tensor)));
    storeRow(gpu, loop.goOn, loop.counter, this.valueOf(goOn));
    const carriedStorages = new Set(loop.places.map(({ storage }) => storage));
    const moves = next.flatMap((tensor, i) => {
      const value = gpu.inArena(this.valueOf(tensor));
      const place = loop.places[i]!;
      if (value.storage === place.storage) return [];
      // A value that is itself carried may be overwritten before it is read: take a copy first.
      return [{ place, value: carriedStorages.has(value.storage) ? copyOf(gpu, value) : value }];
    });
    for (const { place, value } of moves) copyInto(gpu, place, value);
    increment(gpu, loop.counter);
  }

  /** Where a carried value stays during a loop: where its initial value is, if nothing else needs that. */
  private ownPlace(initial: GpuValue): ArenaValue {
    const free =
      initial.kind === 'arena' &&
      initial.storage.role === 'temporary' &&
      !initial.storage.parent &&
      this.gpu.isReadOnce(initial);
    if (!free) return copyOf(this.gpu, initial);
    this.gpu.release(initial);
    return initial;
  }

  /** One storage holds everything that is read back, so that reading is one transfer. */
  private placeOutputs(): Pick<Lowered, 'outputs' | 'outbox'> {
    const { gpu } = this;
    const entries = Object.entries(this.program.outputs);
    const size = entries.reduce((total, [, { shape }]) => total + sizeOf(shape), 0);
    // The flags of loops come along, since they say how many rows there are.
    const loops = [...new Set(entries.map(([, { node }]) => node))].filter((node) => this.goOn.has(node));
    const flagSize = loops.reduce((total, node) => total + this.goOn.get(node)!.storage.size, 0);
    const { storage: outbox } = gpu.allocate({ shape: [size + flagSize], dtype: 'float' }, 'output');
    let offset = 0;
    const place = (value: GpuValue): ArenaValue => {
      const own =
        value.kind === 'arena' &&
        value.storage.role === 'temporary' &&
        !value.storage.parent &&
        value.offset === 0;
      const whole =
        own && value.storage.size === Math.max(1, sizeOf(value.shape)) ? value : copyOf(gpu, value);
      whole.storage.parent = { storage: outbox, offset };
      offset += whole.storage.size;
      return whole;
    };
    const flags = new Map(loops.map((node) => [node, place(this.goOn.get(node)!)]));
    const outputs = new Map(
      entries.map(([name, tensor]) => {
        const goOn = flags.get(tensor.node);
        return [name, { value: place(this.valueOf(tensor)), ...(goOn && { goOn }) }];
      }),
    );
    return { outputs, outbox };
  }

  /** Lets each state take its next value: in its place where that is safe, by a copy elsewhere. */
  private carryState(state: NonNullable<Program['state']>): void {
    const { gpu } = this;
    gpu.op = 'state';
    const moves = Object.entries(state).flatMap(([name, tensor]) => {
      const place = this.states.get(name)!;
      const next = gpu.inArena(this.valueOf(tensor));
      if (next.storage === place.storage && next.offset === place.offset) return [];
      if (canReplace([...gpu.steps], next, place)) {
        next.storage.parent = { storage: place.storage, offset: place.offset };
        return [];
      }
      return [{ place, next: next.storage.role === 'state' ? copyOf(gpu, next) : next }];
    });
    for (const { place, next } of moves) copyInto(gpu, place, next);
  }
}

/** Whether `next` may be written where `place` is: its call goes element by element, and `place` is done with. */
function canReplace(steps: readonly Step[], next: ArenaValue, place: ArenaValue): boolean {
  if (next.storage.role !== 'temporary' || next.storage.parent || next.storage.size !== place.storage.size)
    return false;
  const at = steps.findIndex(
    (step) => !isRepetition(step) && step.writes.some((w) => w.storage === next.storage),
  );
  const producer = steps[at] as Call | undefined;
  if (!producer?.elementwise) return false;
  const reads = (step: Step): boolean =>
    isRepetition(step) ? step.body.some(reads) : step.reads.some((value) => value.storage === place.storage);
  return !steps.slice(at + 1).some(reads);
}

/** How often each tensor is read, the program's outputs and states included. */
function countConsumers({ outputs, state = {} }: Program): Map<Tensor, number> {
  const consumers = new Map<Tensor, number>();
  const count = (tensor: Tensor) => consumers.set(tensor, (consumers.get(tensor) ?? 0) + 1);
  const visited = new Set<Node>();
  const visit = (roots: readonly Tensor[]) => {
    for (const node of topologicalOrder(roots)) {
      if (visited.has(node)) continue;
      visited.add(node);
      inputsOf(node).forEach(count);
      if (!isLoop(node)) continue;
      const { next, emitted, goOn } = loopAttributes(node);
      [...next, ...emitted, goOn].forEach(count);
      visit([...next, ...emitted, goOn]);
    }
  };
  const roots = [...Object.values(outputs), ...Object.values(state)];
  roots.forEach(count);
  visit(roots);
  return consumers;
}
