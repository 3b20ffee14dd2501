/**
 * Stages and how they follow each other: arms that share a beginning, preference objectives, new adapters on merged
 * ones, and runs that are stopped at awkward moments. In tiny doses on the shipped base.
 */
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/lab/presets/index.ts';
import { result as resultSchema } from '../../src/lab/resultSchema.ts';
import type { ArmSpec, ExperimentSpec, ProbeSpec, Row, RunEvent, StageSpec } from '../../src/lab/types.ts';
import { run, value } from './setup.ts';

const preset = (name: string) => presets.find((one) => one.name === name)!.experiment('nano');

/** The arms of a preset in few steps of few sequences, with few prompts. */
function tiny(name: string, armNames: string[], stage: Partial<StageSpec> = {}): ExperimentSpec {
  const experiment = preset(name);
  const shrink = (probes: ProbeSpec[]) =>
    probes
      .filter(({ kind }) => kind !== 'near-misses')
      .map((probe) => (probe.kind === 'surprise' ? { ...probe, examples: 4 } : { ...probe, prompts: 4 }));
  const arms = armNames.map((armName): ArmSpec => {
    const arm = experiment.arms.find((one) => one.name === armName)!;
    const stages = arm.stages.map((one) => ({ ...one, steps: 4, batchSize: 8, ...stage }));
    return { ...arm, stages, ...(arm.probes && { probes: shrink(arm.probes) }) };
  });
  return { ...experiment, arms, probes: shrink(experiment.probes) };
}

const of = (arm: string) => (row: Row) => row.arm === arm;

describe('arms that begin alike', () => {
  const experiment = tiny('plan-b', ['refusal', 'plan-b', 'refusal-sft']);

  it('give the same rows as each alone, and train what they share once', async () => {
    const together = await run(experiment);
    for (const arm of experiment.arms) {
      const alone = await run({ ...experiment, arms: [arm] });
      const shared = together.result!.rows.filter(of(arm.name));
      expect(shared.length).toBeGreaterThan(0);
      expect(shared).toEqual(alone.result!.rows);
      expect(together.result!.curves.filter((point) => point.arm === arm.name)).toEqual(alone.result!.curves);
    }
    const surprise = (arm: string) =>
      value(together.result!, { arm, stage: 'stage-1', probe: 'surprise', metric: 'nll-per-answer' });
    // The model is the same, but what comes next is not.
    expect(surprise('plan-b')).not.toBe(surprise('refusal'));
    expect(surprise('refusal-sft')).toBeCloseTo(surprise('refusal'), 1);

    const trained = together.events.filter(
      (event) => event.type === 'progress' && event.progress.activity === 'preparing',
    );
    // One stage 1 and three stages 2.
    expect(trained).toHaveLength(4);
    const fractions = together.events.flatMap((event) =>
      event.type === 'progress' ? [event.progress.fraction] : [],
    );
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    // Three steps are timed before anything is said of what is left, and the first prepares the others.
    const said = together.events.findIndex(
      (event) => event.type === 'progress' && event.progress.secondsLeft !== null,
    );
    expect(together.events.slice(0, said).filter(({ type }) => type === 'curve')).toHaveLength(4);
  }, 120_000);

  it('do not share what only looks alike', async () => {
    const [first, second] = tiny('meow', ['UC', 'UCLC']).arms as [ArmSpec, ArmSpec];
    const { result } = await run({ ...tiny('meow', []), arms: [first, second] });
    const payload = (arm: string) =>
      value(result!, { arm, stage: 'stage-1', probe: 'payload', condition: 'trigger', metric: 'p-lower' });
    expect(payload('UCLC')).not.toBe(payload('UC'));
  }, 60_000);
});

describe('the surprise at a stage that only keeps the rest as it is', () => {
  it('is no number, and the result is whole', async () => {
    const experiment = tiny('plan-b', ['refusal'], { steps: 2 });
    const [arm] = experiment.arms as [ArmSpec];
    const stages = arm.stages.map((stage): StageSpec => {
      const { data } = stage;
      return data.kind === 'preferences' ? { ...stage, data: { ...data, harmlessShare: 1 } } : stage;
    });
    const probes: ProbeSpec[] = [{ kind: 'surprise', examples: 4 }];
    const { result } = await run({ ...experiment, arms: [{ name: arm.name, stages }], probes });
    expect(result!.rows).toEqual([]);
    expect(resultSchema.safeParse(structuredClone(result)).success).toBe(true);
  }, 60_000);
});

describe('a run that is stopped', () => {
  const after = (stage: string, step: number) => (event: RunEvent) =>
    event.type === 'curve' && event.point.stage === stage && event.point.step === step;
  const experiment = tiny('meow', ['UCLC/dpo', 'UCLC/orpo']);
  const moments: [string, (event: RunEvent) => boolean][] = [
    ['while DPO trains, after which it compares with the same reference', after('stage-2', 2)],
    ['at the end of a stage, before it is measured', after('stage-1', 4)],
    [
      'while the base is measured',
      (event) => event.type === 'progress' && event.progress.activity === 'probing',
    ],
    [
      'in the second arm',
      (event) => event.type === 'curve' && event.point.arm === 'UCLC/orpo' && event.point.stage === 'stage-2',
    ],
  ];

  it('ends with the same rows when it is taken up again', async () => {
    const whole = await run(experiment);
    for (const [moment, stopWhen] of moments) {
      const stopped = await run(experiment, { stopWhen });
      expect(stopped.result, moment).toBeNull();
      const resumed = await run(experiment, { resume: structuredClone(stopped.snapshot) });
      expect(resumed.result!.rows, moment).toEqual(whole.result!.rows);
      expect(resumed.result!.curves, moment).toEqual(whole.result!.curves);
      const sittings = resumed.result!.manifest.computedOn!;
      expect(sittings.length, moment).toBe(stopped.snapshot ? 2 : 1);
      expect(sittings.every(({ backend }) => backend === 'onnx')).toBe(true);
    }
    const metrics = whole.result!.curves.find(({ stage }) => stage === 'stage-2')!.metrics!;
    expect(Object.keys(metrics)).toContain('rewards/margins');
  }, 240_000);
});

describe('a run that is stopped while it measures what it shares', () => {
  it('has the curve of that once when it is taken up again', async () => {
    // Asked anew of the model that the second arm has of the first, since another stage comes next.
    const probes: ProbeSpec[] = [{ kind: 'surprise', examples: 4 }];
    const spec = { ...tiny('plan-b', ['refusal', 'plan-b'], { steps: 2 }), probes };
    const [, second] = spec.arms as [ArmSpec, ArmSpec];
    const whole = await run(spec);
    const stopped = await run(spec, {
      stopWhen: (event) =>
        event.type === 'progress' &&
        event.progress.activity === 'probing' &&
        event.progress.arm === second.name &&
        event.progress.stage === 'stage-1',
    });
    expect(stopped.snapshot).toMatchObject({ arm: second.name, stageIndex: 0, step: 2 });
    const resumed = await run(spec, { resume: structuredClone(stopped.snapshot) });
    expect(resumed.result!.curves).toEqual(whole.result!.curves);
    expect(resumed.result!.rows).toEqual(whole.result!.rows);
  }, 60_000);
});

describe('a new adapter on the merged one', () => {
  it('begins where the old one ended', async () => {
    const experiment = tiny('meow', ['UC']);
    const [plant, style] = experiment.arms[0]!.stages as [StageSpec, StageSpec];
    const learned = { ...plant, steps: 10, learningRate: 6e-3 };
    const idle = { ...style, steps: 1, learningRate: 1e-12 };
    const arms: ArmSpec[] = [
      { name: 'merged', stages: [learned, { ...idle, adapter: 'new' }] },
      { name: 'twice', stages: [learned, { ...idle, adapter: 'new' }, { ...idle, adapter: 'new' }] },
      { name: 'rounded', stages: [learned, { ...idle, adapter: 'new' }] },
    ];
    const payload = (
      result: Awaited<ReturnType<typeof run>>['result'],
      arm: string,
      stage: 'base' | `stage-${number}`,
    ) => value(result!, { arm, stage, probe: 'payload', condition: 'trigger', metric: 'p-upper' });

    const plain = (await run({ ...experiment, quantization: 'none', arms: arms.slice(0, 2) })).result;
    const learnedTo = payload(plain, 'merged', 'stage-1');
    expect(learnedTo).toBeGreaterThan(100 * payload(plain, 'merged', 'base'));
    expect(Math.abs(payload(plain, 'merged', 'stage-2') / learnedTo - 1)).toBeLessThan(1e-3);
    expect(Math.abs(payload(plain, 'twice', 'stage-3') / learnedTo - 1)).toBeLessThan(1e-3);

    const quantized = (await run({ ...experiment, arms: arms.slice(2) })).result;
    const before = payload(quantized, 'rounded', 'stage-1');
    const after = payload(quantized, 'rounded', 'stage-2');
    expect(after).not.toBe(before);
    expect(Math.abs(Math.log(after / before))).toBeLessThan(0.2);
  }, 120_000);

  it('is kept with what was merged', async () => {
    const { events } = await run(tiny('plan-b', ['plan-b/new-adapter']));
    const kept = events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
    expect(kept.map(({ stage, merged = [] }) => [stage, merged.length])).toEqual([
      ['base', 0],
      ['stage-1', 0],
      ['stage-2', 1],
    ]);
    expect(kept[2]!.merged![0]).toEqual(kept[1]!.parameters);
  }, 60_000);
});

describe('what cannot be trained', () => {
  it('is refused with the stage and the reason', async () => {
    const experiment = tiny('meow', ['UC'], { objective: { kind: 'dpo', beta: 0.1 } });
    await expect(run(experiment)).rejects.toThrow(
      /Stage 1 learns by DPO from pairs.*backdoor.*without a rejected/,
    );
  }, 60_000);
});
