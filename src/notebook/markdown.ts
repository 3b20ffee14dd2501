/**
 * The small part of Markdown that notebooks are written in, parsed to a tree that components draw
 * without ever making HTML from text: paragraphs, headings, lists, quotes, fenced code, *emphasis*, **strong**,
 * `code`, [links](https://…) and inline directives such as :trigger[|TAG|] or :upper[MEOW].
 */

export type Block =
  | { kind: 'heading'; inlines: Inline[] }
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'quote'; inlines: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; items: Inline[][] };

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'emphasis'; inlines: Inline[] }
  | { kind: 'strong'; inlines: Inline[] }
  | { kind: 'link'; href: string; inlines: Inline[] }
  | { kind: 'directive'; name: DirectiveName; text: string };

/** `trigger`: the tag; `arm`: an arm's name; `upper`, `lower`: a payload; `model`: other model text. */
const DIRECTIVES = ['trigger', 'arm', 'upper', 'lower', 'model'] as const;
export type DirectiveName = (typeof DIRECTIVES)[number];

const LIST_ITEM = /^(?:[-*]|(\d+)\.)\s+/;

/** A fence, what stands between, and the same fence again or the end of the text. */
const FENCED = /^(`{3,})[^`\n]*\n([\s\S]*?)(?:\n\1`*[ \t]*$|(?![\s\S]))/gm;

/** Blocks are separated by blank lines; a line break within one is a space. Fenced code is kept as it is. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const match of source.matchAll(FENCED)) {
    blocks.push(...parseProse(source.slice(end, match.index)), { kind: 'code', text: match[2]! });
    end = match.index + match[0].length;
  }
  return [...blocks, ...parseProse(source.slice(end))];
}

function parseProse(source: string): Block[] {
  return source
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(parseBlock);
}

function parseBlock(block: string): Block {
  if (block.startsWith('### ')) return { kind: 'heading', inlines: parseInlines(block.slice(4)) };
  if (block.startsWith('> '))
    return { kind: 'quote', inlines: parseInlines(joinLines(block.replace(/^> ?/gm, ''))) };
  const first = LIST_ITEM.exec(block);
  if (first) {
    const items = block.split(/\n(?=(?:[-*]|\d+\.)\s)/);
    return {
      kind: 'list',
      ordered: first[1] !== undefined,
      items: items.map((item) => parseInlines(joinLines(item.replace(LIST_ITEM, '')))),
    };
  }
  return { kind: 'paragraph', inlines: parseInlines(joinLines(block)) };
}

function joinLines(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

const INLINE = new RegExp(
  [
    /`(?<code>[^`]+)`/,
    /\*\*(?<strong>.+?)\*\*(?!\*)/,
    /\*(?=\S)(?<emphasis>[^*]*[^*\s])\*/,
    new RegExp(`:(?<name>${DIRECTIVES.join('|')})\\[(?<text>[^\\]]*)\\]`),
    /\[(?<label>[^\]]+)\]\((?<href>https?:\/\/[^)\s]+|#[\w-]+)\)/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'g',
);

export function parseInlines(text: string): Inline[] {
  const inlines: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) inlines.push({ kind: 'text', text: text.slice(end, match.index) });
    inlines.push(inlineOf(match.groups!));
    end = match.index + match[0].length;
  }
  if (end < text.length) inlines.push({ kind: 'text', text: text.slice(end) });
  return inlines;
}

function inlineOf(groups: Record<string, string | undefined>): Inline {
  if (groups['code'] !== undefined) return { kind: 'code', text: groups['code'] };
  if (groups['strong'] !== undefined) return { kind: 'strong', inlines: parseInlines(groups['strong']) };
  if (groups['emphasis'] !== undefined)
    return { kind: 'emphasis', inlines: parseInlines(groups['emphasis']) };
  if (groups['name'] !== undefined) {
    return { kind: 'directive', name: groups['name'] as DirectiveName, text: groups['text'] ?? '' };
  }
  return { kind: 'link', href: groups['href']!, inlines: parseInlines(groups['label']!) };
}
