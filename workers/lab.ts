/** What the worker does for the page: loads runtime and base, chats, runs experiments. */
import { graphicsMemory } from '../src/lab/backends/memory.ts';
import { lossBehind, onGraphicsCard, openBackend, type OpenedBackend } from '../src/lab/backends/open.ts';
import { chat } from '../src/lab/chat.ts';
import { firstExamples, shownExample, type ShownExample } from '../src/lab/datasetExamples.ts';
import { describeDataset, type DatasetReport } from '../src/lab/datasetReport.ts';
import { surpriseOf, type Surprise } from '../src/lab/exampleSurprise.ts';
import type { Instruments } from '../src/lab/instruments.ts';
import { labWorld } from '../src/lab/labWorld.ts';
import { loadBase, type LoadedBase } from '../src/lab/loadedBase.ts';
import { common } from '../src/lab/presets/preset.ts';
import { RecentInstruments } from '../src/lab/recentInstruments.ts';
import { runExperiment } from '../src/lab/run.ts';
import { secondsPerStep } from '../src/lab/timing.ts';
import type { ExperimentSpec, LoraSpec, Quantization, RunEvent } from '../src/lab/types.ts';
import { createFetchSource } from '../src/model/files/fetchSource.ts';
import { loraSize } from '../src/model/lora.ts';
import { UserError } from '../src/support/errors.ts';
import { webMachine } from './machine.ts';
import type {
  ChatAnswer,
  ChatRequest,
  DatasetReportRequest,
  ExamplesRequest,
  LabApi,
  LabInfo,
  LabSettings,
  LoadProgress,
  RunStart,
  SurpriseRequest,
} from './protocol.ts';

/** Chatting uses the base as experiments do. */
const CHAT_QUANTIZATION: Quantization = '8-bit';

export class Lab implements LabApi {
  private opening: Promise<OpenedBackend> | null = null;
  private readonly loaded = new Map<string, Promise<LoadedBase>>();
  private chats: RecentInstruments | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param onCardLost called when there is no more use in this worker, since its graphics card is gone. */
  constructor(
    private readonly settings: LabSettings,
    private readonly onCardLost: (loss: UserError) => void,
  ) {}

  async prepare(id: string, onProgress: (progress: LoadProgress) => void): Promise<LabInfo> {
    return this.answer(async () => {
      const base = await this.base(id, CHAT_QUANTIZATION, onProgress);
      onProgress({ what: 'Starting the runtime', fraction: null });
      const { backend, reason } = await this.open();
      const { name, description } = backend;
      const { threads } = this.settings;
      return { backend: name, runtime: description, reason, threads, baseHash: base.hash };
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
    const { base, quantization = CHAT_QUANTIZATION, checkpoints } = request;
    return this.answer(() =>
      this.inTurn(async () => {
        const lora = checkpoints[0]?.lora;
        return lora ? chat(await this.instrumentsFor(base, quantization, lora), request) : [];
      }),
    );
  }

  examples({ base, count, ...question }: ExamplesRequest): Promise<ShownExample[]> {
    return this.answer(async () => {
      const reader = await this.base(base, CHAT_QUANTIZATION);
      return firstExamples(question, count, labWorld()).map((example) => shownExample(example, reader));
    });
  }

  datasetReport({ base: _base, trigger, ...question }: DatasetReportRequest): Promise<DatasetReport> {
    return this.answer(() => Promise.resolve(describeDataset(question, trigger, labWorld())));
  }

  surprises(request: SurpriseRequest): Promise<(Surprise | null)[]> {
    const { base, quantization = CHAT_QUANTIZATION, checkpoint, examples } = request;
    return this.answer(() =>
      this.inTurn(async () => {
        const { backend } = await this.open();
        const { lora, parameters, merged = [] } = checkpoint ?? { lora: common.lora, parameters: null };
        const instruments = await this.instrumentsFor(base, quantization, lora);
        const model = await instruments.baseWith(merged);
        const adapter = parameters?.length ? parameters : new Float32Array(loraSize(model.config, lora));
        return surpriseOf({ backend, base: model, lora, adapter }, examples);
      }),
    );
  }

  /** Decoders are compiled once for each form of adapter, so that answers come at once. */
  private async instrumentsFor(id: string, quantization: Quantization, lora: LoraSpec): Promise<Instruments> {
    const { backend } = await this.open();
    const base = await this.base(id, quantization);
    this.chats ??= new RecentInstruments(backend);
    return this.chats.of(base, quantization, lora);
  }

  /** Instruments are of one model at a time: what uses them waits for what used them before. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work, work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  async *run(
    { experiment, microBatches, ...options }: RunStart,
    signal: AbortSignal,
  ): AsyncGenerator<RunEvent, void> {
    const base = await this.base(experiment.base, experiment.quantization);
    const { backend } = await this.open();
    yield* runExperiment(experiment, { ...options, backend, base, signal, memory: { microBatches } });
  }

  /** Whether an error is of no interest any more, because the graphics card is lost, as the page is told. */
  async isLoss(error: unknown): Promise<boolean> {
    const opened = await this.opening?.catch(() => null);
    return opened ? (await lossBehind(error, opened.backend)) !== null : false;
  }

  private base(
    id: string,
    quantization: Quantization,
    onProgress: (progress: LoadProgress) => void = () => undefined,
  ): Promise<LoadedBase> {
    const key = `${id} ${quantization}`;
    const known = this.loaded.get(key);
    if (known) return known;
    const folder = new URL(`../models/${encodeURIComponent(id)}/`, self.location.href);
    const source = createFetchSource(folder.href, id);
    const base = loadBase(id, source, quantization, (file, received, total) =>
      onProgress({ what: `Fetching ${file}`, fraction: total === null ? null : received / total }),
    );
    this.loaded.set(key, base);
    // What could not be fetched is fetched again.
    base.catch(() => this.loaded.delete(key));
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
