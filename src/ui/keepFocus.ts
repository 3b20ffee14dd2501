/**
 * Attached to a region whose buttons come and go: when the focused one goes, the first that took its
 * place gets the focus, so that keyboard users are not thrown back to the top of the page.
 */
export function keepFocus(region: HTMLElement): () => void {
  let focused: Element | null = null;
  const remember = (event: FocusEvent): void => {
    focused = event.target as Element;
  };
  const forget = (event: FocusEvent): void => {
    if (event.relatedTarget !== null) focused = null;
  };
  const observer = new MutationObserver(() => {
    if (!focused || region.contains(focused)) return;
    focused = null;
    if (document.activeElement !== document.body) return;
    region
      .querySelector<HTMLElement>('button:enabled, a[href], input:enabled')
      ?.focus({ preventScroll: true });
  });
  region.addEventListener('focusin', remember);
  region.addEventListener('focusout', forget);
  observer.observe(region, { childList: true, subtree: true });
  return () => {
    region.removeEventListener('focusin', remember);
    region.removeEventListener('focusout', forget);
    observer.disconnect();
  };
}
