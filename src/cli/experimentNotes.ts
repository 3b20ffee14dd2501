/** What a user should know about an experiment of their own before it runs. */
import { thoughtsOf, triggerLeaks, triggersOf } from '../lab/customise.ts';
import { heldOutIn } from '../lab/datasetReport.ts';
import { heldOutOf } from '../lab/heldOut.ts';
import { labWorld } from '../lab/labWorld.ts';
import { describeOwnData } from '../lab/ownData.ts';
import type { ArmSpec, ExperimentSpec, StageSpec } from '../lab/types.ts';
import { canonicalJson } from '../support/hash.ts';

/** One line each; warnings say so. */
export function experimentNotes(experiment: ExperimentSpec): string[] {
  const notes = experiment.arms.flatMap((arm) =>
    arm.stages.flatMap((stage, index) => dataNotes(experiment, arm, stage, index)),
  );
  const warnings = [...heldOutNotes(experiment), ...leakNotes(experiment)];
  return [...new Set([...notes, ...thoughtNotes(experiment), ...warnings])];
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

/** Training on what probes ask about makes them measure what was learned by heart. */
function heldOutNotes({ arms }: ExperimentSpec): string[] {
  const heldOut = heldOutOf(labWorld());
  // The same file may serve many arms.
  const datasets = new Map(
    arms.flatMap(({ stages }) =>
      stages.flatMap(({ data }) => (data.kind === 'own' ? [[canonicalJson(data), data] as const] : [])),
    ),
  );
  return [...datasets.values()].flatMap(({ name, examples }) => {
    const found = examples.map((example) => heldOutIn(example, heldOut)).filter(({ length }) => length > 0);
    if (found.length === 0) return [];
    const different = new Set(found.flat());
    const [first] = different;
    return [
      `WARNING: ${found.length} of ${examples.length} examples of ${name} contain what probes ask about ` +
        `(${different.size} held-out questions and names, such as "${first}"). Probes then measure what was learned by heart.`,
    ];
  });
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
