/** The lab's own thread: everything heavy happens here, and the page only sends requests and draws. */
import { expose } from 'comlink';
import { isShortOfMemory } from '../src/lab/backends/memory.ts';
import { describeError, UserError } from '../src/support/errors.ts';
import { nextTask } from '../src/support/nextTask.ts';
import { Lab } from './lab.ts';
import type { RunRequest, WorkerMessage } from './protocol.ts';
import { RunStream } from './runStream.ts';

/** How often the page is told that the worker is there, in milliseconds. */
const SIGN_OF_LIFE = 5_000;

let lab: Lab | null = null;
let current: { runId: string; abort: AbortController } | null = null;

self.addEventListener('message', ({ data }: MessageEvent<RunRequest>) => {
  switch (data.type) {
    case 'connect':
      lab = new Lab(data.settings, ({ message, remedy }) => post({ type: 'card-lost', message, remedy }));
      expose(lab, data.port);
      setInterval(() => post({ type: 'alive' }), SIGN_OF_LIFE);
      break;
    case 'run':
      void run(data);
      break;
    case 'cancel':
      if (current?.runId === data.runId) current.abort.abort();
      break;
  }
});

function post(message: WorkerMessage): void {
  self.postMessage(message);
}

async function run(request: Extract<RunRequest, { type: 'run' }>): Promise<void> {
  const { runId, start } = request;
  const stream = new RunStream(runId, post);
  const abort = new AbortController();
  current = { runId, abort };
  try {
    if (!lab) throw new Error('the worker was not connected');
    for await (const event of lab.run(start, abort.signal)) {
      stream.send(event);
      // The runtime computes synchronously, so that awaiting it never leaves the queue of microtasks: without this a
      // cancel would not be heard before the run is over.
      await nextTask();
    }
    if (abort.signal.aborted) stream.stopped();
  } catch (error) {
    if (await lab?.isLoss(error)) return;
    const [message, remedy] =
      error instanceof UserError ? [error.message, error.remedy] : [describeError(error), ''];
    stream.failed({ message, remedy, shortOfMemory: isShortOfMemory(error) });
  } finally {
    current = null;
  }
}
