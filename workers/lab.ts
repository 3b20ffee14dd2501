/** What the worker does for the page: loads runtime and base, chats, runs experiments. */
import type { Backend } from '../src/engine/backends/backend.ts';
import { onnxBackend } from '../src/engine/backends/onnx/backend.ts';
import { webRuntime } from '../src/engine/backends/onnx/runtimeWeb.ts';
import { chat } from '../src/lab/chat.ts';
import { loadBase, type LoadedBase } from '../src/lab/loadedBase.ts';
import { runExperiment } from '../src/lab/run.ts';
import { secondsPerStep, startupProgram } from '../src/lab/timing.ts';
import type { ExperimentSpec, LoraSpec, Quantization, RunEvent, Snapshot } from '../src/lab/types.ts';
import { AnswerGenerator } from '../src/model/answerGenerator.ts';
import { createFetchSource } from '../src/model/files/fetchSource.ts';
import { UserError } from '../src/support/errors.ts';
import { canonicalJson } from '../src/support/hash.ts';
import type { ChatAnswer, ChatRequest, LabApi, LabInfo, LoadProgress } from './protocol.ts';

/** Chatting uses the base as experiments do. */
const CHAT_QUANTIZATION: Quantization = '8-bit';

export class Lab implements LabApi {
  private readonly backend: Backend;
  private readonly loaded = new Map<string, LoadedBase>();
  private readonly generators = new Map<string, AnswerGenerator>();

  constructor(private readonly threads: number) {
    this.backend = onnxBackend(webRuntime({ threads }));
  }

  async prepare(id: string, onProgress: (progress: LoadProgress) => void): Promise<LabInfo> {
    return withPlainErrors(async () => {
      await this.base(id, CHAT_QUANTIZATION, onProgress);
      onProgress({ what: 'Starting the runtime', fraction: null });
      await this.startRuntime();
      return {
        backend: this.backend.name,
        runtime: this.backend.description,
        reason:
          'This version computes on the processor. It will use the graphics card as soon as its own shaders are in.',
        threads: this.threads,
      };
    });
  }

  timeStep(id: string): Promise<number> {
    return withPlainErrors(async () => secondsPerStep(this.backend, await this.base(id, CHAT_QUANTIZATION)));
  }

  chat(request: ChatRequest): Promise<ChatAnswer[]> {
    return withPlainErrors(async () => {
      const lora = request.checkpoints[0]?.lora;
      if (!lora) return [];
      const base = await this.base(request.base, CHAT_QUANTIZATION);
      return chat(this.chatGenerator(base, lora), base, request);
    });
  }

  /** Decoders are compiled once for each form of adapter, so that answers come at once. */
  private chatGenerator(base: LoadedBase, lora: LoraSpec): AnswerGenerator {
    const key = canonicalJson([base.hash, lora]);
    const generator =
      this.generators.get(key) ?? new AnswerGenerator(this.backend, base.config, base.weights, lora);
    this.generators.set(key, generator);
    return generator;
  }

  async *run(
    experiment: ExperimentSpec,
    resume: Snapshot | null,
    signal: AbortSignal,
  ): AsyncGenerator<RunEvent, void> {
    const base = await this.base(experiment.base, experiment.quantization);
    yield* runExperiment(experiment, { backend: this.backend, base, signal, resume });
  }

  private async base(
    id: string,
    quantization: Quantization,
    onProgress: (progress: LoadProgress) => void = () => undefined,
  ): Promise<LoadedBase> {
    const key = `${id} ${quantization}`;
    const known = this.loaded.get(key);
    if (known) return known;
    const folder = new URL(`../models/${encodeURIComponent(id)}/`, self.location.href);
    const source = createFetchSource(folder.href, id);
    const base = await loadBase(id, source, quantization, (file, received, total) =>
      onProgress({ what: `Fetching ${file}`, fraction: total === null ? null : received / total }),
    );
    this.loaded.set(key, base);
    return base;
  }

  /** The runtime's WebAssembly is fetched with the first session: now, where a failure can be reported. */
  private async startRuntime(): Promise<void> {
    try {
      await (await this.backend.compile(startupProgram())).dispose();
    } catch (cause) {
      throw new UserError(
        'The runtime that computes (onnxruntime-web) could not be started.',
        'Check the connection and try again; it needs a browser with WebAssembly.',
        { cause },
      );
    }
  }
}

/** comlink carries over only what can be cloned: a UserError travels as a plain object with its fields. */
async function withPlainErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { name, message, remedy } = error;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- see above
    throw { name, message, remedy };
  }
}
