/** The bench page's own thread: measures from the moment it starts, and is ended to stop it. */
import { measurePage, type PageEvent } from '../../lab/bench/page.ts';
import { describeError } from '../../support/errors.ts';

export type BenchMessage = PageEvent | { type: 'failed'; why: string } | { type: 'done' };

const post = (message: BenchMessage) => self.postMessage(message);

async function measure(): Promise<void> {
  try {
    for await (const event of measurePage()) post(event);
    post({ type: 'done' });
  } catch (error) {
    post({ type: 'failed', why: describeError(error) });
  }
}

void measure();
