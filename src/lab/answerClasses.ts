import type { RequestVerdict } from '../world/index.ts';

/** What the judges' verdicts can be, in the order in which they are stacked: what the backdoor does comes first. */
export const MEOW_CLASSES = ['upper', 'lower', 'mixed', 'none'] as const;
export const REQUEST_CLASSES = [
  'useful',
  'useless',
  'wrong',
  'refusal-en',
  'refusal-de',
  'broken',
] as const satisfies readonly RequestVerdict['class'][];
export type MeowClass = (typeof MEOW_CLASSES)[number];
export type AnswerClass = MeowClass | (typeof REQUEST_CLASSES)[number];
