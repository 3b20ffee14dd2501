/** The lab's own thread: everything heavy happens here, and the page only sends requests and draws. */
import { expose } from 'comlink';
import { describeError, UserError } from '../src/support/errors.ts';
import { Lab } from './lab.ts';
import type { RunMessage, RunRequest } from './protocol.ts';
import { RunStream } from './runStream.ts';

let lab: Lab | null = null;
let current: { runId: string; abort: AbortController } | null = null;

self.addEventListener('message', ({ data }: MessageEvent<RunRequest>) => {
  switch (data.type) {
    case 'connect':
      lab = new Lab(data.threads);
      expose(lab, data.port);
      break;
    case 'run':
      void run(data);
      break;
    case 'cancel':
      if (current?.runId === data.runId) current.abort.abort();
      break;
  }
});

async function run({ runId, experiment, resume }: Extract<RunRequest, { type: 'run' }>): Promise<void> {
  const stream = new RunStream(runId, (message: RunMessage) => self.postMessage(message));
  const abort = new AbortController();
  current = { runId, abort };
  try {
    if (!lab) throw new Error('the worker was not connected');
    for await (const event of lab.run(experiment, resume, abort.signal)) {
      stream.send(event);
      await nextTask();
    }
    if (abort.signal.aborted) stream.stopped();
  } catch (error) {
    stream.failed(describeMessage(error), error instanceof UserError ? error.remedy : '');
  } finally {
    current = null;
  }
}

/**
 * Lets other messages in. The runtime computes synchronously, so that awaiting it never leaves the queue of
 * microtasks: without this a cancel would not be heard before the run is over. Timers would wait longer.
 */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const describeMessage = (error: unknown) =>
  error instanceof UserError ? error.message : describeError(error);
