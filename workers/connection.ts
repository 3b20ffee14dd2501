/**
 * The life of one lab worker, seen from the page: it is started, answers calls, falls silent or dies, and
 * is ended. Nothing that waits on a worker waits for ever: whatever was in flight is settled when it goes.
 */
import { wrap, type Remote } from 'comlink';
import { UserError } from '../src/support/errors.ts';
import type { LabApi, RunRequest } from './protocol.ts';

/** How long a busy worker may say nothing before it counts as dead, in milliseconds. */
const SILENCE_LIMIT = 30_000;

/** The worker died, or was ended, while something was waiting for it. */
export class WorkerDied extends UserError {}

export class Connection {
  /** Aborted, with a `WorkerDied` as its reason, when the worker has gone. */
  readonly ended: AbortSignal;
  /** Kept for the worker's life: a collected proxy would leave its pending calls hanging. */
  private readonly api: Remote<LabApi>;
  private readonly end = new AbortController();

  constructor(
    readonly worker: Worker,
    readonly threads: number,
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
    this.post({ type: 'connect', port: port2, threads }, [port2]);
  }

  post(request: RunRequest, transfer: Transferable[] = []): void {
    this.worker.postMessage(request, transfer);
  }

  terminate(why: string): void {
    this.worker.terminate();
    this.end.abort(new WorkerDied(why, 'Try again: a new one will be started.'));
  }

  /**
   * Makes one call and waits for its answer. `alive`, which the call is given, is to be called at every
   * sign of life.
   * @throws WorkerDied if the worker goes first; UserError or Error as the call does.
   */
  call<T>(work: (api: Remote<LabApi>, alive: () => void) => Promise<T>): Promise<T> {
    const watch = this.watchSilence();
    return new Promise<T>((resolve, reject) => {
      const gone = (): void => reject(this.ended.reason as WorkerDied);
      if (this.ended.aborted) return gone();
      this.ended.addEventListener('abort', gone, { once: true });
      work(this.api, watch.alive).then(resolve, (error: unknown) => reject(asError(error)));
    }).finally(watch.end);
  }

  /** Ends the worker when it has said nothing for too long; a dead worker raises no event of its own. */
  watchSilence(): { alive: () => void; end: () => void } {
    let timer: ReturnType<typeof setTimeout>;
    const alive = (): void => {
      clearTimeout(timer);
      const due = Date.now() + SILENCE_LIMIT;
      timer = setTimeout(() => {
        // A timer that comes late means that the computer slept, and the worker with it.
        if (Date.now() > due + SILENCE_LIMIT / 2) alive();
        else this.terminate(`The lab has said nothing for ${SILENCE_LIMIT / 1000} seconds and was ended.`);
      }, SILENCE_LIMIT);
    };
    alive();
    return { alive, end: () => clearTimeout(timer) };
  }
}

/** What comlink carries over of a UserError has lost its class; this gives it back. */
function asError(error: unknown): Error {
  const { name, message, remedy } = (error ?? {}) as { name?: string; message?: string; remedy?: string };
  if (name === 'UserError') return new UserError(message ?? '', remedy ?? '');
  return error instanceof Error ? error : new Error(message ?? String(error));
}
