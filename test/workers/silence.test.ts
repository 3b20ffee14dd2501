/** When a silent worker counts as dead, and when it is the page that did not listen. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilenceWatch } from '../../workers/silence.ts';

const LIMIT = 30_000;
const SECOND = 1_000;

let hidden = false;
let died = 0;
let watch: SilenceWatch;
beforeEach(() => {
  vi.useFakeTimers();
  hidden = false;
  died = 0;
  watch = new SilenceWatch(
    LIMIT,
    () => died++,
    () => hidden,
  );
});
afterEach(() => {
  watch.end();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Time passes without any timer of the page being served: the tab is frozen, or the computer sleeps. */
function freeze(milliseconds: number): void {
  const clock = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + milliseconds);
}

describe('SilenceWatch', () => {
  it('gives up on a worker that says nothing for the limit, once', () => {
    vi.advanceTimersByTime(LIMIT - SECOND);
    expect(died).toBe(0);
    vi.advanceTimersByTime(LIMIT);
    expect(died).toBe(1);
  });

  it('waits on as long as there are signs of life', () => {
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(LIMIT - SECOND);
      watch.alive();
    }
    expect(died).toBe(0);
  });

  it('does not count the time in which the tab is hidden', () => {
    vi.advanceTimersByTime(LIMIT / 2);
    hidden = true;
    vi.advanceTimersByTime(10 * LIMIT);
    expect(died).toBe(0);
    hidden = false;
    vi.advanceTimersByTime(LIMIT / 2);
    expect(died).toBe(1);
  });

  it('does not count the time in which the page itself was asleep', () => {
    vi.advanceTimersByTime(LIMIT / 2);
    freeze(100 * LIMIT);
    vi.advanceTimersByTime(LIMIT / 2 - 2 * SECOND);
    expect(died).toBe(0);
    vi.advanceTimersByTime(2 * SECOND);
    expect(died).toBe(1);
  });

  it('says nothing after its end', () => {
    watch.end();
    vi.advanceTimersByTime(10 * LIMIT);
    expect(died).toBe(0);
  });
});
