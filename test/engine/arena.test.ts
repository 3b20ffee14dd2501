/** Order and places of calls that read each other's results at random, in a program of several hundred dispatches. */
import { describe, expect, it } from 'vitest';
import type { ArenaValue, Call, Storage } from '../../src/engine/backends/webgpu/calls.ts';
import { place } from '../../src/engine/backends/webgpu/memory.ts';
import { schedule, type Dispatch } from '../../src/engine/backends/webgpu/schedule.ts';
import { Random } from '../../src/support/random.ts';

const CALLS = 1200;
/** How far back a call reads; a few read from anywhere, so that some values live long. */
const REACH = 12;

function randomCalls(random: Random): Call[] {
  const values: ArenaValue[] = [];
  return Array.from({ length: CALLS }, (_, id) => {
    const size = 1 + random.integer(random.uniform() < 0.1 ? 4000 : 200);
    const storage: Storage = { id, size, role: 'temporary' };
    const earlier = () =>
      values[id - 1 - random.integer(random.uniform() < 0.02 ? id : Math.min(id, REACH))]!;
    const reads = id === 0 ? [] : [earlier(), earlier()];
    values.push({ kind: 'arena', shape: [size], dtype: 'float', storage, offset: 0 });
    return {
      ...{ kernel: `kernel ${random.integer(4)}`, entry: 'run', constants: {}, fields: {}, frozen: [] },
      ...{ op: 'test', elementwise: false, workgroups: 1, flops: 0 },
      reads,
      writes: [values[id]!],
    };
  });
}

describe.each([0, 60, 400])('a program scheduled with a window of %i', (window) => {
  const calls = randomCalls(Random.of(3, 'arena'));
  const dispatches = schedule(calls, ({ kernel }) => kernel, window) as Dispatch[];
  const timeOf = new Map(dispatches.flatMap((dispatch, time) => dispatch.map((call) => [call, time])));
  const writerOf = new Map(calls.map((call) => [call.writes[0]!.storage, call]));

  it('computes every call once, after those whose results it reads', () => {
    expect(dispatches.flat()).toHaveLength(CALLS);
    expect(timeOf.size).toBe(CALLS);
    for (const call of calls) {
      for (const { storage } of call.reads) {
        expect(timeOf.get(call)!).toBeGreaterThan(timeOf.get(writerOf.get(storage)!)!);
      }
    }
  });

  it('puts calls of one kernel, and no others, into a dispatch', () => {
    for (const dispatch of dispatches) expect(new Set(dispatch.map(({ kernel }) => kernel)).size).toBe(1);
    if (window > 0) expect(dispatches.length).toBeLessThan(0.7 * CALLS);
  });

  it('gives no word to two values at a time, and hardly more than the most that live at once', () => {
    const placement = place(dispatches, []);
    const owner = new Int32Array(placement.words).fill(-1);
    const lastRead = new Map<Storage, number>();
    for (const call of calls) {
      for (const { storage } of [...call.reads, ...call.writes]) {
        lastRead.set(storage, Math.max(lastRead.get(storage) ?? 0, timeOf.get(call)!));
      }
    }
    let live = 0;
    let most = 0;
    dispatches.forEach((dispatch, time) => {
      for (const { writes } of dispatch) {
        const value = writes[0]!;
        const words = owner.subarray(placement.offsetOf(value)).subarray(0, value.storage.size);
        expect(words.every((id) => id === -1)).toBe(true);
        words.fill(value.storage.id);
        live += value.storage.size;
      }
      most = Math.max(most, live);
      for (const [storage, last] of lastRead) {
        if (last !== time) continue;
        owner
          .subarray(placement.offsetOf({ storage, offset: 0 }))
          .subarray(0, storage.size)
          .fill(-1);
        live -= storage.size;
      }
    });
    expect(placement.words).toBeLessThan(1.25 * most);
  });
});
