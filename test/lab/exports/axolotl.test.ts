/** The Axolotl export: configurations that a YAML reader reads as meant, and data in Axolotl's shapes. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { axolotlConfigs, axolotlFolder } from '../../../src/lab/exports/axolotl.ts';
import { yaml } from '../../../src/lab/exports/yaml.ts';
import { meow } from '../../../src/lab/presets/meow.ts';
import type { ArmSpec, ExperimentSpec } from '../../../src/lab/types.ts';

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
  it('continue the adapter of the stage before, or stand on its merge', () => {
    const arm: ArmSpec = armNamed('UC/orpo');
    const [first, second] = axolotlConfigs(experiment, arm, 0);
    expect(first).toMatchObject({ base_model: 'models/nano', output_dir: './out/stage-1', max_steps: 60 });
    expect(first).not.toHaveProperty('rl');
    expect(first).not.toHaveProperty('lora_model_dir');
    expect(second).toMatchObject({
      rl: 'orpo',
      orpo_alpha: 0.25,
      lora_model_dir: './out/stage-1',
      micro_batch_size: 16,
    });
    const anew: ArmSpec = { ...arm, stages: [arm.stages[0]!, { ...arm.stages[1]!, adapter: 'new' }] };
    const [, merged] = axolotlConfigs(experiment, anew, 0);
    expect(merged).toMatchObject({ base_model: './out/stage-1/merged' });
    expect(merged).not.toHaveProperty('lora_model_dir');
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
