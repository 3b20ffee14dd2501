/** Everything about a program that is decided before any memory is allocated. */
import { PlanError, type PlanSummary, type Program } from '../backend.ts';
import type { Call, FrozenMatrix, Storage, WeightPage } from './calls.ts';
import { pipelineKey, type WebGpuDevice } from './device.ts';
import { withFiniteChecks, type FiniteChecks } from './finiteChecks.ts';
import { lower, type Lowered } from './lower.ts';
import { place, type Placement } from './memory.ts';
import { isScheduledLoop, schedule, type Scheduled } from './schedule.ts';
import type { Tuning } from './tuning.ts';
import type { WeightStore } from './weights.ts';

/**
 * How far apart calls may be that wait for each other to share a dispatch, in calls: the widest of these is
 * taken under which results that wait don't take much more memory than if nothing waited.
 */
const WINDOWS = [400, 60, 0];
/** An arena of this size is nothing to be stingy about, in words: 64 MiB. */
const SMALL_ARENA = 2 ** 24;
const WORTHWHILE_GROWTH = 1.2;

export interface DeviceLimits {
  /** The most bytes of a buffer that a binding may show. */
  bindingBytes: number;
  /** The most bytes of a buffer. */
  bufferBytes: number;
  /** The most bytes of frozen weights in one buffer; as much as a binding may show, if it is left out. */
  pageBytes?: number;
  /** The most bytes of logits that exist at once; 32 MiB if it is left out. */
  logitsBytes?: number;
  /** The most operations of one dispatch; what has more is split. */
  flopsPerDispatch?: number;
}

/** What a device allows. */
export function limitsOf({ gpu }: WebGpuDevice): DeviceLimits {
  const { maxBufferSize: bufferBytes, maxStorageBufferBindingSize: bindingBytes } = gpu.limits;
  return { bufferBytes, bindingBytes };
}

const LOGITS_BYTES = 2 ** 25;
/**
 * A dispatch must not run longer than about 100 ms, or a browser takes the device away and the screen stands
 * still. A weak integrated graphics card does this many operations in that time.
 */
const FLOPS_PER_DISPATCH = 1e10;

export interface Plan {
  readonly lowered: Lowered;
  readonly schedule: readonly Scheduled[];
  readonly placement: Placement;
  readonly matrices: readonly FrozenMatrix[];
  readonly flopsPerDispatch: number;
  readonly summary: PlanSummary;
  readonly checks?: FiniteChecks;
}

export interface PlanOptions {
  limits: DeviceLimits;
  tuning: Tuning;
  store: WeightStore;
  /** Looks after every dispatch whether what it wrote is finite. */
  checkFinite?: boolean;
}

/**
 * @throws PlanError when the program does not fit the device; nothing has been allocated then.
 */
export function makePlan(
  program: Program,
  { limits, tuning, store, checkFinite = false }: PlanOptions,
): Plan {
  const { pageBytes = limits.bindingBytes, logitsBytes = LOGITS_BYTES } = limits;
  const { flopsPerDispatch = FLOPS_PER_DISPATCH } = limits;
  const assign = store.assigner(pageBytes);
  const lowered = lower(program, { limits: { pageBytes, logitsBytes }, tuning, assign });
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
  const held = [lowered.inbox, lowered.outbox, ...[...lowered.states.values()].map(({ storage }) => storage)];
  const { placement, scheduled, checks } = arrange(lowered, keyOf, held, checkFinite);
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
  return {
    lowered,
    schedule: scheduled,
    placement,
    matrices,
    flopsPerDispatch,
    summary,
    ...(checks && { checks }),
  };
}

/** Order and places under the widest window that memory allows. */
function arrange(lowered: Lowered, keyOf: (call: Call) => string, held: Storage[], checkFinite: boolean) {
  const under = (window: number) => {
    const ordered = schedule(lowered.steps, keyOf, window);
    if (!checkFinite) return { scheduled: ordered, placement: place(ordered, held), checks: undefined };
    const checked = withFiniteChecks(ordered);
    return { scheduled: checked.schedule, placement: place(checked.schedule, held), checks: checked.checks };
  };
  const [widest, ...narrower] = WINDOWS.map((window) => () => under(window));
  const first = widest!();
  if (first.placement.words <= SMALL_ARENA) return first;
  const least = narrower.at(-1)!();
  const allowed = Math.max(SMALL_ARENA, WORTHWHILE_GROWTH * least.placement.words);
  if (first.placement.words <= allowed) return first;
  const between = narrower.slice(0, -1).map((arranged) => arranged());
  return between.find(({ placement }) => placement.words <= allowed) ?? least;
}

function checkLimits({ arenaBytes }: PlanSummary, { bindingBytes, bufferBytes }: DeviceLimits): void {
  // A binding shows no more than a buffer holds, so its limit is the one to name first.
  if (arenaBytes > bindingBytes) throw new PlanError('maxStorageBufferBindingSize', bindingBytes, arenaBytes);
  if (arenaBytes > bufferBytes) throw new PlanError('maxBufferSize', bufferBytes, arenaBytes);
}
