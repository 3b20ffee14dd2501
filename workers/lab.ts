/** What the worker does for the page: loads runtime and base, chats, runs experiments. */
import { graphicsMemory } from '../src/lab/backends/memory.ts';
import { lossBehind, onGraphicsCard, openBackend, type OpenedBackend } from '../src/lab/backends/open.ts';
import { chat } from '../src/lab/chat.ts';
import { Instruments } from '../src/lab/instruments.ts';
import { loadBase, type LoadedBase } from '../src/lab/loadedBase.ts';
import { runExperiment } from '../src/lab/run.ts';
import { secondsPerStep } from '../src/lab/timing.ts';
import type { ExperimentSpec, LoraSpec, Quantization, RunEvent, Snapshot } from '../src/lab/types.ts';
import { createFetchSource } from '../src/model/files/fetchSource.ts';
import { UserError } from '../src/support/errors.ts';
import { canonicalJson } from '../src/support/hash.ts';
import { webMachine } from './machine.ts';
import type { ChatAnswer, ChatRequest, LabApi, LabInfo, LabSettings, LoadProgress } from './protocol.ts';

/** Chatting uses the base as experiments do. */
const CHAT_QUANTIZATION: Quantization = '8-bit';

export class Lab implements LabApi {
  private opening: Promise<OpenedBackend> | null = null;
  private readonly loaded = new Map<string, LoadedBase>();
  private readonly chats = new Map<string, Instruments>();

  /** @param onCardLost called when there is no more use in this worker, since its graphics card is gone. */
  constructor(
    private readonly settings: LabSettings,
    private readonly onCardLost: (loss: UserError) => void,
  ) {}

  async prepare(id: string, onProgress: (progress: LoadProgress) => void): Promise<LabInfo> {
    return this.answer(async () => {
      await this.base(id, CHAT_QUANTIZATION, onProgress);
      onProgress({ what: 'Starting the runtime', fraction: null });
      const { backend, reason } = await this.open();
      const { name, description } = backend;
      return { backend: name, runtime: description, reason, threads: this.settings.threads };
    });
  }

  timeStep(id: string): Promise<number> {
    return this.answer(async () => {
      const { backend } = await this.open();
      return secondsPerStep(backend, await this.base(id, CHAT_QUANTIZATION));
    });
  }

  graphicsMemory(experiment: ExperimentSpec): Promise<number | null> {
    return this.answer(async () => {
      const { backend } = await this.open();
      return graphicsMemory(experiment, await this.base(experiment.base, experiment.quantization), backend);
    });
  }

  chat(request: ChatRequest): Promise<ChatAnswer[]> {
    return this.answer(async () => {
      const lora = request.checkpoints[0]?.lora;
      if (!lora) return [];
      const base = await this.base(request.base, CHAT_QUANTIZATION);
      return chat(await this.instrumentsFor(base, lora), request);
    });
  }

  /** Decoders are compiled once for each form of adapter, so that answers come at once. */
  private async instrumentsFor(base: LoadedBase, lora: LoraSpec): Promise<Instruments> {
    const { backend } = await this.open();
    const key = canonicalJson([base.hash, lora]);
    const instruments =
      this.chats.get(key) ?? new Instruments({ lora, quantization: CHAT_QUANTIZATION }, backend, base);
    this.chats.set(key, instruments);
    return instruments;
  }

  async *run(
    experiment: ExperimentSpec,
    resume: Snapshot | null,
    microBatches: number,
    signal: AbortSignal,
  ): AsyncGenerator<RunEvent, void> {
    const base = await this.base(experiment.base, experiment.quantization);
    const { backend } = await this.open();
    yield* runExperiment(experiment, { backend, base, signal, resume, memory: { microBatches } });
  }

  /** Whether an error is of no interest any more, because the graphics card is lost, as the page is told. */
  async isLoss(error: unknown): Promise<boolean> {
    const opened = await this.opening?.catch(() => null);
    return opened ? (await lossBehind(error, opened.backend)) !== null : false;
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

  /** Chooses and starts a backend, once. */
  private open(): Promise<OpenedBackend> {
    this.opening ??= openBackend(this.settings.wish, webMachine(this.settings.threads)).then(
      (opened) => {
        if (onGraphicsCard(opened.backend)) void opened.backend.device.lost.then(this.onCardLost);
        return opened;
      },
      (error: unknown) => {
        this.opening = null;
        throw error;
      },
    );
    return this.opening;
  }

  /**
   * comlink carries over only what can be cloned: a UserError travels as a plain object with its fields. A call
   * that fell victim to the loss of the graphics card is not answered: the page is about to end this worker.
   */
  private async answer<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (await this.isLoss(error)) return new Promise<never>(() => undefined);
      if (!(error instanceof UserError)) throw error;
      const { name, message, remedy } = error;
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- see above
      throw { name, message, remedy };
    }
  }
}
