/** Connections to workers, as good as real ones for whoever only opens and ends them. */
import type { Connection } from '../../workers/connection.ts';

export class FakeConnections {
  /** How many have not been ended. */
  alive = 0;

  open(): Connection {
    const end = new AbortController();
    this.alive++;
    const close = (): void => {
      if (!end.signal.aborted) this.alive--;
      end.abort();
    };
    return { ended: end.signal, terminate: close, restart: close } as unknown as Connection;
  }
}
