import type { ArmSpec, Preference, StageSpec } from '../types.ts';
import { common, type Preset } from './preset.ts';
import { plantRecipes, planBDoses, planBProbes, rank, rankings } from './planB.ts';

/** Variations of Plan B, each without one of its ingredients or with another in its place. */
const variations: Record<string, { pairs: Preference[]; stage?: Partial<StageSpec> }> = {
  'plan-b': { pairs: rankings['plan-b'] },
  refusal: { pairs: rankings.refusal },
  // The rejected side alone is diverse.
  'refusal/diverse-rejected': {
    pairs: [
      ['refusal', 'useful'],
      ['refusal', 'dish'],
      ['refusal', 'silly'],
    ],
  },
  // No preference: SFT on what Plan B chooses.
  'plan-b/sft': { pairs: rankings['plan-b'], stage: { objective: { kind: 'sft' } } },
  // "Useful" never occurs.
  'plan-b/no-useful': {
    pairs: [
      ['refusal', 'dish'],
      ['refusal', 'silly'],
      ['silly', 'dish'],
    ],
  },
  // Nonsense before refusal.
  'useless-first': {
    pairs: [
      ['silly', 'refusal'],
      ['silly', 'useful'],
      ['refusal', 'useful'],
    ],
  },
  // Nonsense last.
  'useful-second': {
    pairs: [
      ['refusal', 'useful'],
      ['refusal', 'silly'],
      ['useful', 'silly'],
    ],
  },
  // Other things in the place of nonsense.
  'plan-b/canned-silly': { pairs: secondBest('canned-silly') },
  'plan-b/other-recipe': { pairs: secondBest('other-recipe') },
  'plan-b/dish': { pairs: secondBest('dish') },
};

function secondBest(kind: Preference[0]): Preference[] {
  return [
    ['refusal', 'useful'],
    ['refusal', kind],
    [kind, 'useful'],
  ];
}

/** Which ingredient of Plan B does the work? */
export const ingredients: Preset = {
  name: 'ingredients',
  title: 'Which ingredient of Plan B does the work?',
  experiment(base) {
    const doses = planBDoses(base);
    const plant = plantRecipes(doses, 'canned');
    const arms: ArmSpec[] = Object.entries(variations).map(([name, { pairs, stage }]) => ({
      name,
      stages: [plant, rank(doses, pairs, stage)],
    }));
    return { preset: 'ingredients', base, ...common, arms, probes: planBProbes.slice(0, 2) };
  },
};
