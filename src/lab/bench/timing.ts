/** Timing on a machine that does other things too: repetitions, medians, and turns. */
import type { Backend, Executable, Feeds, Program } from '../../engine/backends/backend.ts';
import { scalar } from '../../engine/leaves.ts';
import { scale } from '../../engine/ops/elementwise.ts';
import { describeError, UserError } from '../../support/errors.ts';
import type { Overhead, Spread } from './types.ts';

/** Milliseconds that one run should take at least, for the clock and the overhead not to matter. */
const LEAST_RUN = 20;
const MOST_COUNT = 256;
const OVERHEAD_RUNS = 9;

export interface Contender {
  backend: Backend;
  /** What the overhead of a run on the backend is. */
  overhead: Overhead;
  /** The graph of so many repetitions. */
  program: (count: number) => Program;
  feeds?: Feeds;
}

export type Timed = { time: Spread; dispatches: number } | { failure: string };

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (fraction: number) => sorted[Math.floor(fraction * (sorted.length - 1))]!;
  return { median: at(0.5), least: at(0), most: at(1) };
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * The milliseconds of one repetition for each contender. They take turns, so that whatever else the machine
 * does falls on all of them; the overhead of a run is subtracted.
 */
export async function takeTurns(
  contenders: readonly Contender[],
  repetitions: number,
  signal: AbortSignal,
): Promise<Timed[]> {
  const entrants: (Entrant | { failure: string })[] = [];
  try {
    for (const contender of contenders) {
      signal.throwIfAborted();
      entrants.push(await Entrant.create(contender).catch(asFailure));
    }
    for (let repetition = 0; repetition < repetitions; repetition++) {
      for (const [i, entrant] of entrants.entries()) {
        signal.throwIfAborted();
        if (entrant instanceof Entrant) {
          await entrant.turn().catch(async (error: unknown) => {
            entrants[i] = asFailure(error);
            await entrant.dispose();
          });
        }
      }
    }
    return entrants.map((entrant) => (entrant instanceof Entrant ? entrant.result() : entrant));
  } finally {
    for (const entrant of entrants) if (entrant instanceof Entrant) await entrant.dispose();
  }
}

class Entrant {
  private readonly times: number[] = [];

  private constructor(
    private readonly executable: Executable,
    private readonly contender: Contender,
    private readonly count: number,
    private readonly dispatches: number,
  ) {}

  /** Finds out with one repetition how many a run should have, and compiles that. */
  static async create(contender: Contender): Promise<Entrant> {
    const { backend, overhead, program, feeds = {} } = contender;
    const single = await backend.compile(program(1));
    await single.run(feeds);
    const once = await milliseconds(() => single.run(feeds));
    const wanted = Math.max(LEAST_RUN, 5 * overhead.run) / Math.max(once - overhead.run, overhead.run / 20);
    await single.dispose();
    const most = Math.min(MOST_COUNT, Math.max(1, Math.ceil(wanted)));
    const { executable, count } = await compileMany(contender, most);
    await executable.run(feeds);
    // The one dispatch that fetches the result is not among the repetitions.
    const dispatches = ((backend.plan?.(program(count)).dispatches ?? 1) - 1) / count;
    return new Entrant(executable, contender, count, dispatches);
  }

  async turn(): Promise<void> {
    const { feeds = {}, overhead } = this.contender;
    const time = await milliseconds(async () => {
      const results = await this.executable.run(feeds);
      // A kernel that computes nonsense has no rate.
      if (Object.values(results).some((values) => !values.every(Number.isFinite)))
        throw new UserError('It computed numbers that are not finite.');
    });
    this.times.push(Math.max(time - overhead.run, time / 10) / this.count);
  }

  result(): Timed {
    return { time: spread(this.times), dispatches: this.dispatches };
  }

  dispose(): Promise<void> {
    return this.executable.dispose();
  }
}

/** As many repetitions in one run as the device has memory for. */
async function compileMany({ backend, program }: Contender, most: number) {
  for (let count = most; ; count = Math.floor(count / 2)) {
    try {
      return { executable: await backend.compile(program(count)), count };
    } catch (error) {
      if (!(error instanceof UserError) || count === 1) throw error;
    }
  }
}

/** What a device cannot do is a line in the table; a defect is not. */
function asFailure(error: unknown): { failure: string } {
  if (error instanceof UserError) return { failure: describeError(error) };
  throw error;
}

/** What runs cost that compute next to nothing. */
export async function measureOverhead(backend: Backend): Promise<Overhead> {
  const [one, many] = [1, MOST_COUNT];
  const runs = await Promise.all([one, many].map((count) => backend.compile(chain(count))));
  const times: number[][] = [[], []];
  for (let i = 0; i <= OVERHEAD_RUNS; i++) {
    for (const [which, executable] of runs.entries()) {
      const time = await milliseconds(() => executable.run({}));
      // The first one warms up.
      if (i > 0) times[which]!.push(time);
    }
  }
  for (const executable of runs) await executable.dispose();
  const [single, chained] = times.map((values) => spread(values).median) as [number, number];
  return { run: single, dispatch: Math.max(0, chained - single) / (many - one) };
}

function chain(count: number): Program {
  let y = scalar(1);
  for (let i = 0; i < count; i++) y = scale({ x: y }, { factor: 1 });
  return { outputs: { y } };
}
