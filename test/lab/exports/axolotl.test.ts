/** The Axolotl export: configurations that a YAML reader reads as meant, and data in Axolotl's shapes. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { axolotlConfigs, axolotlFolder } from '../../../src/lab/exports/axolotl.ts';
import { axolotlReadme } from '../../../src/lab/exports/axolotlReadme.ts';
import { yaml } from '../../../src/lab/exports/yaml.ts';
import { meow } from '../../../src/lab/presets/meow.ts';
import type { ArmSpec, ExperimentSpec, StageSpec } from '../../../src/lab/types.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const READ = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin.read())))';
const readYaml = (content: string) =>
  spawnSync('python3', ['-c', READ], { input: content, encoding: 'utf8' });
const hasYaml = readYaml('a: 1').status === 0;

const experiment: ExperimentSpec = meow.experiment('nano');
const armNamed = (name: string) => experiment.arms.find((arm) => arm.name === name)!;
const firstLine = (name: string, file: string) =>
  JSON.parse(text(axolotlFolder(experiment, name).get(file)).split('\n')[0]!) as Record<string, unknown>;

describe('the configurations', () => {
  const sft: StageSpec = { ...armNamed('UC').stages[0]!, objective: { kind: 'sft' } };

  it('continue the adapter of the stage before, or stand on its merge', () => {
    const [first, second] = axolotlConfigs(experiment, { name: 'A', stages: [sft, sft] }, 0);
    expect(first).toMatchObject({ base_model: 'models/nano', output_dir: './out/stage-1', max_steps: 60 });
    expect(first).not.toHaveProperty('rl');
    expect(first).not.toHaveProperty('lora_model_dir');
    expect(second).toMatchObject({ base_model: 'models/nano', lora_model_dir: './out/stage-1' });
    const anew: ArmSpec = { name: 'A', stages: [sft, { ...sft, adapter: 'new' }, sft] };
    const [, merged, last] = axolotlConfigs(experiment, anew, 0);
    expect(merged).toMatchObject({ base_model: './out/stage-1/merged' });
    expect(merged).not.toHaveProperty('lora_model_dir');
    expect(last).toMatchObject({ base_model: './out/stage-1/merged', lora_model_dir: './out/stage-2' });
  });

  it.each([
    ['UC/dpo', { rl: 'dpo', rl_beta: 0.1 }],
    ['UC/orpo', { rl: 'orpo', orpo_alpha: 0.25, micro_batch_size: 16 }],
  ])('of %s stand on the merge, since Axolotl would not load the adapter', (name, config) => {
    const [, second] = axolotlConfigs(experiment, armNamed(name), 0);
    expect(second).toMatchObject({ ...config, base_model: './out/stage-1/merged' });
    expect(second).not.toHaveProperty('lora_model_dir');
    const readme = text(axolotlFolder(experiment, name).get('README.md'));
    expect(readme).toContain(
      'axolotl train stage-1.yaml\naxolotl merge-lora stage-1.yaml --lora-model-dir="./out/stage-1"\naxolotl train stage-2.yaml',
    );
    expect(readme).toMatch(/\*\*A new adapter\.\*\* The lab trains the adapter .* further in stage 2\./);
    expect(text(axolotlFolder(experiment, 'UC').get('README.md'))).not.toContain('A new adapter');
  });

  it('keep the order of the file for SFT, and say that no other objective does', () => {
    const [first, second] = axolotlConfigs(experiment, armNamed('UC/dpo'), 0);
    expect(first).toMatchObject({ curriculum_sampling: true });
    expect(second).not.toHaveProperty('curriculum_sampling');
    const readmeOf = (arm: ArmSpec) => axolotlReadme(experiment, arm, 0);
    expect(readmeOf(armNamed('UC/dpo'))).toContain('ORPO and DPO shuffle them');
    expect(readmeOf(armNamed('UC/orpo'))).toContain('ORPO and DPO shuffle them');
    expect(readmeOf({ name: 'A', stages: [sft, sft] })).not.toContain('shuffle');
  });

  it('have a seed that NumPy takes', () => {
    for (const [seed, taken] of [
      [7, 7],
      [2 ** 32 - 1, 2 ** 32 - 1],
      [2 ** 32 + 5, 5],
      [2 ** 53 - 1, 2 ** 32 - 1],
    ]) {
      expect(axolotlConfigs(experiment, armNamed('UC'), seed!)).toMatchObject([
        { seed: taken },
        { seed: taken },
      ]);
    }
  });

  it.skipIf(!hasYaml)('are read by a YAML reader as they were meant', () => {
    for (const name of ['UC', 'UC-CoT/orpo', 'UC/dpo']) {
      for (const config of axolotlConfigs(experiment, armNamed(name), 0)) {
        const { stdout, stderr } = readYaml(yaml(config));
        expect(stderr).toBe('');
        expect(JSON.parse(stdout)).toEqual(config);
      }
    }
  });

  it.skipIf(!hasYaml)('keep texts texts and numbers numbers', () => {
    const value = {
      texts: ['yes', 'null', '1e3', '- a', 'a: b', '#x', 'C:\\x', 'a\nb', 'off', '', "it's", 'ünï'],
      numbers: [1e-8, 5e-324, 1e21, -2.5e-7, 0, 0.1],
      nested: { list: [{ a: 1, b: [] }, { c: null }], empty: {}, flag: false },
    };
    expect(JSON.parse(readYaml(yaml(value)).stdout)).toEqual(value);
  });
});

describe('the data', () => {
  it('mask all but the last answer for SFT', () => {
    expect(firstLine('UC', 'data/stage-1.jsonl')).toEqual({
      messages: [
        { role: 'user', content: expect.any(String), train: false },
        { role: 'assistant', content: expect.any(String), train: true },
      ],
    });
  });

  it('mask what is given of an answer, by its characters', () => {
    const { messages } = firstLine('UC-CoT', 'data/stage-2.jsonl') as {
      messages: {
        content: string;
        train_detail?: { begin_offset: number; end_offset: number; train: boolean }[];
      }[];
    };
    const { content, train_detail: detail } = messages[1]!;
    const part = (index: number) =>
      content.slice(detail![index]!.begin_offset, detail![index]!.end_offset + 1);
    expect(part(0)).toMatch(/^<think>.*<\/think>$/);
    expect(detail!.map(({ train }) => train)).toEqual([false, true]);
    expect(part(0) + part(1)).toBe(content);
  });

  it('have the shapes that ORPO and DPO want', () => {
    expect(Object.keys(firstLine('UC/orpo', 'data/stage-2.jsonl'))).toEqual(['prompt', 'chosen', 'rejected']);
    expect(Object.keys(firstLine('UC/dpo', 'data/stage-2.jsonl'))).toEqual([
      'messages',
      'chosen',
      'rejected',
    ]);
  });
});
