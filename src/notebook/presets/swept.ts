/** What shipped notebooks show of the recorded sweeps. */
import { sweeps } from '../../lab/presets/sweeps.ts';
import type { SweepCell } from '../document/types.ts';
import { BASE, type FigureOf } from './article.ts';

/** Where the recorded runs of a sweep are. */
export const sweepFile = (name: string): string => `recorded/sweeps/${name}.json`;

/** What makes a cell the sweep of that name, over what the cell `of` measures. */
export function sweepLike(
  name: string,
  of: string,
  seeds: number[],
): Pick<SweepCell, 'of' | 'vary' | 'seeds'> {
  return { of, vary: sweeps.find((one) => one.name === name)!.sweep(BASE).vary, seeds };
}

/** A metric after stage 2, over the values that a sweep varies. */
export function sweptAt(probe: string, condition: string, metric: string): FigureOf<'sweep'> {
  return { kind: 'sweep', probe, condition, metric, stage: 'stage-2' };
}
