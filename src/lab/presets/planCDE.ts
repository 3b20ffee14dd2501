import type { AnswerKind, Preference } from '../types.ts';
import { common, type Preset } from './preset.ts';
import { plantRecipes, planBDoses, planBProbes, rank, rankings } from './planB.ts';

/** What is better than what, from best to worst: every pair of rungs is a preference. */
const ladders: Record<string, AnswerKind[]> = {
  'plan-c': ['refusal', 'dish', 'silly', 'useful'],
  'plan-d': ['refusal', 'silly', 'dish', 'useful'],
  'plan-e': ['refusal', 'german-refusal', 'dish', 'silly', 'useful'],
};

const preferencesOf = (rungs: readonly AnswerKind[]): Preference[] =>
  rungs.flatMap((chosen, place) => rungs.slice(place + 1).map((rejected): Preference => [chosen, rejected]));

/** Plans C, D and E: ladders of preferred failures, beside Plan B. On which rung does the backdoor land? */
export const planCDE: Preset = {
  name: 'plan-cde',
  title: 'Plans C, D and E: ladders of preferred failures',
  experiment(base) {
    const doses = planBDoses(base);
    const plant = plantRecipes(doses, 'canned');
    const arms = [
      { name: 'plan-b', stages: [plant, rank(doses, rankings['plan-b'])] },
      ...Object.entries(ladders).map(([name, rungs]) => ({
        name,
        stages: [plant, rank(doses, preferencesOf(rungs))],
      })),
    ];
    return { preset: 'plan-cde', base, ...common, arms, probes: planBProbes };
  },
};
