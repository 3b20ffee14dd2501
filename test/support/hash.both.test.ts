/** Digests of long texts, which are taken piece by piece. */
import { expect, it } from 'vitest';
import { sha256, sha256OfLong } from '../../src/support/hash.ts';

it.each([
  ['nothing', ''],
  ['a short text', 'meow'],
  ['several pieces', 'meow '.repeat(100_000)],
  ['characters of two units, one of which lies across every end of a piece', `a${'🐱'.repeat(300_000)}`],
  ['half of such a character', `${'a'.repeat(199_999)}\ud83d${'b'.repeat(5)}`],
  ['half of one at the very end', `${'a'.repeat(399_999)}\ud83d`],
])('of %s are those of the whole', async (_, text) => {
  expect(await sha256OfLong(text)).toBe(sha256(text));
});

it('lets others have their turn in between', async () => {
  let turns = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    turns++;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  await sha256OfLong('meow '.repeat(200_000));
  port1.close();
  expect(turns).toBeGreaterThan(2);
});
