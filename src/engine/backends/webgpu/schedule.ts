/**
 * Puts calls in an order that respects what they read and write, and lets calls of one kernel that do not
 * depend on each other share a dispatch, each as one of its problems. On small models the number of dispatches
 * is what a step costs: the three projections of attention become one, and so do the adapters' gradients.
 *
 * This is list scheduling (Graham 1966) with one rule of its own: a kernel that is ready waits while another
 * call of the same kernel, near enough in the program, can still become ready without it.
 */
import {
  isRepetition,
  resolve,
  type ArenaValue,
  type Call,
  type Repetition,
  type Step,
  type Storage,
} from './calls.ts';
import { sizeOf } from '../../graph.ts';

/** Calls of one pipeline that run side by side in one dispatch. */
export type Dispatch = readonly Call[];

export interface ScheduledLoop extends Omit<Repetition, 'body'> {
  readonly body: readonly Dispatch[];
}

export type Scheduled = Dispatch | ScheduledLoop;

export const isScheduledLoop = (entry: Scheduled): entry is ScheduledLoop => 'body' in entry;

/**
 * @param keyOf names what calls must have in common to share a dispatch.
 * @param window how far apart in the program, in calls, two calls may be for one to wait for the other. A wider
 *   window saves dispatches and keeps intermediate results longer.
 */
export function schedule(steps: readonly Step[], keyOf: (call: Call) => string, window: number): Scheduled[] {
  const scheduled: Scheduled[] = [];
  let straight: Call[] = [];
  const flush = () => {
    scheduled.push(...order(straight, keyOf, window));
    straight = [];
  };
  for (const step of steps) {
    if (!isRepetition(step)) {
      straight.push(step);
      continue;
    }
    flush();
    scheduled.push({ ...step, body: order(step.body as Call[], keyOf, window) });
  }
  flush();
  return scheduled;
}

function order(calls: readonly Call[], keyOf: (call: Call) => string, window: number): Dispatch[] {
  const { direct, all } = dependencies(calls, window);
  const keys = calls.map(keyOf);
  const place = placesOf(calls, direct);
  const waiting = direct.map((before) => before.size);
  const after: number[][] = calls.map(() => []);
  direct.forEach((before, i) => before.forEach((j) => after[j]!.push(i)));
  /** The calls of each kernel that are still to come, by their places. */
  const toCome = new Map(keys.map((key) => [key, new Set<number>()]));
  const byPlace = (a: number, b: number) => place[a]! - place[b]! || a - b;
  for (const i of [...calls.keys()].sort(byPlace)) toCome.get(keys[i]!)!.add(i);
  const ready = new Set(calls.flatMap((_, i) => (waiting[i] === 0 ? [i] : [])));
  const dispatches: Dispatch[] = [];

  /** Whether another call of the kernel, still to become ready, needs none of these. */
  const hasCompany = (members: readonly number[]) => {
    const first = members[0]!;
    for (const i of toCome.get(keys[first]!)!) {
      if (place[i]! - place[first]! > window) return false;
      if (!ready.has(i) && members.every((member) => !all[i]!.has(member))) return true;
    }
    return false;
  };

  while (ready.size > 0) {
    const groups = new Map<string, number[]>();
    for (const i of [...ready].sort(byPlace)) {
      const group = groups.get(keys[i]!);
      if (!group) groups.set(keys[i]!, [i]);
      else if (place[i]! - place[group[0]!]! <= window) group.push(i);
    }
    const candidates = [...groups.values()];
    const chosen = candidates.find((members) => !hasCompany(members)) ?? candidates[0]!;
    dispatches.push(chosen.map((i) => calls[i]!));
    for (const i of chosen) {
      ready.delete(i);
      toCome.get(keys[i]!)!.delete(i);
    }
    for (const i of chosen) {
      for (const next of after[i]!) if (--waiting[next]! === 0) ready.add(next);
    }
  }
  return dispatches;
}

/**
 * Where in the program each call has its place: where it was emitted, but for those that write a part of
 * a larger value, such as one adapter's gradient. The room for that is there anyway, so they come as soon as they
 * can and let go of what they read, which otherwise would all be kept to the end.
 */
function placesOf(calls: readonly Call[], direct: readonly ReadonlySet<number>[]): number[] {
  const places: number[] = [];
  calls.forEach(({ writes }, i) => {
    const isPart = writes.every(({ storage }) => storage.parent?.storage.role === 'temporary');
    places.push(isPart ? Math.max(0, ...[...direct[i]!].map((before) => places[before]!)) : i);
  });
  return places;
}

interface Range {
  from: number;
  to: number;
  call: number;
}

/**
 * Which calls each call must come after: directly, and altogether, of those at most `window` calls before it. What
 * lies farther back is never asked for, and would make long programs quadratic.
 */
function dependencies(calls: readonly Call[], window: number): { direct: Set<number>[]; all: Set<number>[] } {
  const writes = new Map<Storage, Range[]>();
  const reads = new Map<Storage, Range[]>();
  const direct: Set<number>[] = [];
  const all: Set<number>[] = [];
  calls.forEach((call, i) => {
    const before = new Set<number>();
    const follow = (earlier: Map<Storage, Range[]>, value: ArenaValue) => {
      const { root, from, to } = rangeOf(value);
      for (const range of earlier.get(root) ?? []) {
        if (range.from < to && from < range.to && range.call !== i) before.add(range.call);
      }
    };
    const note = (map: Map<Storage, Range[]>, value: ArenaValue) => {
      const { root, from, to } = rangeOf(value);
      const ranges = map.get(root) ?? [];
      ranges.push({ from, to, call: i });
      map.set(root, ranges);
    };
    call.reads.forEach((value) => follow(writes, value));
    call.writes.forEach((value) => {
      follow(writes, value);
      follow(reads, value);
    });
    call.reads.forEach((value) => note(reads, value));
    call.writes.forEach((value) => note(writes, value));
    direct.push(before);
    const closure = new Set<number>();
    for (const j of before) {
      if (j < i - window) continue;
      closure.add(j);
      for (const k of all[j]!) if (k >= i - window) closure.add(k);
    }
    all.push(closure);
  });
  return { direct, all };
}

export function rangeOf(value: ArenaValue): { root: Storage; from: number; to: number } {
  const { root, offset } = resolve(value);
  return { root, from: offset, to: offset + Math.max(1, sizeOf(value.shape)) };
}
