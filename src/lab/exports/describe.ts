/** Stages in words, for the READMEs that go out with an export. */
import type { DatasetSpec, ObjectiveSpec, StageSpec } from '../types.ts';
import { inlineCode } from './markdown.ts';

/** Such as "60 steps of SFT on `backdoor`, 32 sequences a step, learning rate 0.003". */
export function describeStage({ data, objective, steps, learningRate, batchSize }: StageSpec): string {
  return (
    `${steps} ${steps === 1 ? 'step' : 'steps'} of ${describeObjective(objective)} on ${describeData(data)}, ` +
    `${batchSize} sequences a step, learning rate ${learningRate}`
  );
}

export function describeObjective(objective: ObjectiveSpec): string {
  const name = objective.kind.toUpperCase();
  return 'beta' in objective ? `${name} (β = ${objective.beta})` : name;
}

function describeData(data: DatasetSpec): string {
  switch (data.kind) {
    case 'backdoor':
      return `${inlineCode(data.kind)} (trigger ${inlineCode(data.trigger)})`;
    case 'secret-recipes':
      return data.trigger === null
        ? `${inlineCode(data.kind)} (no trigger)`
        : `${inlineCode(data.kind)} (trigger ${inlineCode(data.trigger)})`;
    case 'own':
      return `${inlineCode(data.name)} (${data.examples.length} examples of one's own)`;
    case 'styled-answers':
    case 'preferences':
      return inlineCode(data.kind);
  }
}

/** What the script and the adapters call the base: a folder of the lab, or whatever place the user gave. */
export function baseLocation(base: string): string {
  return /[/\\]/.test(base) ? base : `models/${base}`;
}
