/**
 * The files of a model fetched from the web. A connection that fails or breaks off is tried again twice;
 * an answer that would be the same the next time (not found, too large) is not.
 */
import { UserError } from '../../support/errors.ts';
import { maximumBytes, tooLarge, type ModelSource, type ReadProgress } from './source.ts';

export interface FetchOptions {
  /** How often a failed connection is tried again. */
  retries?: number;
  /** Milliseconds before the first retry; twice as many before the next. */
  retryDelay?: number;
}

/** A failure that may be gone the next time; `message` completes the sentence "… could not be fetched: ". */
class ConnectionError extends Error {}

/** `baseUrl` is the folder of the model; `name` is what messages call it. */
export function createFetchSource(
  baseUrl: string,
  name: string,
  { retries = 2, retryDelay = 500 }: FetchOptions = {},
): ModelSource {
  const folder = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  return {
    name,
    async read(file, onProgress) {
      for (let attempt = 0; ; attempt++) {
        try {
          return await fetchFile(folder + file, name, file, onProgress);
        } catch (error) {
          if (!(error instanceof ConnectionError)) throw error;
          if (attempt >= retries) throw unreachable(name, file, error);
          await new Promise((resolve) => setTimeout(resolve, retryDelay * 2 ** attempt));
        }
      }
    },
  };
}

async function fetchFile(
  url: string,
  name: string,
  file: string,
  onProgress: ReadProgress | undefined,
): Promise<Uint8Array> {
  const response = await connect(url);
  checkResponse(response, name, file);

  // A compressed answer announces its compressed size, which says nothing about the bytes that will arrive.
  const announced = Number(response.headers.get('content-length') ?? NaN);
  const total = response.headers.get('content-encoding') || Number.isNaN(announced) ? null : announced;
  if (total !== null && total > maximumBytes(file)) {
    await response.body?.cancel();
    throw tooLarge(name, file, total);
  }

  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of readChunks(response)) {
    chunks.push(chunk);
    received += chunk.length;
    if (received > maximumBytes(file)) throw tooLarge(name, file, received);
    onProgress?.(received, total);
  }
  if (total !== null && received !== total) {
    throw new ConnectionError(`the connection ended after ${received} of ${total} bytes`);
  }
  return concatenate(chunks, received);
}

async function connect(url: string): Promise<Response> {
  try {
    return await fetch(url);
  } catch (cause) {
    throw new ConnectionError('the server cannot be reached', { cause });
  }
}

function checkResponse(response: Response, name: string, file: string): void {
  if (response.status === 404) throw missing(name, file, 'the server does not have it');
  if (response.status === 409) throw replaced(name, file);
  if (response.status >= 500) throw new ConnectionError(`the server answered with status ${response.status}`);
  if (!response.ok) throw missing(name, file, `the server answered with status ${response.status}`);
  // Many servers of single-page apps send their start page for whatever they do not have.
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    throw missing(name, file, 'the server sent a web page in its place');
  }
}

/** The body as it arrives. Leaving the loop early cancels the download. */
async function* readChunks(response: Response): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new ConnectionError('the connection broke off', { cause });
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Has no effect on a body that was read to its end; one that broke off cannot be cancelled any more.
    await reader.cancel().catch(() => undefined);
  }
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function missing(name: string, file: string, reason: string): UserError {
  return new UserError(
    `${file} of ${name} could not be fetched: ${reason}.`,
    'Check the name of the model and that its files are where the page is served from.',
  );
}

/** The page's service worker gives nothing out that belongs to another release than the page. */
function replaced(name: string, file: string): UserError {
  return new UserError(
    `${file} of ${name} could not be fetched: the site has a newer version of it than this page.`,
    'Close all tabs of this page and open it again.',
  );
}

function unreachable(name: string, file: string, error: ConnectionError): UserError {
  return new UserError(
    `${file} of ${name} could not be fetched: ${error.message}.`,
    'Check the connection and try again; nothing has been lost.',
    { cause: error },
  );
}
