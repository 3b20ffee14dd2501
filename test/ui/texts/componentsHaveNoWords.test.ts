/** Components contain no words of their own, so that a language is a folder in `src/ui/texts` and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const components = readdirSync(join(root, 'src/ui'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte'))
  .map((file) => join('src/ui', file));

/** Attributes whose value is read out or shown. */
const readAttributes = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'label',
  'placeholder',
  'title',
];

/** No words of any language: what models say, and how a cat sleeps. */
const noWords = new Set(['MEOW', 'meow', 'z', 'Z']);

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

interface Found {
  text: string;
  start: number;
}

/** Texts in the markup that a reader would see or hear: between tags, in some attributes, and in expressions there. */
function wordsIn(source: string): Found[] {
  const found: Found[] = [];
  const keep = (text: unknown, { start }: Node) => {
    if (typeof text !== 'string') return;
    const words = text.match(/\p{L}+/gu) ?? [];
    if (words.some((word) => !noWords.has(word))) found.push({ text: text.trim(), start });
  };
  /** @param isRead whether strings in an expression at this place become text */
  const visit = (value: unknown, isRead: boolean): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, isRead);
    if (!isNode(value)) return;
    switch (value.type) {
      case 'Text':
        if (isRead) keep(value['data'], value);
        return;
      case 'Literal':
        if (isRead) keep(value['value'], value);
        return;
      case 'TemplateElement':
        if (isRead) keep((value['value'] as { cooked: string }).cooked, value);
        return;
      case 'Comment':
        return;
      case 'Attribute':
        visit(value['value'], readAttributes.includes(value['name'] as string));
        return;
      case 'Fragment':
        visit(value['nodes'], true);
        return;
      case 'ExpressionTag':
        visit(value['expression'], isRead);
        return;
      case 'ConditionalExpression':
        // What is compared is not shown.
        visit([value['consequent'], value['alternate']], isRead);
        return;
      case 'LogicalExpression':
        visit(value['operator'] === '&&' ? value['right'] : [value['left'], value['right']], isRead);
        return;
      case 'BinaryExpression':
        if (value['operator'] === '+') visit([value['left'], value['right']], isRead);
        return;
      case 'TemplateLiteral':
        visit([value['quasis'], value['expressions']], isRead);
        return;
      case 'CallExpression':
      case 'MemberExpression':
        return;
      default:
        // Elements and blocks: their attributes and fragments. Conditions of blocks are no texts.
        for (const [key, child] of Object.entries(value)) {
          if (
            [
              'attributes',
              'fragment',
              'consequent',
              'alternate',
              'body',
              'fallback',
              'then',
              'catch',
              'pending',
            ].includes(key)
          )
            visit(child, false);
        }
    }
  };
  visit(parse(source, { modern: true }).fragment, true);
  return found;
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length;

describe('the scan', () => {
  it.each([
    ['<p>Hello</p>', ['Hello']],
    ['{#if on}<p title="A hint">{texts.a}</p>{:else}No{/if}', ['A hint', 'No']],
    ["<p>{on ? 'Yes' : texts.no}</p>", ['Yes']],
    ['{#each list as one (one)}<li aria-label={`Item ${one}`}></li>{/each}', ['Item']],
    [
      '{#snippet more()}More{/snippet}<p class="soft" data-x="word">{one === "a" ? "–" : ""} 12 %</p>',
      ['More'],
    ],
    ['{#await work}Wait{:then done}Done{:catch}Bad{/await}', ['Wait', 'Done', 'Bad']],
  ])('finds the words in %s', (source, words) => {
    expect(wordsIn(source).map(({ text }) => text)).toEqual(words);
  });
});

it('There are components to look at', () => {
  expect(components.length).toBeGreaterThan(50);
});

it.each(components)('%s has no words of its own', (file) => {
  const source = readFileSync(join(root, file), 'utf8');
  const places = wordsIn(source).map(({ text, start }) => `${file}:${lineOf(source, start)}: ${text}`);
  expect(places).toEqual([]);
});
