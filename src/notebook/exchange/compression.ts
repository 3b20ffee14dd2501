/** Texts as short strings that may stand in an address: UTF-8, raw DEFLATE (RFC 1951), base64url (RFC 4648 §5). */

/** Bytes that are inflated at once. DEFLATE makes at most about 1,000 bytes of one: so much may be one too many. */
const SLICE = 1_024;

/** The text is longer than the reader accepts. */
export class TooLongError extends Error {}

export async function compress(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * The text again. However much a short string stands for, no more than `limit` bytes and one slice are ever made.
 * @throws TooLongError if the text has more than `limit` bytes in UTF-8; any other error if it is damaged
 */
export async function decompress(compressed: string, limit: number): Promise<string> {
  const inflated = slices(fromBase64Url(compressed)).pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = inflated.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > limit) {
      // What the sender has prepared meanwhile may not be taken any more; nobody waits for it.
      reader.cancel().catch(() => undefined);
      throw new TooLongError(`more than ${limit} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Hands out the bytes a slice at a time, when asked, so that a reader who has had enough can stop. */
function slices(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (start >= bytes.length) controller.close();
        else controller.enqueue(bytes.subarray(start, (start += SLICE)));
      },
    },
    { highWaterMark: 0 },
  );
}

function toBase64Url(bytes: Uint8Array): string {
  // One call with all bytes as arguments would exceed the stack.
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws if there is anything else in the text */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new Error('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
