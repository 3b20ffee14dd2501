/** The lab worker as the page sees it: whether it is ready, what it loads, what runs it, what went wrong. */
import type { BackendWish } from '../../lab/backends/choice.ts';
import type { ExperimentSpec } from '../../lab/types.ts';
import { LabClient } from '../../../workers/labClient.ts';
import type { LabInfo, LoadProgress } from '../../../workers/protocol.ts';
import { readBackendWish, storeBackendWish } from '../backendWish.ts';
import { describeProblem, type Problem } from '../problem.ts';

export type LabStatus = 'idle' | 'loading' | 'ready' | 'failed';

export class Lab {
  status = $state<LabStatus>('idle');
  progress = $state.raw<LoadProgress | null>(null);
  /** What computes. Stays known after the worker has gone, since a new one will be told the same. */
  info = $state.raw<LabInfo | null>(null);
  private infos = $state.raw<ReadonlyMap<string, LabInfo>>(new Map());
  problem = $state.raw<Problem | null>(null);
  /** What the reader wants to compute on. */
  wish = $state<BackendWish>(readBackendWish());
  /** Bytes that the last measured run takes on the graphics card; null where it takes none. */
  graphicsMemory = $state<number | null>(null);

  private measured: ExperimentSpec | null = null;

  readonly client = new LabClient(this.wish, () => {
    this.status = 'idle';
  });

  /** @param base which base is to be loaded, unless another is asked for */
  constructor(private readonly base: () => string) {}

  /** What is to compute from now on, and on the next visit. A run in this tab must not be under way. */
  choose(wish: BackendWish): void {
    if (wish === this.wish) return;
    this.wish = wish;
    this.info = null;
    this.infos = new Map();
    this.graphicsMemory = null;
    this.measured = null;
    storeBackendWish(wish);
    this.client.choose(wish);
  }

  /**
   * What is known of a base, such as its hash, which names what was trained on it; null where it has not been loaded.
   * `info` may still be that of the base that the notebook had before.
   */
  infoFor(base: string): LabInfo | null {
    return this.infos.get(base) ?? null;
  }

  /**
   * Resolves when the base is loaded; nothing is downloaded before the first call.
   * @throws UserError, which `problem` then describes too.
   */
  async ready(base = this.base()): Promise<LabInfo> {
    if (this.status !== 'ready') {
      this.status = 'loading';
      this.problem = null;
    }
    try {
      const info = await this.client.prepare(base, (progress) => {
        this.progress = progress;
      });
      this.info = info;
      this.infos = new Map([...this.infos, [base, info]]);
      this.status = 'ready';
      return info;
    } catch (error) {
      this.status = 'failed';
      this.problem = describeProblem(error);
      throw error;
    } finally {
      this.progress = null;
    }
  }

  /** Finds out what a run of this experiment takes on the graphics card. Only where the lab is ready. */
  async measureMemory(experiment: ExperimentSpec): Promise<void> {
    if (this.info?.backend !== 'webgpu') return;
    // A run that goes on after a loss is the same one: planning it takes the worker as long as some steps.
    if (experiment === this.measured) return;
    this.measured = experiment;
    try {
      this.graphicsMemory = await this.client.graphicsMemory(experiment);
    } catch {
      // What does not fit is said when it is run, with a way out; chatting takes less.
      this.graphicsMemory = null;
      this.measured = null;
    }
  }
}
