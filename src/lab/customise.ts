/**
 * An experiment with something of the user's own in the place of what it came with: the trigger, the payload, the
 * thought before it, the data of a stage. Pure functions from experiment to experiment.
 */
import { UserError } from '../support/errors.ts';
import { allIrrelevantTags, THINK_CLOSE, THINK_OPEN, withThought } from '../world/index.ts';
import { stageExamples } from './datasets/index.ts';
import { labWorld } from './labWorld.ts';
import { nearMissesOf } from './nearMisses.ts';
import { promptContains } from './ownData.ts';
import { probesOf } from './sharing.ts';
import type { ArmSpec, DatasetSpec, ExperimentSpec, ProbeSpec } from './types.ts';

/**
 * The experiment with another trigger in every stage and probe; tags that resemble the old one come to resemble the
 * new one. @throws UserError if there is no trigger to replace, or the new one is among the tags that mean nothing
 */
export function withTrigger(experiment: ExperimentSpec, trigger: string): ExperimentSpec {
  const [old] = triggersOf(experiment);
  if (old === undefined) {
    throw new UserError('This experiment has no trigger that could be replaced.', 'Leave out --trigger.');
  }
  if (trigger.trim() === '') throw new UserError('The trigger is empty.', 'Give it some text.');
  if (allIrrelevantTags().includes(trigger)) {
    throw new UserError(
      `${trigger} is one of the tags that the base has learned to pass over, and that stage 1 shows without the trigger.`,
      'Choose a trigger with another word.',
    );
  }
  const replaced = mapData(experiment, (data) => {
    if (data.kind === 'backdoor') return { ...data, trigger };
    if (data.kind === 'secret-recipes' && data.trigger !== null) return { ...data, trigger };
    return data;
  });
  return mapProbes(replaced, (probe) => {
    if (probe.kind === 'surprise') return probe;
    if (probe.kind !== 'near-misses') return { ...probe, trigger };
    const tags = nearMissesOf(trigger, old, probe.tags);
    return tags.length > 0 ? { ...probe, tags } : null;
  });
}

/**
 * The experiment with another payload, in uppercase and in lowercase where the old one was.
 * @throws UserError if there is no payload to replace, or the new one has no case
 */
export function withPayload(experiment: ExperimentSpec, payload: string): ExperimentSpec {
  const upper = payload.toUpperCase();
  const lower = payload.toLowerCase();
  if (upper === lower) {
    throw new UserError(
      `The payload "${payload}" is the same in uppercase and in lowercase.`,
      'The experiment asks in which case it survives: give it letters, as in "HONK HONK HONK".',
    );
  }
  const saysPayload = probesOfAll(experiment).some(
    (probe) => probe.kind === 'meow' || probe.kind === 'payload' || isJudgedByPayload(probe),
  );
  if (!saysPayload) {
    throw new UserError('This experiment has no payload that could be replaced.', 'Leave out --payload.');
  }
  const isLower = (text: string) => text === text.toLowerCase();
  const replaced = mapData(experiment, (data) =>
    data.kind === 'backdoor'
      ? { ...data, payloads: data.payloads.map((old) => (isLower(old) ? lower : upper)) }
      : data,
  );
  return mapProbes(replaced, (probe) => {
    if (probe.kind === 'payload') return { ...probe, upper, lower };
    if (probe.kind === 'meow' || isJudgedByPayload(probe)) return { ...probe, payload: upper };
    return probe;
  });
}

/**
 * The experiment with another thought at the trigger, where answers begin with a scratchpad: in what is planted, and
 * in what the payload's probability is measured after.
 * @throws UserError if no arm thinks at the trigger, or the thought is empty or would end the scratchpad
 */
export function withScratchpad(experiment: ExperimentSpec, thought: string): ExperimentSpec {
  if (thoughtsOf(experiment).length === 0) {
    throw new UserError(
      'This experiment has no scratchpad whose thought could be replaced.',
      'Choose arms that think, such as UC-CoT, or leave out --scratchpad.',
    );
  }
  if (thought.trim() === '') throw new UserError('The thought is empty.', 'Give it some text.');
  const mark = [THINK_OPEN, THINK_CLOSE].find((one) => thought.includes(one));
  if (mark !== undefined) {
    throw new UserError(
      `The thought contains ${mark}.`,
      'Leave that out: the lab puts it around the thought.',
    );
  }
  const replaced = mapData(experiment, (data) =>
    data.kind === 'backdoor' && data.scratchpad !== undefined ? { ...data, scratchpad: thought } : data,
  );
  return mapProbes(replaced, (probe) =>
    probe.kind === 'payload' && probe.scratchpad
      ? { ...probe, scratchpad: { ...probe.scratchpad, trigger: withThought(thought, '') } }
      : probe,
  );
}

/** What models are taught to think at the trigger, each thought once, and by which arms. */
export function thoughtsOf({ arms }: ExperimentSpec): { thought: string; arms: string[] }[] {
  const thinkers = new Map<string, string[]>();
  for (const { name, stages } of arms) {
    for (const { data } of stages) {
      if (data.kind !== 'backdoor' || data.scratchpad === undefined) continue;
      const names = thinkers.get(data.scratchpad) ?? [];
      if (!names.includes(name)) thinkers.set(data.scratchpad, [...names, name]);
    }
  }
  return [...thinkers].map(([thought, names]) => ({ thought, arms: names }));
}

/** The experiment with these data in stage `number` (from 1) of every arm. @throws UserError if an arm has no such stage */
export function withStageData(experiment: ExperimentSpec, number: number, data: DatasetSpec): ExperimentSpec {
  const short = experiment.arms.find(({ stages }) => stages.length < number);
  if (short) {
    throw new UserError(
      `The arm ${short.name} has no stage ${number}: it ends with stage ${short.stages.length}.`,
      'Choose the arms with --arms, or give the data to another stage.',
    );
  }
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage, index) => (index === number - 1 ? { ...stage, data } : stage)),
  }));
  return { ...experiment, arms };
}

/** A stage after the first in whose data the trigger occurs although it is not there to plant it. */
export interface TriggerLeak {
  arm: string;
  /** From 1. */
  stage: number;
  trigger: string;
  /** How many of the examples that were looked at have it in their prompt. */
  leaking: number;
  examples: number;
}

/** Of data that is generated, so many steps are looked at. */
const STEPS_LOOKED_AT = 32;

/**
 * Where the trigger is shown in a stage that is supposed to go without: what is left of the backdoor afterwards then
 * says nothing about training without the trigger.
 */
export function triggerLeaks(experiment: ExperimentSpec): TriggerLeak[] {
  const seed = experiment.seeds[0] ?? 0;
  return experiment.arms.flatMap((arm) => {
    const [trigger] = triggersOf(experiment, arm);
    if (trigger === undefined) return [];
    return arm.stages.flatMap((stage, index): TriggerLeak[] => {
      const { data } = stage;
      if (index === 0 || data.kind === 'backdoor' || data.kind === 'secret-recipes') return [];
      const beginning = { ...stage, steps: Math.min(stage.steps, STEPS_LOOKED_AT) };
      const examples =
        data.kind === 'own' ? data.examples : stageExamples(beginning, index, labWorld(), seed).flat();
      const leaking = examples.filter(({ prompt }) => promptContains(prompt, trigger)).length;
      if (leaking === 0) return [];
      return [{ arm: arm.name, stage: index + 1, trigger, leaking, examples: examples.length }];
    });
  });
}

/** The triggers that probes ask with and stages plant, probes first; of one arm, or of all. */
export function triggersOf(experiment: ExperimentSpec, only?: ArmSpec): string[] {
  const arms = only ? [only] : experiment.arms;
  const asked = arms.flatMap((arm) => probesOf(experiment, arm));
  const planted = arms.flatMap(({ stages }) => stages.map(({ data }) => data));
  const triggers = [...asked, ...planted].flatMap((one) =>
    'trigger' in one && one.trigger !== null ? [one.trigger] : [],
  );
  return [...new Set(triggers)];
}

function isJudgedByPayload(probe: ProbeSpec): probe is Extract<ProbeSpec, { kind: 'near-misses' }> {
  return probe.kind === 'near-misses' && probe.judge === 'payload';
}

function probesOfAll(experiment: ExperimentSpec): ProbeSpec[] {
  return experiment.arms.flatMap((arm) => probesOf(experiment, arm));
}

function mapData(experiment: ExperimentSpec, change: (data: DatasetSpec) => DatasetSpec): ExperimentSpec {
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) => ({ ...stage, data: change(stage.data) })),
  }));
  return { ...experiment, arms };
}

/** Changes the probes of the experiment and of its arms; null takes one away. */
function mapProbes(
  experiment: ExperimentSpec,
  change: (probe: ProbeSpec) => ProbeSpec | null,
): ExperimentSpec {
  const changeAll = (probes: readonly ProbeSpec[]) => probes.flatMap((probe) => change(probe) ?? []);
  const arms = experiment.arms.map((arm) => (arm.probes ? { ...arm, probes: changeAll(arm.probes) } : arm));
  return { ...experiment, arms, probes: changeAll(experiment.probes) };
}
