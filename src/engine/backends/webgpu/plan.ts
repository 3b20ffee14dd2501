/** Everything about a program that is decided before any memory is allocated. */
import { UserError } from '../../../support/errors.ts';
import type { Program } from '../backend.ts';
import type { Call, FrozenMatrix, WeightPage } from './calls.ts';
import { megabytes, pipelineKey } from './device.ts';
import { lower, type Lowered } from './lower.ts';
import { place, type Placement } from './memory.ts';
import { isScheduledLoop, schedule, type Scheduled } from './schedule.ts';
import type { Tuning } from './tuning.ts';
import type { WeightStore } from './weights.ts';

/** How far apart calls may be that wait for each other, in calls: a layer's forward and backward pass. */
const WINDOW = 400;

export interface DeviceLimits {
  /** The most bytes of a buffer that a binding may show. */
  bindingBytes: number;
  /** The most bytes of a buffer. */
  bufferBytes: number;
}

export interface Plan {
  readonly lowered: Lowered;
  readonly schedule: readonly Scheduled[];
  readonly placement: Placement;
  readonly matrices: readonly FrozenMatrix[];
  readonly summary: PlanSummary;
}

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

/**
 * @throws PlanError when the program does not fit the device; nothing has been allocated then.
 */
export function makePlan(program: Program, limits: DeviceLimits, tuning: Tuning, store: WeightStore): Plan {
  const lowered = lower(program, { limits, tuning, assign: store.assigner(limits.bindingBytes) });
  const calls = lowered.steps.flatMap((step) => ('body' in step ? (step.body as Call[]) : [step]));
  const matrices = [
    ...new Set(calls.flatMap(({ frozen }) => frozen.map((matrix) => matrix.whole ?? matrix))),
  ];
  const pages = new Map<WeightPage | undefined, number>();
  const keyOf = (call: Call) => {
    const page = call.frozen[0]?.address.page;
    if (!pages.has(page)) pages.set(page, pages.size);
    return `${pipelineKey(call)} ${pages.get(page)}`;
  };
  const scheduled = schedule(lowered.steps, keyOf, WINDOW);
  const held = [lowered.inbox, lowered.outbox, ...[...lowered.states.values()].map(({ storage }) => storage)];
  const placement = place(scheduled, held);
  const newPages = new Set(matrices.map(({ address }) => address.page).filter(({ buffer }) => !buffer));
  const dispatches = scheduled.reduce(
    (total, entry) => total + (isScheduledLoop(entry) ? entry.body.length : 1),
    0,
  );
  const summary: PlanSummary = {
    arenaBytes: 4 * placement.words,
    heldBytes: 4 * placement.heldWords,
    weightBytes: 4 * [...newPages].reduce((total, { words }) => total + words, 0),
    dispatches,
    calls: calls.length,
  };
  checkLimits(summary, limits);
  return { lowered, schedule: scheduled, placement, matrices, summary };
}

/** A program that a device's limits do not allow. */
export class PlanError extends UserError {
  constructor(
    readonly limit: string,
    readonly allowedBytes: number,
    readonly neededBytes: number,
  ) {
    super(
      `This needs ${megabytes(neededBytes)} of graphics memory in one piece; this device allows ${megabytes(allowedBytes)} (${limit}).`,
      'Use a smaller batch, shorter texts or gradient checkpointing.',
    );
  }
}

function checkLimits({ arenaBytes }: PlanSummary, { bindingBytes, bufferBytes }: DeviceLimits): void {
  if (arenaBytes > bufferBytes) throw new PlanError('maxBufferSize', bufferBytes, arenaBytes);
  if (arenaBytes > bindingBytes) throw new PlanError('maxStorageBufferBindingSize', bindingBytes, arenaBytes);
}
