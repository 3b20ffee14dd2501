/**
 * The life of one lab worker, seen from the page: it is started, answers calls, falls silent, loses the graphics
 * card or dies, and is ended. Nothing that waits on a worker waits for ever: whatever was in flight is settled
 * when it goes.
 */
import { wrap, type Remote } from 'comlink';
import { UserError } from '../src/support/errors.ts';
import type { LabApi, LabSettings, RunRequest, WorkerMessage } from './protocol.ts';
import { SilenceWatch } from './silence.ts';

/** How long a busy worker may say nothing before it counts as dead, in milliseconds. */
const SILENCE_LIMIT = 30_000;

/** The worker died, or was ended, while something was waiting for it. */
export class WorkerDied extends UserError {}

/** It lost the graphics card, without which it is of no more use; a new worker may find it again. */
export class CardLost extends WorkerDied {}

/** It was ended because somebody wanted a fresh one. */
export class Restarted extends WorkerDied {}

/** There is none, and will be none: whoever it was for has left. */
export class Closed extends WorkerDied {}

export class Connection {
  /** Aborted, with a `WorkerDied` as its reason, when the worker has gone. */
  readonly ended: AbortSignal;
  /** Kept for the worker's life: a collected proxy would leave its pending calls hanging. */
  private readonly api: Remote<LabApi>;
  private readonly end = new AbortController();
  private readonly watches = new Set<SilenceWatch>();

  constructor(
    readonly worker: Worker,
    settings: LabSettings,
  ) {
    this.ended = this.end.signal;
    const { port1, port2 } = new MessageChannel();
    this.api = wrap<LabApi>(port1);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const detail = event.message ? ` (${event.message})` : '';
      this.terminate(`The lab, which runs in a worker of its own, stopped working${detail}.`);
    });
    worker.addEventListener('messageerror', () =>
      this.terminate('The lab sent something that could not be read.'),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
      this.watches.forEach((watch) => watch.alive());
      if (data.type === 'card-lost') this.close(new CardLost(data.message, data.remedy));
    });
    this.post({ type: 'connect', port: port2, settings }, [port2]);
  }

  post(request: RunRequest, transfer: Transferable[] = []): void {
    this.worker.postMessage(request, transfer);
  }

  terminate(why: string): void {
    this.close(new WorkerDied(why, 'Try again: a new one will be started.'));
  }

  restart(): void {
    this.close(new Restarted('The lab was restarted.', 'Ask again.'));
  }

  /**
   * Makes one call and waits for its answer.
   * @throws WorkerDied if the worker goes first; UserError or Error as the call does.
   */
  call<T>(work: (api: Remote<LabApi>) => Promise<T>): Promise<T> {
    const endWatch = this.watchSilence();
    return new Promise<T>((resolve, reject) => {
      const gone = (): void => reject(this.ended.reason as WorkerDied);
      if (this.ended.aborted) return gone();
      this.ended.addEventListener('abort', gone, { once: true });
      work(this.api).then(resolve, (error: unknown) => reject(asError(error)));
    }).finally(endWatch);
  }

  /** Ends the worker when it says nothing for too long, until the returned function is called. */
  watchSilence(): () => void {
    const watch = new SilenceWatch(SILENCE_LIMIT, () =>
      this.terminate(`The lab has said nothing for ${SILENCE_LIMIT / 1000} seconds and was ended.`),
    );
    this.watches.add(watch);
    return () => {
      watch.end();
      this.watches.delete(watch);
    };
  }

  private close(reason: WorkerDied): void {
    this.worker.terminate();
    this.end.abort(reason);
  }
}

/** What comlink carries over of a UserError has lost its class; this gives it back. */
function asError(error: unknown): Error {
  const { name, message, remedy } = (error ?? {}) as { name?: string; message?: string; remedy?: string };
  if (name === 'UserError') return new UserError(message ?? '', remedy ?? '');
  return error instanceof Error ? error : new Error(message ?? String(error));
}
