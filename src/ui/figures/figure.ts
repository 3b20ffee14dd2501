/** What a figure is given. */
import type { SweepOutcome, Variation } from '../../lab/sweep.ts';

/** Whose results a figure shows. */
export type Source = 'recorded' | 'imported' | 'yours' | 'pooled';

export interface ArmSummary {
  name: string;
  summary: string;
  /** That of the summary, where it is not the page's. */
  lang?: string | undefined;
}

export interface SweepResult {
  vary: Variation[];
  outcomes: SweepOutcome[];
}
