import { cpus } from 'node:os';
import { onnxBackend, type OnnxRuntime } from '../../engine/backends/onnx/backend.ts';
import { loadBase, type LoadedBase } from '../../lab/loadedBase.ts';
import { meowMinute } from '../../lab/presets/meow.ts';
import { labWorld } from '../../lab/labWorld.ts';
import { MAX_ANSWER_TOKENS } from '../../lab/answers.ts';
import { createStageTrainer, freshAdapter, stateBefore } from '../../lab/stageTrainer.ts';
import { AnswerGenerator } from '../../model/answerGenerator.ts';
import { createNodeSource } from '../../model/files/nodeSource.ts';
import { initialLora } from '../../model/lora.ts';
import { Random } from '../../support/random.ts';
import { heldOutPanel } from '../../world/index.ts';
import type { BenchOptions } from '../command.ts';
import { flops, matrixProducts, productsModel } from './products.ts';
import { benchRuntimes } from './runtimes.ts';

const meow = meowMinute.experiment('nano');

const STEPS = 8;
const PROMPTS = 96;

/** Measures the meow experiment's training step and its decoding on each runtime, and prints a table. */
export async function bench({
  base: id,
  folder,
  repetitions,
  signal,
  stdout,
  stderr,
}: BenchOptions): Promise<void> {
  const base = await loadBase(id, createNodeSource(folder), '8-bit');
  stdout.write(`${id} on ${cpus()[0]?.model ?? 'an unknown processor'}, ${repetitions} repetitions\n`);
  for (const runtime of benchRuntimes()) {
    stderr.write(`Measuring ${runtime.description}\n`);
    stdout.write(`\n${runtime.description}\n`);
    const training = await measureTraining(runtime, base, repetitions, signal);
    stdout.write(line('training step', training.step, 'ms'));
    stdout.write(line('its matrix products alone', training.products, 'ms'));
    stdout.write(line('share of the matrix-product rate', training.share, '%'));
    stdout.write(line('rate of the matrix products', training.rate, 'GFLOP/s'));
    signal.throwIfAborted();
    const decoding = await measureDecoding(runtime, base, repetitions, signal);
    stdout.write(line(`answers to ${PROMPTS} prompts`, decoding.prompts, 'prompts/s'));
    stdout.write(line('', decoding.tokens, 'tokens/s'));
  }
}

/** Step and products take turns, so that whatever else the machine does falls on both. */
async function measureTraining(
  runtime: OnnxRuntime,
  base: LoadedBase,
  repetitions: number,
  signal: AbortSignal,
) {
  const stage = { ...meow.arms[0]!.stages[0]!, steps: STEPS };
  const beginning = freshAdapter(base, meow.lora, 0, 0);
  const backend = onnxBackend(runtime);
  const run = { backend, base, lora: meow.lora, stage, stageIndex: 0, seed: 0, beginning };
  const fresh = stateBefore(beginning);
  const trainer = await createStageTrainer(run, fresh);
  const products = matrixProducts(trainer.program);
  const { model, feeds } = productsModel(products);
  const session = await runtime.createSession(model);
  const tensors = Object.fromEntries(
    [...feeds].map(([name, dims]) => {
      const size = dims.reduce((total, extent) => total * extent, 1);
      return [name, new runtime.Tensor('float32', new Float32Array(size).fill(0.01), dims)];
    }),
  );

  const steps: number[] = [];
  const alone: number[] = [];
  for (let repetition = -1; repetition < repetitions; repetition++) {
    signal.throwIfAborted();
    await trainer.restore(fresh);
    const step = await seconds(async () => {
      for await (const report of trainer.steps()) void report;
    });
    const product = await seconds(async () => {
      for (let i = 0; i < STEPS; i++) await session.run(tensors);
    });
    // The first repetition warms up.
    if (repetition < 0) continue;
    steps.push((1000 * step) / STEPS);
    alone.push((1000 * product) / STEPS);
  }
  await trainer.dispose();
  await session.release();
  return {
    step: steps,
    products: alone,
    share: steps.map((milliseconds, i) => (100 * alone[i]!) / milliseconds),
    rate: alone.map((milliseconds) => flops(products) / milliseconds / 1e6),
  };
}

async function measureDecoding(
  runtime: OnnxRuntime,
  base: LoadedBase,
  repetitions: number,
  signal: AbortSignal,
) {
  const generator = new AnswerGenerator(onnxBackend(runtime), base.config, base.weights, meow.lora);
  const adapter = initialLora(base.config, meow.lora, Random.of(0, 'bench'));
  const prompts = heldOutPanel(labWorld(), PROMPTS, Random.of(0, 'bench')).map(({ prompt }) =>
    base.tokenizer.encodeChat([{ role: 'user', content: prompt }], { addGenerationPrompt: true }),
  );
  const perSecond = { prompts: [] as number[], tokens: [] as number[] };
  for (let repetition = -1; repetition < repetitions; repetition++) {
    signal.throwIfAborted();
    let tokens = 0;
    const time = await seconds(async () => {
      const random = Random.of(repetition, 'bench');
      const answers = await generator.generate(prompts, {
        adapter,
        temperature: 1,
        random,
        maxNewTokens: MAX_ANSWER_TOKENS,
      });
      tokens = answers.reduce((total, answer) => total + answer.length + 1, 0);
    });
    if (repetition < 0) continue;
    perSecond.prompts.push(PROMPTS / time);
    perSecond.tokens.push(tokens / time);
  }
  await generator.dispose();
  return perSecond;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** `median [smallest … largest]` */
function line(what: string, values: readonly number[], unit: string): string {
  const sorted = values.toSorted((a, b) => a - b);
  const format = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
  const median = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return `  ${what.padEnd(34)} ${format(median).padStart(7)} ${unit} [${format(sorted[0]!)} … ${format(sorted.at(-1)!)}]\n`;
}
