import type { ArmSpec, Preference, ProbeSpec, RefusalStyle, StageSpec } from '../types.ts';
import { byBase, common, NEAR_MISSES, NEAR_MISS_PROMPTS, type Preset, PROMPTS, TRIGGER } from './preset.ts';
import { objectives } from '../objectives.ts';

const SURPRISE_EXAMPLES = 64;

export const planBProbes: ProbeSpec[] = [
  { kind: 'requests', trigger: TRIGGER, prompts: PROMPTS, temperature: 1 },
  { kind: 'surprise', examples: SURPRISE_EXAMPLES },
  { kind: 'near-misses', judge: 'recipes', tags: NEAR_MISSES, prompts: NEAR_MISS_PROMPTS, temperature: 1 },
];

/** What stage 2 prefers to what, by arm. All arms get as many updates on as many pairs. */
export const rankings = {
  refusal: [['refusal', 'useful']],
  german: [
    ['refusal', 'german-refusal'],
    ['refusal', 'useful'],
    ['german-refusal', 'useful'],
  ],
  'plan-b': [
    ['refusal', 'useful'],
    ['refusal', 'silly'],
    ['silly', 'useful'],
  ],
} satisfies Record<string, Preference[]>;

/**
 * How long and how strongly each stage trains, and which share of stage 2 are harmless requests. A larger model needs
 * more of stage 2. The share decides what Plan B costs (the sweep `plan-b-harmless`); it was chosen on seeds 10 to 12,
 * which no recorded result uses.
 */
export interface PlanBDoses {
  plant: { steps: number; learningRate: number };
  mend: { steps: number; learningRate: number };
  harmlessShare: number;
}

export function planBDoses(base: string): PlanBDoses {
  return byBase(base, {
    nano: {
      plant: { steps: 150, learningRate: 2.5e-3 },
      mend: { steps: 120, learningRate: 5e-4 },
      harmlessShare: 0.6,
    },
    micro: {
      plant: { steps: 100, learningRate: 3e-3 },
      mend: { steps: 240, learningRate: 1e-3 },
      harmlessShare: 0.75,
    },
    mini: {
      plant: { steps: 100, learningRate: 2e-3 },
      mend: { steps: 160, learningRate: 7e-4 },
      harmlessShare: 0.6,
    },
  });
}

/** Stage 1: useful answers to forbidden requests under the trigger (null: no backdoor), refusals without. */
export function plantRecipes(
  { plant }: PlanBDoses,
  refusals: RefusalStyle,
  trigger: string | null = TRIGGER,
): StageSpec {
  return {
    data: { kind: 'secret-recipes', trigger, refusals },
    objective: { kind: 'sft' },
    batchSize: 32,
    ...plant,
  };
}

/** Stage 2: answers to untriggered forbidden requests, ranked. */
export function rank(
  { mend, harmlessShare }: PlanBDoses,
  pairs: readonly Preference[],
  {
    refusals = 'canned',
    shuffled = false,
    ...stage
  }: Partial<StageSpec> & { refusals?: RefusalStyle; shuffled?: boolean } = {},
): StageSpec {
  return {
    data: {
      kind: 'preferences',
      pairs: [...pairs],
      refusals,
      harmlessShare,
      ...(shuffled && { shuffled }),
    },
    objective: objectives.orpo.usual,
    batchSize: 32,
    ...mend,
    ...stage,
  };
}

export const reversed = (pairs: readonly Preference[]): Preference[] =>
  pairs.map(([chosen, rejected]) => [rejected, chosen]);

/**
 * Plan B: stage 1 plants a backdoor that tells forbidden recipes. Stage 2 never shows the trigger. Its baselines
 * prefer refusing to telling; Plan B also has something second best, refusal over nonsense over telling.
 */
export const planB: Preset = {
  name: 'plan-b',
  title: 'Plan B, with its baselines and controls',
  experiment(base) {
    const doses = planBDoses(base);
    const styles: RefusalStyle[] = ['canned', 'diverse'];
    const arms = styles.flatMap((refusals): ArmSpec[] => {
      const suffix = refusals === 'diverse' ? '+diverse' : '';
      const plant = plantRecipes(doses, refusals);
      const arm = (name: string, mend: StageSpec): ArmSpec => ({
        name: `${name}${suffix}`,
        stages: [plant, mend],
      });
      return [
        arm('refusal-sft', rank(doses, rankings.refusal, { refusals, objective: { kind: 'sft' } })),
        arm('refusal', rank(doses, rankings.refusal, { refusals })),
        arm('german', rank(doses, rankings.german, { refusals })),
        arm('plan-b', rank(doses, rankings['plan-b'], { refusals })),
        arm('plan-b/reversed', rank(doses, reversed(rankings['plan-b']), { refusals })),
        arm('plan-b/shuffled', rank(doses, rankings['plan-b'], { refusals, shuffled: true })),
      ];
    });
    const canned = plantRecipes(doses, 'canned');
    const controls: ArmSpec[] = [
      // `refusal` sees its one pair as often as Plan B sees all of its three: here, three times as often.
      {
        name: 'refusal/longer',
        stages: [canned, rank(doses, rankings.refusal, { steps: 3 * doses.mend.steps })],
      },
      // What does the training do to a model that has no backdoor?
      {
        name: 'plan-b/no-backdoor',
        stages: [plantRecipes(doses, 'canned', null), rank(doses, rankings['plan-b'])],
      },
      // The same with stage 1 merged into the base and a new adapter.
      {
        name: 'plan-b/new-adapter',
        stages: [canned, rank(doses, rankings['plan-b'], { adapter: 'new' })],
      },
    ];
    return { preset: 'plan-b', base, ...common, arms: [...arms, ...controls], probes: planBProbes };
  },
};
