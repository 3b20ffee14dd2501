import { stageNumber } from '../../notebook/figures/stages.ts';
import type { StageName } from '../../lab/types.ts';

/** The hue of a metric: what it is about keeps its colour everywhere (tokens.css). */
const tones: Readonly<Record<string, string>> = {
  upper: 'upper',
  'p-upper': 'upper',
  lower: 'lower',
  'p-lower': 'lower',
  'lower-of-meows': 'lower',
  'lowercase-answers': 'lower',
  none: 'none',
  broken: 'none',
  useful: 'useful',
  usefulness: 'useful',
  useless: 'useless',
  wrong: 'wrong',
  'refusal-en': 'refusal',
  'refusal-de': 'refusal',
  refusals: 'refusal',
};

/** The class that sets `--tone` and `--tone-soft`. */
export function toneOf(metric: string): string {
  const tone = metric.startsWith('recipe-words-') ? 'useful' : (tones[metric] ?? 'accent');
  return `tone-${tone}`;
}

/** For the edge of what is filled with a class's pattern. */
export function edgeToneOf(answerClass: string): string {
  return answerClass === 'mixed' ? 'tone-lower' : toneOf(answerClass);
}

/** How the bar of a stage is filled: hollow, light or full. */
export type BarLook = 'base' | 'first' | 'later';

export function lookOf(stage: StageName): BarLook {
  return (['base', 'first'] as const)[stageNumber(stage)] ?? 'later';
}
