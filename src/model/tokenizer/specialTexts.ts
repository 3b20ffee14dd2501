/**
 * The names of special tokens, where they are and are not meant as such. `hide` replaces them in texts that came
 * from outside by marks that no template touches; once the template is rendered, `split` finds the special
 * tokens that the template itself wrote, and `reveal` puts the hidden names back into the pieces between.
 */
export class SpecialTexts {
  private readonly names: ReadonlySet<string>;
  private readonly pattern: RegExp | null;

  constructor(names: readonly string[]) {
    this.names = new Set(names);
    // Longer names first, so that a name is never taken for a shorter one that it begins with.
    const alternatives = [...names].sort((a, b) => b.length - a.length).map(escapeForRegExp);
    this.pattern = names.length > 0 ? new RegExp(`(${alternatives.join('|')})`, 'g') : null;
  }

  has(text: string): boolean {
    return this.names.has(text);
  }

  /** The texts with every name replaced by a mark, and what turns marks back into names. */
  hide(texts: readonly string[]): { hidden: string[]; reveal: (text: string) => string } {
    const { pattern } = this;
    if (!pattern) return { hidden: [...texts], reveal: (text) => text };
    const found: string[] = [];
    const [begin, end] = unusedMark(texts);
    const hidden = texts.map((text) =>
      text.replace(pattern, (name) => `${begin}${found.push(name) - 1}${end}`),
    );
    const marks = new RegExp(`${begin}(\\d+)${end}`, 'g');
    return { hidden, reveal: (text) => text.replace(marks, (_mark, index: string) => found[Number(index)]!) };
  }

  /** The text cut at the names: names and what is between them, in order, nothing of it empty. */
  split(text: string): string[] {
    return this.pattern ? text.split(this.pattern).filter((piece) => piece !== '') : [text];
  }
}

/** Begin and end of marks in private-use characters, such that no text contains the begin. */
function unusedMark(texts: readonly string[]): [begin: string, end: string] {
  let number = 0;
  const begin = () => `\uE000${number}\uE001`;
  while (texts.some((text) => text.includes(begin()))) number++;
  return [begin(), '\uE002'];
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
