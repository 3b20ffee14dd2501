/** A screen that has more than fits on it, gone through a screenful at a time, as a clicker can. */

/** What of one screenful stands on the next as well, so that nobody loses the line; a share of its height. */
const OVERLAP = 0.12;
/** In pixels: so little is margin, or was rounded. */
const NOTHING = 24;

export class Paging {
  /** Whether there is more below. */
  more = $state(false);
  private element: HTMLElement | null = null;

  /** Follows an element whose content may come, go and grow. Returns what ends that. */
  follow(element: HTMLElement): () => void {
    this.element = element;
    const look = () => this.look();
    const sizes = new ResizeObserver(look);
    const watchAll = () => {
      sizes.disconnect();
      for (const part of [element, ...element.children]) sizes.observe(part);
    };
    const children = new MutationObserver(watchAll);
    watchAll();
    children.observe(element, { childList: true });
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      children.disconnect();
      element.removeEventListener('scroll', look);
    };
  }

  /** Goes on by a screenful; false where the end has been seen. */
  next(): boolean {
    if (this.below <= NOTHING) return false;
    this.scrollBy(1);
    return true;
  }

  /** Goes back by a screenful; false at the beginning. */
  previous(): boolean {
    if ((this.element?.scrollTop ?? 0) <= NOTHING) return false;
    this.scrollBy(-1);
    return true;
  }

  private get below(): number {
    if (!this.element) return 0;
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight;
  }

  private look(): void {
    this.more = this.below > NOTHING;
  }

  private scrollBy(screenfuls: number): void {
    this.element!.scrollTop += screenfuls * (1 - OVERLAP) * this.element!.clientHeight;
    // The event comes with the next frame, which on a busy machine is after the next press.
    this.look();
  }
}
