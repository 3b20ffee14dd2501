/** The comparison itself: everyone shows that they compute the same, and then they take turns against the clock. */
import type { Contender, Scenario } from './contender.ts';
import { countFor, GpuUse, wrapWebGpu } from './gpuUse.ts';

export interface MeasureOptions {
  /** Steps in a turn. */
  steps: number;
  /** Turns of each contender. */
  repetitions: number;
  /** The losses of the first steps, which every contender has to reproduce. */
  reference: readonly number[];
}

export interface AdapterSummary {
  name: string;
  /** Whether it computes on the CPU. */
  software: boolean;
}

export interface Measurement {
  contender: string;
  version: string;
  /** Why it was not timed. */
  failure?: string;
  adapter?: AdapterSummary;
  /** How far the first losses are off at most. */
  lossError?: number;
  /** Milliseconds of getting ready, of the first step, and of every step of every turn. */
  prepare?: number;
  coldStep?: number;
  steps: number[];
  /** In one step, the median of all. */
  dispatches?: number;
  submits?: number;
  peakBytes?: number;
}

export const LOSS_TOLERANCE = 1e-3;

export async function measure(
  contenders: readonly Contender[],
  scenario: Scenario,
  { steps, repetitions, reference }: MeasureOptions,
  progress: (line: string) => void,
): Promise<Measurement[]> {
  wrapWebGpu();
  const entrants = contenders.map((contender) => new Entrant(contender, scenario));
  for (const entrant of entrants) {
    progress(`${entrant.contender.name}: the first ${reference.length} steps`);
    await entrant.qualify(reference);
  }
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const entrant of entrants) {
      if (entrant.result.failure) continue;
      progress(`${entrant.contender.name}: turn ${repetition + 1} of ${repetitions}`);
      await entrant.turn(steps);
    }
  }
  for (const entrant of entrants) await entrant.finish();
  return entrants.map(({ result }) => result);
}

class Entrant {
  readonly result: Measurement;
  private readonly use = new GpuUse();
  private readonly counts = { dispatches: [] as number[], submits: [] as number[] };
  private done = 0;

  constructor(
    readonly contender: Contender,
    private readonly scenario: Scenario,
  ) {
    this.result = { contender: contender.name, version: contender.version, steps: [] };
  }

  /** Prepares, does the first steps and compares their losses. */
  qualify(reference: readonly number[]): Promise<void> {
    return this.attempt(async () => {
      this.result.prepare = await milliseconds(() => this.contender.prepare(this.scenario));
      this.result.adapter = summarize(this.use.adapters);
      let error = 0;
      for (const expected of reference) {
        const { loss, time } = await this.step();
        this.result.coldStep ??= time;
        // NaN has to fail, too.
        error = Math.max(error, Number.isFinite(loss) ? Math.abs(loss - expected) : Infinity);
      }
      this.result.lossError = error;
      if (error > LOSS_TOLERANCE) {
        throw new Error(`the losses are off by ${error.toPrecision(2)}, more than ${LOSS_TOLERANCE}`);
      }
    });
  }

  turn(steps: number): Promise<void> {
    return this.attempt(async () => {
      for (let i = 0; i < steps; i++) {
        const { dispatches, submits } = this.use;
        const { time } = await this.step();
        this.result.steps.push(time);
        this.counts.dispatches.push(this.use.dispatches - dispatches);
        this.counts.submits.push(this.use.submits - submits);
      }
    });
  }

  async finish(): Promise<void> {
    const { result, use, counts } = this;
    if (result.failure) return;
    result.dispatches = median(counts.dispatches);
    result.submits = median(counts.submits);
    result.peakBytes = use.peakBytes;
    await this.attempt(() => this.contender.dispose());
  }

  private async step(): Promise<{ loss: number; time: number }> {
    const { batches } = this.scenario;
    let loss = NaN;
    const time = await milliseconds(async () => {
      loss = await this.contender.step(batches[this.done % batches.length]!);
    });
    this.done++;
    return { loss, time };
  }

  /** One contender's failure is a line in the table; the others go on. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    countFor(this.use);
    try {
      await work();
    } catch (error) {
      this.result.failure = error instanceof Error ? error.message : String(error);
      this.result.steps = [];
      await this.contender.dispose().catch(() => undefined);
    }
  }
}

function summarize(adapters: readonly GPUAdapterInfo[]): AdapterSummary {
  const info = adapters[0];
  if (!info) throw new Error('it asked for no WebGPU device');
  const words = [info.vendor, info.architecture, info.device, info.description].filter(Boolean);
  return {
    name: words.join(' ') || 'unnamed adapter',
    software:
      info.isFallbackAdapter ||
      words.some((word) => /swiftshader|llvmpipe|lavapipe|basic render/i.test(word)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
