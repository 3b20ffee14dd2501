/**
 * What stands in a line of Markdown, parsed to a tree without ever making HTML from text: *emphasis* and **strong**,
 * `code`, [links](https://…), <https://…>, and inline directives such as :trigger[|TAG|] or :upper[MEOW]. Emphasis
 * follows the rules of CommonMark 0.31, §6.2. Any text is read in time linear in its length.
 */

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

/** Of a directive, without names. Not without end, or a thousand that are never closed would each look for it. */
export const DIRECTIVE = new RegExp(`:(?:${DIRECTIVES.join('|')})\\[[^\\]]{0,2000}\\]`);

/**
 * Brackets may stand in it, but not in each other. One behind a backslash is a sign like any other within them too: were
 * it none, each of ten thousand `[\]` would look for its end as far as the text goes. Nor is it without end.
 */
const LABEL = /(?<label>(?:[^[\]\\]|\\.|\[(?:[^[\]\\]|\\.){0,2000}\]){0,2000})/;
/** To the web and within the page. A picture is a link to it, since the page loads nothing from elsewhere. */
const HREF = /(?<href>https?:\/\/(?:[^()\s]|\([^()\s]*\))+|#[\w-]+)/;

const MARKUP = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/,
    // As many backticks close it as opened it. Of each number at most one search fails: the last.
    /(?<!`)(?<ticks>`{1,8})(?!`)(?<code>.+?)(?<!`)\k<ticks>(?!`)/,
    new RegExp(`:(?<name>${DIRECTIVES.join('|')})\\[(?<text>[^\\]]{0,2000})\\]`),
    new RegExp(`!?\\[${LABEL.source}\\]\\(${HREF.source}(?:\\s+"[^"]*")?\\)`),
    /<(?<address>https?:\/\/[^\s<>]+)>/,
    /(?<run>\*+|_+)/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'g',
);

export function parseInlines(text: string): Inline[] {
  return parse(text, false);
}

/** @param inLink whether it is what a link is shown as, where there can be no other */
function parse(text: string, inLink: boolean): Inline[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKUP)) {
    pieces.push(...plain(text.slice(end, match.index)));
    end = match.index + match[0].length;
    const { run } = match.groups!;
    if (run === undefined) pieces.push(...inlinesOf(match.groups!, inLink));
    else pieces.push(runOf(run, text.charAt(match.index - 1), text.charAt(end)));
  }
  return nest([...pieces, ...plain(text.slice(end))]);
}

const plain = (text: string): Inline[] => (text === '' ? [] : [{ kind: 'text', text }]);

function inlinesOf(groups: Record<string, string | undefined>, inLink: boolean): Inline[] {
  const { escaped, code, name, text = '', label, href } = groups;
  if (escaped !== undefined) return plain(escaped);
  if (code !== undefined) return [{ kind: 'code', text: codeText(code) }];
  if (name !== undefined) return [{ kind: 'directive', name: name as DirectiveName, text }];
  const to = href ?? groups['address']!;
  const inlines = label === undefined || label.trim() === '' ? plain(to) : parse(label, true);
  return inLink ? inlines : [{ kind: 'link', href: to, inlines }];
}

/** A space on either side keeps backticks apart from those around them. */
function codeText(code: string): string {
  const isPadded = code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
  return isPadded ? code.slice(1, -1) : code;
}

/** Asterisks or underscores that may begin emphasis, end it, or be just that. */
interface Run {
  kind: 'run';
  sign: string;
  /** Of its signs, those that are not used up. */
  left: number;
  length: number;
  canOpen: boolean;
  canClose: boolean;
}
type Piece = Inline | Run;

/** Longer runs are no emphasis. */
const LONGEST_RUN = 6;
/** So many emphases that nobody has closed are waited for; together with `LONGEST_RUN` it bounds how deep they nest. */
const MOST_OPEN = 12;

function runOf(run: string, before: string, after: string): Run {
  const isSpace = (sign: string) => sign === '' || /\s/.test(sign);
  const isPunctuation = (sign: string) => /[\p{P}\p{S}]/u.test(sign);
  const opens = !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  const closes = !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  const sign = run.charAt(0);
  const isLong = run.length > LONGEST_RUN;
  // Underscores within a word are part of its name.
  const isFree = sign === '*';
  return {
    kind: 'run',
    sign,
    left: run.length,
    length: run.length,
    canOpen: !isLong && opens && (isFree || !closes || isPunctuation(before)),
    canClose: !isLong && closes && (isFree || !opens || isPunctuation(after)),
  };
}

/** Pairs runs, and puts what is between them inside. */
function nest(pieces: readonly Piece[]): Inline[] {
  const read: Piece[] = [];
  /** Where in `read` the runs are that may still be closed. */
  const open: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'run' && piece.canClose) close(read, open, piece);
    if (piece.kind === 'run' && piece.left === 0) continue;
    if (piece.kind === 'run' && piece.canOpen) {
      open.push(read.length);
      if (open.length > MOST_OPEN) open.shift();
    }
    read.push(piece);
  }
  return asText(read);
}

function close(read: Piece[], open: number[], closer: Run): void {
  while (closer.left > 0) {
    const index = open.findLastIndex((place) => belongTogether(read[place] as Run, closer));
    if (index < 0) return;
    const place = open[index]!;
    const opener = read[place] as Run;
    const kind = opener.left >= 2 && closer.left >= 2 ? 'strong' : 'emphasis';
    const used = kind === 'strong' ? 2 : 1;
    const inlines = asText(read.splice(place + 1));
    opener.left -= used;
    closer.left -= used;
    open.length = index + 1;
    if (opener.left === 0) {
      read.pop();
      open.pop();
    }
    read.push({ kind, inlines });
  }
}

/** So that `**a*b**` is strong, as §6.2 has it in rules 9 and 10. */
function belongTogether(opener: Run, closer: Run): boolean {
  if (opener.sign !== closer.sign) return false;
  const isEither = opener.canClose || closer.canOpen;
  return !isEither || (opener.length + closer.length) % 3 !== 0 || opener.length % 3 === 0;
}

/** Runs that are none are text, and texts side by side are one. */
function asText(pieces: readonly Piece[]): Inline[] {
  const inlines: Inline[] = [];
  for (const piece of pieces) {
    const inline: Inline =
      piece.kind === 'run' ? { kind: 'text', text: piece.sign.repeat(piece.left) } : piece;
    const last = inlines.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') {
      inlines[inlines.length - 1] = { kind: 'text', text: last.text + inline.text };
    } else inlines.push(inline);
  }
  return inlines;
}
