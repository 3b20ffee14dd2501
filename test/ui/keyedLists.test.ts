/**
 * Svelte gives up on a list in which two entries have the same key, and whatever is drawn with it is not drawn at all.
 * Lists of a notebook may repeat anything, so entries go by their places, but for those that are known to differ.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../src/ui', import.meta.url));
const components = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.svelte'),
);

/** Keys that move an entry with its fields and its focus, and why no two of a list are equal. */
const unique: Record<string, string> = {
  'cells/Chat.svelte: turn.id': 'counted by the session',
  'cells/parts/ExampleList.svelte: place': 'the place among all examples',
  'cells/parts/ProbeAnswers.svelte: filter': 'written down there',
  'cells/parts/ProbeAnswers.svelte: keyOf(answer)': 'holds the place among the answers of its arm, seed, …',
  'class/PoolDialog.svelte: one.cell.id': 'the schema refuses equal ids',
  'class/PoolDialog.svelte: one.id': 'the schema refuses equal ids',
  'class/PoolList.svelte: code': 'a code that is there is not read again',
  'forms/fields/CheckGroup.svelte: option.value': 'made distinct there',
  'landing/Landing.svelte: headline.id': 'written down',
  'landing/OwnNotebooks.svelte: entry.id': 'the key of the store',
  'landing/ShippedNotebooks.svelte: preset': 'written down',
  'notebook/NotebookPage.svelte: cell.id': 'the schema refuses equal ids',
};

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** The keys of the lists in a component that are not the places of their entries. */
function keysIn(source: string): string[] {
  const found: string[] = [];
  /** Some nodes are to be found in several places. */
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const node = value as Node;
    const key = node['key'] as Node | undefined;
    if (node.type === 'EachBlock' && key) {
      const text = source.slice(key.start, key.end);
      if (text !== node['index']) found.push(text);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

describe('the scan', () => {
  it.each([
    ['{#each list as one (one)}{one}{/each}', ['one']],
    [
      '{#each list as { a, b }, i (`${a} ${b}`)}<p>{#each a as c, n (n)}{c}{/each}</p>{/each}',
      ['`${a} ${b}`'],
    ],
    ['{#if on}{#each list as one, index (index)}{one}{/each}{/if}', []],
    ['{#each list as one}{one}{/each}', []],
    ['{#snippet more()}<Menu>{#each list as { id } (id)}{id}{/each}</Menu>{/snippet}', ['id']],
  ])('finds the keys in %s', (source, keys) => {
    expect(keysIn(source)).toEqual(keys);
  });
});

it('Entries of lists go by their places, or by what is known to differ', () => {
  const keys = components.flatMap((file) =>
    keysIn(readFileSync(join(root, file), 'utf8')).map((key) => `${file}: ${key}`),
  );
  expect([...new Set(keys)].sort()).toEqual(Object.keys(unique).sort());
});
