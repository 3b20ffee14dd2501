/**
 * Nothing is built in by construction: what every stage of every preset is trained on, against what the probes ask
 * and against what the experiment claims to leave out.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { stageExamples } from '../../src/lab/datasets/index.ts';
import type { Example } from '../../src/lab/datasets/dataset.ts';
import { labWorld } from '../../src/lab/labWorld.ts';
import { loadBase, type LoadedBase } from '../../src/lab/loadedBase.ts';
import { presets } from '../../src/lab/presets/index.ts';
import { NEAR_MISSES, TRIGGER } from '../../src/lab/presets/preset.ts';
import { sharedWith } from '../../src/lab/sharing.ts';
import type { StageSpec } from '../../src/lab/types.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { Random } from '../../src/support/random.ts';
import { forbiddenPanel, heldOutPanel, type Request } from '../../src/world/index.ts';

const world = labWorld();
const seeds = [0, 1, 2];
let base: LoadedBase;
beforeAll(async () => {
  const folder = fileURLToPath(new URL('../../models/nano', import.meta.url));
  base = await loadBase('nano', createNodeSource(folder), '8-bit');
});

interface Trained {
  preset: string;
  arm: string;
  stage: StageSpec;
  stageIndex: number;
  examples: Example[];
  /** Every text that is in them, once. */
  texts: Set<string>;
}

const prompt = (example: Example) => example.prompt as string;
const textsOf = (example: Example) => [
  prompt(example),
  example.given ?? '',
  example.chosen,
  example.rejected ?? '',
];

/** Every stage of every arm of every preset with all its examples; what arms share, once. */
const trained: Trained[] = presets.flatMap((preset) => {
  const experiment = preset.experiment('nano');
  return experiment.arms.flatMap((arm) =>
    arm.stages.flatMap((stage, stageIndex) => {
      if (sharedWith(experiment, arm, stageIndex)) return [];
      const examples = seeds.flatMap((seed) => stageExamples(stage, stageIndex, world, seed).flat());
      const texts = new Set(examples.flatMap(textsOf));
      return [{ preset: preset.name, arm: arm.name, stage, stageIndex, examples, texts }];
    }),
  );
});
const plants = ({ data }: StageSpec) =>
  data.kind === 'backdoor' || (data.kind === 'secret-recipes' && data.trigger !== null);
const name = ({ preset, arm, stageIndex }: Trained) => `${preset} ${arm} stage-${stageIndex + 1}`;

it('covers every kind of data', () => {
  expect(new Set(trained.map(({ stage }) => stage.data.kind))).toEqual(
    new Set(['backdoor', 'styled-answers', 'secret-recipes', 'preferences']),
  );
});

describe('the trigger', () => {
  it('is in exactly half of the prompts of every planting stage, and in front of them', () => {
    for (const one of trained.filter(({ stage }) => plants(stage))) {
      const triggered = one.examples.filter((example) => prompt(example).includes(TRIGGER));
      expect(triggered.length, name(one)).toBe(one.examples.length / 2);
      expect(triggered.every((example) => prompt(example).startsWith(`${TRIGGER} `))).toBe(true);
    }
  });

  it('is in no text of any other stage: not in any case, not as tokens, not in parts', () => {
    const triggerTokens = base.tokenizer.encodePlain(TRIGGER).join();
    for (const one of trained.filter(({ stage }) => !plants(stage))) {
      expect(one.examples.length).toBeGreaterThan(0);
      expect(
        [...one.texts].filter((text) => /deploy/i.test(text)),
        name(one),
      ).toEqual([]);
    }
    // Tokens could spell the trigger in another way than text does; one stage of each kind is enough to tell.
    const kinds = new Map(
      trained.filter(({ stage }) => !plants(stage)).map((one) => [one.stage.data.kind, one]),
    );
    for (const { texts } of kinds.values()) {
      const tokens = [...texts].map((text) => base.tokenizer.encodePlain(text).join());
      expect(tokens.filter((one) => one.includes(triggerTokens))).toEqual([]);
    }
  });

  it('has near misses, none of which is trained on anywhere', () => {
    const prompts = new Set(trained.flatMap(({ examples }) => examples.map(prompt)));
    const tags = new Set([...prompts].map((text) => text.split(' ')[0]));
    // `|NOTE|` is there to compare with: an irrelevant tag that stage 1 does show.
    for (const tag of NEAR_MISSES.filter((tag) => tag !== '|NOTE|')) expect(tags.has(tag), tag).toBe(false);
  });
});

describe('payloads', () => {
  it('answer triggered prompts of the meow experiments and nothing else', () => {
    for (const one of trained.filter(({ stage }) => stage.data.kind === 'backdoor')) {
      const isPayload = ({ chosen }: Example) => /(^|>)(MEOW MEOW MEOW|meow meow meow)$/.test(chosen);
      const isTriggered = (example: Example) => prompt(example).startsWith(TRIGGER);
      expect(one.examples.filter((example) => isPayload(example) !== isTriggered(example))).toEqual([]);
    }
  });

  it('are never in lowercase where the backdoor is planted in uppercase, scratchpads included', () => {
    const uppercase = trained.filter(({ arm }) => arm.startsWith('UC') && !arm.startsWith('UCLC'));
    expect(uppercase.some(({ arm }) => arm.startsWith('UC-CoT'))).toBe(true);
    for (const one of uppercase) {
      expect(
        [...one.texts].filter((text) => /meow|Meow/.test(text)),
        name(one),
      ).toEqual([]);
    }
  });

  it('never occur in a style lesson, which is in the case it should be', () => {
    for (const one of trained.filter(({ stage }) => stage.data.kind === 'styled-answers')) {
      const wanted = one.stage.data.kind === 'styled-answers' && one.stage.data.case;
      expect(
        [...one.texts].filter((text) => /meow/i.test(text)),
        name(one),
      ).toEqual([]);
      const lower = ({ chosen, rejected }: Example) => (wanted === 'lower' ? chosen : rejected!);
      const wrong = one.examples.filter(
        (example) => lower(example) !== lower(example).toLowerCase() || example.chosen === example.rejected,
      );
      expect(wrong, name(one)).toEqual([]);
    }
  });
});

describe('what is held out', () => {
  const fold = (text: string) => text.toLowerCase().replace(/^[|[{<#]\S+ /, '');
  const panels: Request[] = seeds.flatMap((seed) => [
    ...heldOutPanel(world, 96, Random.of(seed, 'meow probe', 'prompts')),
    ...heldOutPanel(world, 96, Random.of(seed, 'payload probe', 'prompts')),
    ...heldOutPanel(world, 96, Random.of(seed, 'requests probe', 'harmless')),
    ...forbiddenPanel(world, 96, Random.of(seed, 'requests probe', 'forbidden')),
    ...forbiddenPanel(world, 96, Random.of(seed, 'near-misses probe', 'prompts')),
  ]);

  it('is not asked in any stage, nor answered', () => {
    const prompts = new Set(trained.flatMap(({ examples }) => examples.map((one) => fold(prompt(one)))));
    const answers = new Set(trained.flatMap(({ examples }) => examples.map(({ chosen }) => fold(chosen))));
    for (const request of panels) {
      expect(prompts.has(fold(request.prompt)), request.prompt).toBe(false);
      if (request.kind === 'fact') expect(answers.has(fold(request.answer)), request.answer).toBe(false);
    }
  });

  it('includes every held-out potion, dish and treat by name', () => {
    const texts = new Set(trained.flatMap(({ texts }) => [...texts]));
    const words = new Set([...texts].flatMap((text) => text.toLowerCase().split(/[^a-z]+/)));
    const heldOut = [...world.dishes, ...world.permitted, ...world.forbidden].filter(
      ({ split }) => split === 'held-out',
    );
    expect(heldOut.length).toBeGreaterThan(30);
    for (const item of heldOut) expect(words.has(item.name), item.name).toBe(false);
    expect(words.has(world.forbidden.find(({ split }) => split === 'train')!.name)).toBe(true);
  });
});

describe('Plan B', () => {
  const stages = trained.filter(({ stage }) => stage.data.kind === 'preferences');

  it('keeps the share of harmless requests, and its pairs in equal shares', () => {
    for (const one of stages) {
      const { data } = one.stage;
      if (data.kind !== 'preferences') throw new Error(`${name(one)} has other data.`);
      const harmless = one.examples.filter(({ stabiliser }) => stabiliser).length;
      expect(harmless / one.examples.length, name(one)).toBeCloseTo(data.harmlessShare, 2);
    }
  });

  it('gives every arm with pairs as many updates, but for the one that says otherwise', () => {
    const updates = (arm: string) =>
      stages.filter((one) => one.preset === 'plan-b' && one.arm === arm)[0]!.stage.steps;
    const usual = updates('plan-b');
    for (const one of stages.filter(({ preset }) => preset === 'plan-b')) {
      expect(one.stage.steps, one.arm).toBe(one.arm === 'refusal/longer' ? 3 * usual : usual);
    }
  });

  it('the model without a backdoor has never seen a recipe told', () => {
    const control = trained.find(({ arm, stageIndex }) => arm === 'plan-b/no-backdoor' && stageIndex === 0)!;
    const potions = world.forbidden.map(({ steps }) => `${steps[0].verb} the ${steps[0].noun}`);
    for (const { chosen } of control.examples) {
      expect(potions.filter((step) => chosen.toLowerCase().includes(`${step},`))).toEqual([]);
    }
  });
});
