/** A file that ships with the page. */
import { UserError } from '../../support/errors.ts';

/**
 * Fetches it; null where this copy of the lab does not ship it.
 * @param path relative to the page
 * @throws UserError where it cannot be fetched
 */
export async function fetchText(path: string): Promise<string | null> {
  try {
    const response = await fetch(new URL(path, document.baseURI));
    // Some servers answer with their front page where a file is missing.
    const isPage = response.headers.get('content-type')?.includes('html') ?? false;
    if (response.status === 404 || (response.ok && isPage)) return null;
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new UserError('The recorded result could not be fetched.', 'Reload the page to try again.', {
      cause: error,
    });
  }
}
