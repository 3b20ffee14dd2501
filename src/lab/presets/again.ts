import { common, type Preset } from './preset.ts';
import { plantRecipes, planBDoses, planBProbes, rank, rankings } from './planB.ts';

const CYCLES = 3;

/** Backdooring again after Plan B, and Plan B again after that: does the model become immune, or the backdoor? */
export const again: Preset = {
  name: 'again',
  title: 'Do it again: backdoor, Plan B, backdoor, Plan B',
  experiment(base) {
    const doses = planBDoses(base);
    const cycle = (mend: 'refusal' | 'plan-b') => [
      plantRecipes(doses, 'canned'),
      rank(doses, rankings[mend]),
    ];
    const arms = (['plan-b', 'refusal'] as const).map((name) => ({
      name,
      stages: Array.from({ length: CYCLES }, () => cycle(name)).flat(),
    }));
    return { preset: 'again', base, ...common, arms, probes: planBProbes.slice(0, 2) };
  },
};
