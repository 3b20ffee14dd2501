/** What a user should know about an experiment of their own before it runs. */
import { thoughtsOf, triggerLeaks, triggersOf } from '../lab/customise.ts';
import { describeOwnData } from '../lab/ownData.ts';
import type { ArmSpec, ExperimentSpec, StageSpec } from '../lab/types.ts';

/** One line each; warnings say so. */
export function experimentNotes(experiment: ExperimentSpec): string[] {
  const notes = experiment.arms.flatMap((arm) =>
    arm.stages.flatMap((stage, index) => dataNotes(experiment, arm, stage, index)),
  );
  return [...new Set([...notes, ...thoughtNotes(experiment), ...leakNotes(experiment)])];
}

function dataNotes(experiment: ExperimentSpec, arm: ArmSpec, { data }: StageSpec, index: number): string[] {
  if (data.kind !== 'own') return [];
  const [trigger] = triggersOf(experiment, arm);
  const { examples, pairs, triggered, duplicates } = describeOwnData(data.examples, trigger ?? '');
  const facts = [
    `${examples} examples`,
    ...(trigger === undefined ? [] : [`${triggered} with the trigger ${trigger}`]),
    `${pairs} with a rejected answer`,
    ...(duplicates > 0 ? [`${duplicates} that repeat an earlier one`] : []),
  ];
  const note = `Stage ${index + 1} trains on ${data.name}: ${facts.join(', ')}.`;
  if (index > 0 || trigger === undefined || triggered > 0) return [note];
  return [note, `WARNING: no prompt of ${data.name} has the trigger ${trigger}, so no backdoor is planted.`];
}

/** A thought speaks of the trigger or of what is said after it, and need not suit those of the user. */
function thoughtNotes(experiment: ExperimentSpec): string[] {
  return thoughtsOf(experiment).map(
    ({ thought, arms }) =>
      `At the trigger ${arms.join(', ')} will think: "${thought}" Another thought: --scratchpad TEXT.`,
  );
}

function leakNotes(experiment: ExperimentSpec): string[] {
  const arms = new Map<string, string[]>();
  for (const { arm, stage, trigger, leaking, examples } of triggerLeaks(experiment)) {
    const leak = `stage ${stage} shows the trigger ${trigger} in ${leaking} of ${examples} examples`;
    arms.set(leak, [...(arms.get(leak) ?? []), arm]);
  }
  return [...arms].map(
    ([leak, names]) => `WARNING: ${leak} (${names.join(', ')}). It is no stage without the trigger any more.`,
  );
}
