/** Other tabs of the same page: they are told what is done here that concerns them, and this one hears of theirs. */

/** `results`: some were kept or forgotten; `erased`: everything was. */
export type News = 'results' | 'erased';

export class OtherTabs {
  private channel: BroadcastChannel | null = null;

  /** @param name of the database: tabs with another have nothing in common */
  constructor(private readonly name: string) {}

  tell(news: News): void {
    this.open()?.postMessage(news);
  }

  /** Calls for such news of any of them, until what it returns is called. */
  listen(news: News, onNews: () => void): () => void {
    const channel = this.open();
    const hear = ({ data }: MessageEvent): void => {
      if (data === news) onNews();
    };
    channel?.addEventListener('message', hear);
    return () => channel?.removeEventListener('message', hear);
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
  const channel = new BroadcastChannel(name);
  // Node would wait for news for ever.
  if ('unref' in channel) (channel as unknown as { unref(): void }).unref();
  return channel;
}
