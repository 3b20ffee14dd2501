/** What every way of executing a graph offers. */
import { UserError } from '../../support/errors.ts';
import { isInput, inputAttributes } from '../leaves.ts';
import { topologicalOrder, type HostArray, type Tensor } from '../graph.ts';

/**
 * What to compile. Inputs are the `input` leaves that the outputs need. A state entry is an input that is
 * not fed: it keeps its value between runs, and after each run takes the value of `next`.
 */
export interface Program {
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly state?: Readonly<Record<string, Tensor>>;
}

export type Feeds = Readonly<Record<string, HostArray>>;
export type Results = Record<string, HostArray>;

export interface Executable {
  /** Feeds every input that is not state, computes, and returns every output. */
  run(feeds: Feeds): Promise<Results>;
  readState(name: string): Promise<Float32Array>;
  writeState(name: string, value: Float32Array): Promise<void>;
  dispose(): Promise<void>;
}

export interface Backend {
  readonly name: 'reference' | 'onnx' | 'webgpu';
  /** One line for manifests and for the page, e.g. `onnxruntime-node 1.30.0, CPU, 2 threads`. */
  readonly description: string;
  compile(program: Program): Promise<Executable>;
  /** Which of several kernels were chosen for the device and why, in one sentence. */
  readonly kernels?: string;
  /** How many runs may be under way before the first one's results are waited for; 1 if it is left out. */
  readonly runAhead?: number;
  /** What compiling a program would take. @throws PlanError if the device does not allow it. */
  plan?(program: Program): PlanSummary;
  /** Runs a program once, from the given state, and names the first op whose result is not finite. */
  firstNonFinite?(program: Program, state: Feeds, feeds: Feeds): Promise<string | null>;
}

/** What is known about a program before anything is allocated for it. */
export interface PlanSummary {
  /** Activations, gradients, parameters and moments: one buffer. */
  arenaBytes: number;
  /** Of these, what is held from run to run. */
  heldBytes: number;
  /** Frozen weights that are not on the device yet. */
  weightBytes: number;
  /** Dispatches of one run; of a loop's body, those of one iteration. */
  dispatches: number;
  /** Kernel calls that they are made of. */
  calls: number;
}

/** A device has not the memory that was asked for; the same in smaller parts may fit. */
export class OutOfMemoryError extends UserError {}

/** A program that a device's limits do not allow. Nothing has been allocated. */
export class PlanError extends OutOfMemoryError {
  constructor(
    readonly limit: string,
    readonly allowedBytes: number,
    readonly neededBytes: number,
  ) {
    super(
      `This needs ${mebibytes(neededBytes)} of graphics memory in one piece; this device allows ${mebibytes(allowedBytes)} (${limit}).`,
      'Use a smaller batch or shorter texts.',
    );
  }
}

export const mebibytes = (bytes: number): string =>
  `${(bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 3 : 1)} MiB`;

/** The input leaves of a program by name. */
export function programInputs(program: Program): Map<string, Tensor> {
  const inputs = new Map<string, Tensor>();
  for (const node of topologicalOrder([
    ...Object.values(program.outputs),
    ...Object.values(program.state ?? {}),
  ])) {
    if (!isInput(node)) continue;
    const { name } = inputAttributes(node);
    if (inputs.has(name) && inputs.get(name) !== node.outputs[0]) {
      throw new Error(`two different inputs are named "${name}"`);
    }
    inputs.set(name, node.outputs[0]!);
  }
  for (const name of Object.keys(program.state ?? {})) {
    if (!inputs.has(name)) throw new Error(`the state "${name}" is not an input of the program`);
  }
  return inputs;
}

/** Throws when a feed is missing, superfluous or of the wrong type or size. */
export function checkFeed(
  name: string,
  value: HostArray | undefined,
  tensor: Tensor,
  size: number,
): HostArray {
  if (!value) throw new Error(`the input "${name}" was not fed`);
  const expected = tensor.dtype === 'int' ? Int32Array : Float32Array;
  if (!(value instanceof expected)) throw new Error(`the input "${name}" must be fed a ${expected.name}`);
  if (value.length !== size)
    throw new Error(`the input "${name}" must have ${size} values, not ${value.length}`);
  return value;
}
