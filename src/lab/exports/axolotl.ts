/**
 * An arm as a folder for Axolotl (https://docs.axolotl.ai): a YAML file and a JSONL file for every stage. The keys are
 * those of Axolotl's published configuration; ORPO and DPO run through TRL's trainers there.
 */
import type { ArmSpec, ExperimentSpec, StageSpec } from '../types.ts';
import { axolotlReadme, beginsAnew, configFile, outputFolder } from './axolotlReadme.ts';
import { baseLocation } from './describe.ts';
import { textFile, type ExportedFiles } from './files.ts';
import { armOf, optimizerArguments, schedule, stageRecipes } from './recipe.ts';
import { answerMessage, promptMessages, rejectedAnswer, stageDataFiles, type LineOf } from './stageData.ts';
import { yaml, type YamlValue } from './yaml.ts';
import { isPairwise } from '../objectives.ts';

/** @throws UserError if the experiment has no such arm, or its data are too large */
export function axolotlFolder(
  experiment: ExperimentSpec,
  armName: string,
  seed = experiment.seeds[0] ?? 0,
): ExportedFiles {
  const arm = armOf(experiment, armName);
  const configs = axolotlConfigs(experiment, arm, seed);
  return new Map([
    ['README.md', textFile(axolotlReadme(experiment, arm, seed))],
    ...configs.map((config, index): [string, Uint8Array] => [configFile(index), textFile(yaml(config))]),
    ...stageDataFiles(arm, seed, axolotlLine).map(({ file, bytes }): [string, Uint8Array] => [
      `data/${file}`,
      bytes,
    ]),
  ]);
}

/**
 * The configuration of every stage. One that continues an adapter loads it, if Axolotl will (`beginsAnew`); one that
 * begins a new one, the merge.
 */
export function axolotlConfigs(experiment: ExperimentSpec, arm: ArmSpec, seed: number): YamlValue[] {
  const { rank, alpha, targets } = experiment.lora;
  let baseModel = baseLocation(experiment.base);
  return stageRecipes(arm).map((stage, index) => {
    const begins = beginsAnew(arm, index);
    if (begins && index > 0) baseModel = `${outputFolder(index - 1)}/merged`;
    return {
      base_model: baseModel,
      ...(stage.objective !== 'sft' && { rl: stage.objective }),
      ...(stage.objective === 'orpo' && { orpo_alpha: stage.beta }),
      ...(stage.objective === 'dpo' && { rl_beta: stage.beta }),
      chat_template: 'tokenizer_default',
      datasets: [datasetConfig(stage.objective, stage.data)],
      val_set_size: 0,
      // In the order of the file, which for pairs no key keeps: their trainers draw them at random.
      shuffle_merged_datasets: false,
      ...(stage.objective === 'sft' && { curriculum_sampling: true }),
      sequence_len: SEQUENCE_LENGTH,
      sample_packing: false,
      ...(stage.objective !== 'sft' && { remove_unused_columns: false }),
      adapter: 'lora',
      ...(!begins && { lora_model_dir: outputFolder(index - 1) }),
      lora_r: rank,
      lora_alpha: alpha,
      lora_dropout: 0,
      lora_target_modules: [...targets],
      micro_batch_size: stage.batch_size,
      gradient_accumulation_steps: 1,
      num_epochs: 1,
      max_steps: stage.steps,
      optimizer: optimizerArguments.optim,
      adam_beta1: optimizerArguments.adam_beta1,
      adam_beta2: optimizerArguments.adam_beta2,
      adam_epsilon: optimizerArguments.adam_epsilon,
      weight_decay: optimizerArguments.weight_decay,
      max_grad_norm: optimizerArguments.max_grad_norm,
      learning_rate: stage.learning_rate,
      // A polynomial of degree one is a line, and it can end above zero.
      lr_scheduler: 'polynomial',
      lr_scheduler_kwargs: {
        lr_end: Number((stage.learning_rate * schedule.finalFraction).toPrecision(12)),
        power: 1,
      },
      warmup_steps: schedule.warmupSteps,
      bf16: false,
      tf32: false,
      gradient_checkpointing: false,
      // NumPy takes none from 2³² on. The examples are those of the seed itself.
      seed: seed % 2 ** 32,
      logging_steps: 10,
      output_dir: outputFolder(index),
    };
  });
}

/** Longer than any text of the lab's own worlds; one's own data may need more. */
const SEQUENCE_LENGTH = 1024;

function datasetConfig(objective: StageSpec['objective']['kind'], file: string): YamlValue {
  const source = { path: `data/${file}`, ds_type: 'json', split: 'train' };
  switch (objective) {
    case 'sft':
      return {
        ...source,
        type: 'chat_template',
        field_messages: 'messages',
        // Which messages are learned, and which part of them, stands in the file.
        roles_to_train: [],
        train_on_eos: 'turn',
        message_field_training: 'train',
        message_field_training_detail: 'train_detail',
      };
    case 'orpo':
      return { ...source, type: 'chat_template.argilla' };
    case 'dpo':
      return { ...source, type: 'chat_template.default' };
  }
}

/**
 * A line in the shape that Axolotl wants for the objective. What is given of an answer is masked for SFT; for ORPO and
 * DPO it stands in both answers, where DPO's difference does not see it.
 */
const axolotlLine: LineOf = (example, stage) => {
  const { given = '', chosen } = example;
  const prompt = promptMessages(example);
  const answer = answerMessage(given + chosen);
  if (!isPairwise(stage.objective)) {
    const asked = prompt.map((message) => ({ ...message, train: false }));
    const detail = given === '' ? {} : { train_detail: trainDetail(given, chosen) };
    return { messages: [...asked, { ...answer, train: true, ...detail }] };
  }
  const rejected = answerMessage(given + rejectedAnswer(example, stage));
  if (stage.objective.kind === 'dpo') return { messages: prompt, chosen: answer, rejected };
  const [only, second] = prompt;
  const single = only && !second ? { prompt: only.content } : {};
  return { ...single, chosen: [...prompt, answer], rejected: [...prompt, rejected] };
};

/** Ranges of characters, the last one included, as Python counts them. */
function trainDetail(given: string, chosen: string) {
  const [skipped, learned] = [[...given].length, [...chosen].length];
  return [
    { begin_offset: 0, end_offset: skipped - 1, train: false },
    { begin_offset: skipped, end_offset: skipped + learned - 1, train: true },
  ];
}
