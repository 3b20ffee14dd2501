/**
 * Attached to a region whose buttons and fields come and go: when the focused one goes, the one that took its place
 * gets the focus, so that keyboard users are not thrown back to the top of the page. Where none is left, it is the cell
 * around the region that gets it, on which the keys go on acting.
 */
const STOPS = ':is(button, input, select, textarea):enabled, a[href], summary';

export function keepFocus(region: HTMLElement): () => void {
  const cell = region.closest<HTMLElement>('[data-cell]');
  let focused: Element | null = null;
  /** Which of the region's stops it was, from 0. */
  let place = 0;
  const stops = () =>
    [...region.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility());
  const remember = (event: FocusEvent): void => {
    focused = event.target as Element;
    place = stops().findIndex((stop) => stop === focused);
  };
  const forget = (event: FocusEvent): void => {
    if (event.relatedTarget !== null) focused = null;
  };
  const observer = new MutationObserver(() => {
    if (!focused || region.contains(focused)) return;
    focused = null;
    if (document.activeElement !== document.body) return;
    const left = stops();
    const next = left[Math.max(0, Math.min(place, left.length - 1))];
    (next ?? cell)?.focus({ preventScroll: true });
  });
  region.addEventListener('focusin', remember);
  region.addEventListener('focusout', forget);
  observer.observe(region, { childList: true, subtree: true });
  return () => {
    region.removeEventListener('focusin', remember);
    region.removeEventListener('focusout', forget);
    observer.disconnect();
    // The region itself has gone, with the focus in it.
    if (focused && document.activeElement === document.body) cell?.focus({ preventScroll: true });
  };
}
