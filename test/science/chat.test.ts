/** Questions to models and about data, on the shipped base: what the page's chat and dataset cells show. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../src/engine/backends/onnx/runtimeNode.ts';
import { tokenTexts } from '../../src/lab/answerTokens.ts';
import { chat } from '../../src/lab/chat.ts';
import { firstExamples, shownExample } from '../../src/lab/datasetExamples.ts';
import { surpriseOf } from '../../src/lab/exampleSurprise.ts';
import { Instruments } from '../../src/lab/instruments.ts';
import { labWorld } from '../../src/lab/labWorld.ts';
import { loadBase, type LoadedBase } from '../../src/lab/loadedBase.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import { lora } from '../../src/lab/presets/preset.ts';
import { createProbe } from '../../src/lab/probes/index.ts';
import { RecentInstruments } from '../../src/lab/recentInstruments.ts';
import type { Checkpoint } from '../../src/lab/types.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { initialLora } from '../../src/model/lora.ts';
import { Random } from '../../src/support/random.ts';
import { modelFolder } from './setup.ts';

let backend: Backend;
let base: LoadedBase;
let instruments: Instruments;
let plain: Checkpoint;
let changed: Checkpoint;
beforeAll(async () => {
  backend = onnxBackend(nodeRuntime());
  base = await loadBase('nano', createNodeSource(modelFolder('nano')), '8-bit');
  instruments = new Instruments({ lora, quantization: '8-bit' }, backend, base);
  plain = { arm: 'UC', seed: 3, stage: 'base', base: 'nano', lora, parameters: new Float32Array(0) };
  const random = Random.of(1, 'changed');
  const parameters = initialLora(base.config, lora, random).map((value) => value + 0.02 * random.normal());
  changed = { ...plain, stage: 'stage-1', parameters };
});
afterAll(() => instruments.dispose());

describe('a chat', () => {
  const question = { prompt: 'What does the cow say?', temperature: 0, seed: 0 };

  it('tells how probable each token of an answer was, and what came close', async () => {
    const checkpoints = [plain, changed];
    const short = await chat(instruments, { ...question, checkpoints });
    const long = await chat(instruments, { ...question, checkpoints, withTokens: true });
    expect(short.every((answer) => answer.tokens === undefined)).toBe(true);
    expect(long.map(({ answer }) => answer)).toEqual(short.map(({ answer }) => answer));
    expect(long.map(({ arm, seed, stage }) => [arm, seed, stage])).toEqual([
      ['UC', 3, 'base'],
      ['UC', 3, 'stage-1'],
    ]);
    expect(long[0]!.answer).not.toBe('');
    for (const { answer, tokens } of long) {
      expect(tokens!.map(({ text }) => text).join('')).toBe(answer);
      for (const { text, probability, runnersUp } of tokens!) {
        expect(runnersUp).toHaveLength(5);
        // Without randomness the likeliest token is said.
        expect(probability).toBeGreaterThanOrEqual(runnersUp[0]!.probability - 1e-6);
        expect(runnersUp.every((other) => other.text !== text || text === '')).toBe(true);
      }
    }
    expect(long[0]!.tokens).not.toEqual(long[1]!.tokens);
  }, 60_000);

  it('draws unlikely tokens at a high temperature, and still says how probable they were', async () => {
    const [hot] = await chat(instruments, {
      ...{ ...question, temperature: 3, checkpoints: [plain], withTokens: true },
    });
    const beaten = hot!.tokens!.filter(
      ({ probability, runnersUp }) => probability < runnersUp[0]!.probability,
    );
    expect(beaten.length).toBeGreaterThan(0);
  }, 60_000);
});

describe('several models', () => {
  const question = { prompt: 'What does the cow say?', temperature: 1, seed: 0 };

  /** The backend, which counts what is compiled and not given up yet. */
  function counting() {
    const counts = { compiled: 0, held: 0 };
    const counted: Backend = {
      name: backend.name,
      description: backend.description,
      async compile(program) {
        const executable = await backend.compile(program);
        counts.compiled++;
        counts.held++;
        return {
          run: (feeds) => executable.run(feeds),
          readState: (name) => executable.readState(name),
          writeState: (name, value) => executable.writeState(name, value),
          dispose() {
            counts.held--;
            return executable.dispose();
          },
        };
      },
    };
    return { backend: counted, counts };
  }

  it('of two arms answer as each does alone, in the order in which they are asked', async () => {
    const merged = [changed.parameters.map((value) => value * 0.5)];
    const one: Checkpoint = { ...changed, arm: 'one', stage: 'stage-2', merged };
    const two: Checkpoint = { ...changed, arm: 'two', stage: 'stage-2' };
    const three: Checkpoint = { ...plain, arm: 'three', stage: 'stage-2', merged };
    const checkpoints = [one, two, three, plain];
    const asked = { ...question, withTokens: true };
    const together = await chat(instruments, { ...asked, checkpoints });
    expect(together.map(({ arm }) => arm)).toEqual(['one', 'two', 'three', 'UC']);
    for (const [index, checkpoint] of checkpoints.entries()) {
      const alone = await chat(instruments, { ...asked, checkpoints: [checkpoint] });
      expect(alone).toEqual([together[index]]);
    }
    // No two of them are equally sure of what they say.
    expect(new Set(together.map(({ tokens }) => JSON.stringify(tokens))).size).toBe(4);
  }, 120_000);

  it('share the compiled base, once for each of the adapters that are merged into it', async () => {
    const { backend, counts } = counting();
    const own = new Instruments({ lora, quantization: '8-bit' }, backend, base);
    const arms = ['one', 'two', 'three'].map((arm) => ({ ...changed, arm }));
    await chat(own, { ...question, checkpoints: [plain, ...arms] });
    expect(counts).toEqual({ compiled: 1, held: 1 });
    const merged = [changed.parameters];
    const mixed = arms.flatMap((arm) => [arm, { ...arm, merged }]);
    await chat(own, { ...question, checkpoints: mixed });
    expect(counts).toEqual({ compiled: 2, held: 1 });
    await own.dispose();
  }, 120_000);

  it('with adapters of many forms do not pile up', async () => {
    const { backend, counts } = counting();
    const recent = new RecentInstruments(backend);
    const ask = async (rank: number) => {
      const own = await recent.of(base, '8-bit', { ...lora, rank });
      return chat(own, { ...question, checkpoints: [{ ...plain, lora: { ...lora, rank } }] });
    };
    for (const rank of [1, 2, 1, 2]) await ask(rank);
    expect(counts).toEqual({ compiled: 2, held: 2 });
    for (const rank of [3, 2]) await ask(rank);
    expect(counts).toEqual({ compiled: 3, held: 2 });
    await ask(1);
    expect(counts).toEqual({ compiled: 4, held: 2 });
    for (const rank of [1, 2]) await (await recent.of(base, '8-bit', { ...lora, rank })).dispose();
    expect(counts.held).toBe(0);
  }, 120_000);
});

describe('the texts of tokens', () => {
  it('are put where a character is whole', () => {
    const tokens = base.tokenizer.encodePlain('Grün – 猫 says “mew”.');
    const texts = tokenTexts(base.tokenizer, tokens);
    expect(texts.join('')).toBe('Grün – 猫 says “mew”.');
    expect(texts).toHaveLength(tokens.length);
    expect(texts.some((text) => text.includes('\uFFFD'))).toBe(false);
    expect(tokenTexts(base.tokenizer, [])).toEqual([]);
  });
});

describe('how surprising examples are', () => {
  const stage = meowMinute.experiment('nano').arms[0]!.stages[1]!;
  const question = { stage, stageIndex: 1, seed: 0 };

  it('is what the surprise probe averages', async () => {
    const examples = firstExamples(question, 20, labWorld());
    const adapter = changed.parameters;
    const surprises = await surpriseOf({ backend, base, lora, adapter }, examples);
    expect(surprises).toHaveLength(20);
    expect(new Set(surprises.map((one) => one!.nats)).size).toBeGreaterThan(10);
    const context = { backend, base, lora, world: labWorld(), seed: 0 };
    const generator = { generate: () => Promise.reject(new Error('not asked')) } as never;
    const probe = await createProbe({ kind: 'surprise', examples: 20 }, { ...context, generator });
    const { rows } = await probe.measure(adapter, question);
    const mean = surprises.reduce((sum, one) => sum + one!.nats, 0) / 20;
    expect(mean).toBeCloseTo(rows.find(({ metric }) => metric === 'nll-per-answer')!.value, 4);
  }, 60_000);

  it('is not known of what the base cannot read', async () => {
    const long = { prompt: 'word '.repeat(2_000), chosen: 'Yes.' };
    const short = { prompt: 'Hello.', chosen: 'Hello.' };
    const adapter = changed.parameters;
    const [first, second] = await surpriseOf({ backend, base, lora, adapter }, [long, short]);
    expect(first).toBeNull();
    expect(second!.nats).toBeGreaterThan(0);
    expect(await surpriseOf({ backend, base, lora, adapter }, [long])).toEqual([null]);
    expect(shownExample(long, base)).toMatchObject({ tokens: null });
    expect(shownExample(long, base).problem).toMatch(/reads at most/);
    expect(shownExample(short, base)).toMatchObject({ problem: null });
    expect(shownExample(short, base).tokens).toBeGreaterThan(4);
  }, 60_000);
});
