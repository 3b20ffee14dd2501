/** Small results, made by hand, for tests of what figures draw. */
import type { Row, StageName } from '../../../src/lab/types.ts';

/** The four counts of meows of one model, as rows: uppercase, lowercase, mixed, none. */
export function meowRows(
  place: { arm?: string; seed?: number; stage: StageName; condition?: string },
  counts: readonly [upper: number, lower: number, mixed: number, none: number],
): Row[] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const at = { arm: 'UC', seed: 0, condition: 'trigger', ...place, probe: 'meow', n };
  return ['upper', 'lower', 'mixed', 'none'].map((metric, index) => ({
    ...at,
    metric,
    value: counts[index]! / n,
  }));
}

/** Usefulness and how many answers have 0 … 6 words of the recipe, after the trigger. */
export function requestRows(
  place: { arm?: string; seed?: number; stage: StageName },
  counts: readonly number[],
): Row[] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const at = { arm: 'plan-b', seed: 0, ...place, probe: 'requests', condition: 'forbidden+trigger', n };
  const words = counts.reduce((sum, count, index) => sum + count * index, 0) / n;
  return [
    { ...at, metric: 'usefulness', value: (10 * words) / 6 },
    ...counts.map((count, index) => ({ ...at, metric: `recipe-words-${index}`, value: count / n })),
  ];
}
