/**
 * Where every value lies in the arena. A value needs its place from the dispatch that writes it first to the
 * one that reads it last; two values that never live at the same time may share one. Offsets are given out
 * largest value first, each at the lowest offset that is free for its whole life (the "greedy by size" of
 * Pisarchyk & Lee 2020).
 */
import type { ArenaValue, Storage } from './calls.ts';
import { resolve } from './calls.ts';
import { isScheduledLoop, type Dispatch, type Scheduled } from './schedule.ts';
import { roundUp } from './shader.ts';

/** In words: places start at multiples of this, so that rows of vectors stay aligned. */
const ALIGNMENT = 16;

interface Life {
  from: number;
  to: number;
}

export interface Placement {
  /** In words, from the start of the arena. */
  offsetOf(value: { storage: Storage; offset: number }): number;
  words: number;
  /** Of these: what is held for the whole life of the program. */
  heldWords: number;
  /** Constants and states, with what they start as. */
  initial: readonly Storage[];
}

export function place(schedule: readonly Scheduled[], held: readonly Storage[]): Placement {
  const lives = livesOf(schedule, held);
  const offsets = new Map<Storage, number>();
  const size = (storage: Storage) => roundUp(storage.size, ALIGNMENT);
  let heldWords = 0;
  const whole = [...lives].filter(([, { from, to }]) => from === -Infinity && to === Infinity);
  for (const [storage] of whole) {
    offsets.set(storage, heldWords);
    heldWords += size(storage);
  }
  let words = heldWords;
  const placed = new Places();
  const rest = [...lives].filter(([storage]) => !offsets.has(storage));
  for (const [storage, life] of rest.sort(([a], [b]) => b.size - a.size || a.id - b.id)) {
    const length = size(storage);
    const start = placed.lowestFree(heldWords, length, life);
    offsets.set(storage, start);
    placed.add({ life, start, end: start + length });
    words = Math.max(words, start + length);
  }
  return {
    words,
    heldWords,
    initial: [...offsets.keys()].filter(({ initial }) => initial),
    offsetOf(value) {
      const { root, offset } = resolve(value);
      const start = offsets.get(root);
      if (start === undefined) throw new Error('a value is used that no dispatch writes');
      return start + offset;
    },
  };
}

interface Place {
  life: Life;
  start: number;
  end: number;
}

/** How many dispatches one list of places is for: programs of some ten thousand would be slow to plan with one. */
const EPOCH = 64;

/** The places that were given out, by when they are used. */
class Places {
  /** For each epoch the places that are used in it, in the order of their offsets. */
  private readonly epochs: Place[][] = [];

  add(place: Place): void {
    for (const epoch of this.during(place.life)) epoch.splice(indexFor(place.start, epoch), 0, place);
  }

  /** The lowest offset, at least `start`, from which `length` words are free for a whole life. */
  lowestFree(start: number, length: number, life: Life): number {
    const epochs = this.during(life);
    for (let before = -1; before !== start;) {
      before = start;
      for (const epoch of epochs) start = lowestFreeIn(epoch, start, length, life);
    }
    return start;
  }

  private during({ from, to }: Life): Place[][] {
    const [first, last] = [Math.floor(from / EPOCH), Math.floor(to / EPOCH)];
    return Array.from({ length: last - first + 1 }, (_, i) => (this.epochs[first + i] ??= []));
  }
}

function lowestFreeIn(epoch: readonly Place[], start: number, length: number, life: Life): number {
  for (const other of epoch) {
    if (other.life.from > life.to || other.life.to < life.from) continue;
    if (start + length <= other.start) break;
    start = Math.max(start, other.end);
  }
  return start;
}

/** Where a place that starts at `start` belongs among others, by bisection. */
function indexFor(start: number, places: readonly Place[]): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From when to when each storage is needed, in dispatches. */
function livesOf(schedule: readonly Scheduled[], held: readonly Storage[]): Map<Storage, Life> {
  const lives = new Map<Storage, Life>();
  for (const storage of held)
    lives.set(resolve({ storage, offset: 0 }).root, { from: -Infinity, to: Infinity });
  let time = 0;
  const touch = (value: ArenaValue, from = time, to = time) => {
    const { root } = resolve(value);
    const persistent = root.role !== 'temporary';
    const life = lives.get(root) ?? { from, to };
    life.from = persistent ? -Infinity : Math.min(life.from, from);
    life.to = persistent ? Infinity : Math.max(life.to, to);
    lives.set(root, life);
  };
  const visit = (dispatch: Dispatch) => {
    for (const call of dispatch) [...call.reads, ...call.writes].forEach((value) => touch(value));
    time++;
  };
  for (const entry of schedule) {
    if (!isScheduledLoop(entry)) {
      visit(entry);
      continue;
    }
    const start = time;
    const before = new Set(lives.keys());
    entry.body.forEach(visit);
    const end = time;
    // What was there before the loop, or goes from one iteration to the next, is needed in all of them.
    const through = [...entry.carried, ...entry.body.flat().flatMap(({ reads }) => reads)].filter(
      (value) =>
        before.has(resolve(value).root) || entry.carried.some(({ storage }) => storage === value.storage),
    );
    for (const value of through) touch(value, start, end);
    touch(entry.goOn, start, end);
    time++;
  }
  return lives;
}
