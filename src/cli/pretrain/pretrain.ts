import { cpus } from 'node:os';
import { onnxBackend } from '../../engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../engine/backends/onnx/runtimeNode.ts';
import { bases } from '../../lab/bases.ts';
import { measureCapabilities } from '../../lab/capabilities.ts';
import { loadBase } from '../../lab/loadedBase.ts';
import { pretrainBase } from '../../lab/pretrainBase.ts';
import { modelFolderFiles, type ModelSource } from '../../model/files/folder.ts';
import type { StoredTensor } from '../../model/files/safetensors.ts';
import type { HostWeights } from '../../model/llama.ts';
import type { PretrainOptions } from '../command.ts';
import { writeFolderAtomically } from '../output.ts';
import { formatDuration } from '../progress.ts';
import { capabilityTable, modelCard } from './modelCard.ts';

const STEPS_BETWEEN_LINES = 100;

/** Makes a base model, measures what it can do, and writes both to a folder, whole or not at all. */
export async function pretrain({ base: id, folder, signal, stdout, stderr }: PretrainOptions): Promise<void> {
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
  const loaded = await loadBase(id, source, '8-bit');
  stderr.write('Measuring what it can do\n');
  const measured = await measureCapabilities(backend, loaded, recipe.seed);
  signal.throwIfAborted();

  const encoder = new TextEncoder();
  files.set('README.md', encoder.encode(modelCard(recipe, made.weights, measured)));
  files.set('recipe.json', encoder.encode(`${JSON.stringify(recipe, null, 2)}\n`));
  await writeFolderAtomically(folder, files);
  stdout.write(`${capabilityTable(measured)}\n\n`);
  stdout.write(`Trained in ${formatDuration(trainingSeconds)}. The model is in ${folder}.\n`);
}

function storedTensors(weights: HostWeights): Map<string, StoredTensor> {
  return new Map([...weights].map(([name, tensor]) => [name, { ...tensor, dtype: 'F32' }]));
}
