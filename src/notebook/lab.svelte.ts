/** The lab worker as the page sees it: whether it is ready, what it loads, what runs it, what went wrong. */
import { LabClient } from '../../workers/labClient.ts';
import type { LabInfo, LoadProgress } from '../../workers/protocol.ts';
import { describeProblem, type Problem } from './problem.ts';

export type LabStatus = 'idle' | 'loading' | 'ready' | 'failed';

export class Lab {
  status = $state<LabStatus>('idle');
  progress = $state.raw<LoadProgress | null>(null);
  /** Stays known after the worker has gone, since a new one will be told the same. */
  info = $state.raw<LabInfo | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly client = new LabClient(() => {
    this.status = 'idle';
  });

  /**
   * Resolves when the base is loaded; nothing is downloaded before the first call.
   * @throws UserError, which `problem` then describes too.
   */
  async ready(base: string): Promise<void> {
    if (this.status !== 'ready') {
      this.status = 'loading';
      this.problem = null;
    }
    try {
      this.info = await this.client.prepare(base, (progress) => {
        this.progress = progress;
      });
      this.status = 'ready';
    } catch (error) {
      this.status = 'failed';
      this.problem = describeProblem(error);
      throw error;
    } finally {
      this.progress = null;
    }
  }
}
