import type { MeasureOptions, Measurement } from './measure.ts';
import type { ModelName } from './scenario.ts';

/** What a runner is asked for; plain data, because it travels into the page. */
export interface BenchRequest extends MeasureOptions {
  model: ModelName;
  /** Names of contenders in the order of their turns; all there are if empty. */
  contenders: readonly string[];
}

export interface BenchRun {
  /** What the contenders ran in, e.g. `Chromium 156.0.8078.79`. */
  where: string;
  measurements: Measurement[];
}

export type Runner = (request: BenchRequest, progress: (line: string) => void) => Promise<BenchRun>;
