/** Other tabs of the same page: they are told when results are kept or forgotten here, and this one hears of theirs. */

export class OtherTabs {
  private channel: BroadcastChannel | null = null;

  /** @param name of the database: tabs with another have nothing in common */
  constructor(private readonly name: string) {}

  tell(): void {
    this.open()?.postMessage(null);
  }

  /** Calls for whatever any of them does, until what it returns is called. */
  listen(onNews: () => void): () => void {
    const channel = this.open();
    channel?.addEventListener('message', onNews);
    return () => channel?.removeEventListener('message', onNews);
  }

  close(): void {
    this.channel?.close();
    this.channel = null;
  }

  private open(): BroadcastChannel | null {
    if (!this.channel && typeof BroadcastChannel !== 'undefined') this.channel = newChannel(this.name);
    return this.channel;
  }
}

function newChannel(name: string): BroadcastChannel {
  const channel = new BroadcastChannel(`${name} results`);
  // Node would wait for news for ever.
  if ('unref' in channel) (channel as unknown as { unref(): void }).unref();
  return channel;
}
