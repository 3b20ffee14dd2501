/** Whether the page fills the whole screen. A presentation fills the window in any case. */
export class Fullscreen {
  active = $state(document.fullscreenElement !== null);
  /** The browser does not do it. */
  refused = $state(false);

  constructor() {
    $effect(() => {
      const follow = (): void => {
        this.active = document.fullscreenElement !== null;
      };
      document.addEventListener('fullscreenchange', follow);
      return () => document.removeEventListener('fullscreenchange', follow);
    });
  }

  async toggle(): Promise<void> {
    if (document.fullscreenElement) return this.leave();
    this.refused = false;
    try {
      // Missing on telephones, refused in frames.
      await document.documentElement.requestFullscreen();
    } catch {
      this.refused = true;
    }
  }

  async leave(): Promise<void> {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
    } catch {
      // The reader has left it at the same time.
    }
  }
}
