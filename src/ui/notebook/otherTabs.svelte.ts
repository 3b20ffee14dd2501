/** Takes up what other tabs keep and forget of a notebook's results, while this one is looked at and runs nothing. */
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import type { OtherTabs } from '../../notebook/storage/otherTabs.ts';

/** In milliseconds: a sweep there has something new again and again. */
const PATIENCE = 500;

/** To be called while a component is set up. */
export function followOtherTabs({ runner, results }: OpenNotebook, tabs: OtherTabs): void {
  let hasNews = $state(false);
  let isHidden = $state(document.hidden);

  $effect(() => {
    const look = () => (isHidden = document.hidden);
    document.addEventListener('visibilitychange', look);
    const stop = tabs.listen('results', () => (hasNews = true));
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop();
    };
  });

  $effect(() => {
    if (!hasNews || isHidden || runner.active) return;
    const timer = setTimeout(() => {
      hasNews = false;
      void results.openKept({ again: true });
    }, PATIENCE);
    return () => clearTimeout(timer);
  });
}
