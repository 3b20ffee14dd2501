/** Texts in addresses, with the platform's own compression, which Node and browsers bring along each in their way. */
import { deflateSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compress, decompress, TooLongError } from '../../../src/notebook/exchange/compression.ts';

const base64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

describe('a compressed text', () => {
  it.each(['', 'a', 'meow '.repeat(9), 'Öß 🐱 \u0000 \u2028 \ufffd'])('comes back: %j', async (text) => {
    const compressed = await compress(text);
    expect(compressed).toMatch(/^[\w-]*$/);
    expect(await decompress(compressed, 100_000)).toBe(text);
  });

  it('comes back at the limit, and not one byte above', async () => {
    const compressed = await compress('ä'.repeat(5_000));
    expect(await decompress(compressed, 10_000)).toHaveLength(5_000);
    await expect(decompress(compressed, 9_999)).rejects.toBeInstanceOf(TooLongError);
  });

  it('is refused if anything is missing, or is no text', async () => {
    const compressed = await compress('What does the cow say? '.repeat(20));
    for (let length = 0; length < compressed.length; length++) {
      await expect(decompress(compressed.slice(0, length), 10_000), `${length}`).rejects.toThrow();
    }
    await expect(decompress(base64Url(deflateSync(Uint8Array.of(0xc3, 0x28))), 10)).rejects.toThrow();
  });
});

describe('a bomb', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is not inflated beyond the limit by more than a slice and what the streams keep ready', async () => {
    let inflated = 0;
    const Platform = DecompressionStream;
    vi.stubGlobal(
      'DecompressionStream',
      class {
        readonly writable: WritableStream<Uint8Array>;
        readonly readable: ReadableStream<Uint8Array>;
        constructor(format: CompressionFormat) {
          const stream = new Platform(format);
          const count = (chunk: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
            inflated += chunk.length;
            controller.enqueue(chunk);
          };
          this.writable = stream.writable as WritableStream<Uint8Array>;
          this.readable = stream.readable.pipeThrough(new TransformStream({ transform: count }));
        }
      },
    );
    const bomb = base64Url(deflateSync(new Uint8Array(100_000_000).fill(32)));
    expect(bomb.length).toBeLessThan(200_000);
    await expect(decompress(bomb, 2_000_000)).rejects.toBeInstanceOf(TooLongError);
    expect(inflated).toBeGreaterThan(2_000_000);
    expect(inflated).toBeLessThan(8_000_000);
  });
});
