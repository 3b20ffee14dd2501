import { cpus } from 'node:os';
import { join } from 'node:path';
import { onnxBackend } from '../../engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../engine/backends/onnx/runtimeNode.ts';
import { bases, type BaseRecipe } from '../../lab/bases.ts';
import { measureCapabilities } from '../../lab/capabilities.ts';
import { loadBase } from '../../lab/loadedBase.ts';
import { pretrainBase } from '../../lab/pretrainBase.ts';
import type { Quantization } from '../../lab/types.ts';
import { createNodeSource } from '../../model/files/nodeSource.ts';
import { modelFolderFiles, type ModelSource } from '../../model/files/folder.ts';
import type { StoredTensor } from '../../model/files/safetensors.ts';
import type { HostWeights } from '../../model/llama.ts';
import type { PretrainOptions } from '../command.ts';
import { writeAtomically, writeFolderAtomically } from '../output.ts';
import { formatDuration } from '../progress.ts';
import { capabilityTable, modelCard } from './modelCard.ts';

const STEPS_BETWEEN_LINES = 100;

/** Makes a base model, measures what it can do, and writes both to a folder, whole or not at all. */
export async function pretrain(options: PretrainOptions): Promise<void> {
  if (options.onlyCard) return describeAnew(options);
  const { base: id, folder, signal, stdout, stderr } = options;
  const recipe = bases[id]!;
  const backend = onnxBackend(nodeRuntime({ threads: Math.min(2, cpus().length) }));
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;

  stderr.write(`Making ${id} from nothing: ${recipe.training.steps} steps on ${backend.description}\n`);
  let recent: number[] = [];
  const made = await pretrainBase(recipe, backend, ({ step, loss }) => {
    signal.throwIfAborted();
    recent.push(loss);
    if (step % STEPS_BETWEEN_LINES !== 0) return;
    const mean = recent.reduce((total, value) => total + value, 0) / recent.length;
    const left = (elapsed() / step) * (recipe.training.steps - step);
    stderr.write(`step ${step}, loss ${mean.toFixed(3)}, ${formatDuration(left)} left\n`);
    recent = [];
  });
  const trainingSeconds = elapsed();

  const files = modelFolderFiles(recipe.config, storedTensors(made.weights), made.tokenizerFiles);
  const source: ModelSource = { name: id, read: (file) => Promise.resolve(files.get(file)!) };
  for (const [name, bytes] of await description(recipe, source, options)) files.set(name, bytes);
  await writeFolderAtomically(folder, files);
  stdout.write(`Trained in ${formatDuration(trainingSeconds)}. The model is in ${folder}.\n`);
}

/** Measures the model that a folder has, and writes its card and recipe anew. */
async function describeAnew({ base: id, folder, ...options }: PretrainOptions): Promise<void> {
  const files = await description(bases[id]!, createNodeSource(folder), options);
  for (const [name, bytes] of files) await writeAtomically(join(folder, name), bytes);
  options.stdout.write(`Written: ${[...files.keys()].map((name) => join(folder, name)).join(', ')}\n`);
}

/** What a model can do, shown and as the files that say so: its card, and the recipe it was made by. */
async function description(
  recipe: BaseRecipe,
  source: ModelSource,
  { signal, stdout, stderr }: Pick<PretrainOptions, 'signal' | 'stdout' | 'stderr'>,
): Promise<Map<string, Uint8Array>> {
  stderr.write('Measuring what it can do\n');
  // One thread, so that the same model gets the same card on every machine of its kind.
  const backend = onnxBackend(nodeRuntime({ threads: 1 }));
  const load = (quantization: Quantization) => loadBase(recipe.id, source, quantization);
  const measured = await measureCapabilities(backend, load, recipe.seed);
  signal.throwIfAborted();
  const { weights } = await load('none');
  stdout.write(`${capabilityTable(measured)}\n\n`);
  const encoder = new TextEncoder();
  return new Map([
    ['README.md', encoder.encode(modelCard(recipe, weights, measured))],
    ['recipe.json', encoder.encode(`${JSON.stringify(recipe, null, 2)}\n`)],
  ]);
}

function storedTensors(weights: HostWeights): Map<string, StoredTensor> {
  return new Map([...weights].map(([name, tensor]) => [name, { ...tensor, dtype: 'F32' }]));
}
