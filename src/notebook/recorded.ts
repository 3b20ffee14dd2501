/** The result that ships with a notebook, made by a real run in the terminal. */
import { readResult } from '../lab/recordedFile.ts';
import type { ExperimentResult } from '../lab/types.ts';
import { UserError } from '../support/errors.ts';

/**
 * Fetches and checks it; null where this copy of the lab ships none.
 * @throws UserError where it cannot be fetched or is not a result.
 */
export async function fetchRecorded(path: string): Promise<ExperimentResult | null> {
  let content: string;
  try {
    const response = await fetch(new URL(path, document.baseURI));
    // Some servers answer with their front page where a file is missing.
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    if (response.status === 404 || (response.ok && !isJson)) return null;
    if (!response.ok) throw new Error(`status ${response.status}`);
    content = await response.text();
  } catch (error) {
    throw new UserError('The recorded result could not be fetched.', 'Reload the page to try again.', {
      cause: error,
    });
  }
  try {
    return readResult(content);
  } catch (error) {
    throw new UserError('The recorded result is damaged.', 'You can still run the experiment yourself.', {
      cause: error,
    });
  }
}
