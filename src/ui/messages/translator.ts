/**
 * Translates what comes from below the page, where everything is said in English. As in gettext, the English text is
 * the name of a message; what was filled into its holes is found by holding the message against the text.
 */

/** What a hole holds: a value, which stays as it is, words of a message of its own, or a number. */
type Hole = 'value' | 'text' | 'number';

interface Template {
  /** What stands around the holes: one more than there are holes. */
  literals: string[];
  holes: Hole[];
  translation: string;
  /** In the words of its own. With few of them, almost anything could be meant by it. */
  letters: number;
}

interface Translation {
  text: string;
  /** How many words stayed as they were. */
  left: number;
}

const HOLE = /\{\d+(?::(text|number))?\}/;
const FEWEST_LETTERS = 7;
/** For each further word: a value is rarely long, and of two readings the one with the shorter values is meant. */
const VALUE_COST = 0.6;
/** Bounds of the work, for whatever was filled in. */
const LONGEST = 1_000;
const MAX_READINGS = 30;
const MAX_PARTS = 500;

export class Translator {
  private readonly templates: Template[];
  /** Of the parts of the message at hand. */
  private readonly known = new Map<string, Translation | null>();

  /**
   * @param messages translations by their English templates
   * @param formatNumber writes a number of the message in the other language
   */
  constructor(
    messages: Readonly<Record<string, string>>,
    private readonly formatNumber: (value: number) => string,
  ) {
    this.templates = Object.entries(messages)
      .map(([english, translation]) => parse(english, translation))
      .sort((one, other) => other.letters - one.letters);
  }

  /** The message in the other language, as far as it is known; null where nothing of it is. */
  translate(message: string): string | null {
    this.known.clear();
    return this.best(message)?.text ?? null;
  }

  private best(message: string): Translation | null {
    const known = this.known.get(message);
    if (known !== undefined) return known;
    if (message.length > LONGEST || this.known.size > MAX_PARTS) return null;
    this.known.set(message, null);
    const words = wordsIn(message);
    let best = this.sentences(message);
    for (const template of this.templates) {
      if (best?.left === 0) break;
      for (const values of readings(message, template)) {
        const translation = this.fill(template, values);
        if (!translation || (isWeak(template) && translation.left > words / 2)) continue;
        if (!best || translation.left < best.left) best = translation;
      }
    }
    this.known.set(message, best);
    return best;
  }

  /** Several messages, one after the other, all of them known. */
  private sentences(message: string): Translation | null {
    for (const { index } of message.matchAll(/(?<=[.?!]) (?=[\p{Lu}\d])/gu)) {
      const [first, others] = [this.best(message.slice(0, index)), this.best(message.slice(index + 1))];
      if (!first || !others || first.left + others.left > wordsIn(message) / 3) continue;
      return { text: `${first.text} ${others.text}`, left: first.left + others.left };
    }
    return null;
  }

  /** A number with its unit, as in `12.5 MiB`. */
  private measure(value: string): string {
    return value.replace(/^\d+\.\d+(?= \p{L}+$)/u, (number) => this.formatNumber(Number(number)));
  }

  private fill({ holes, translation }: Template, values: string[]): Translation | null {
    let left = 0;
    const filled: string[] = [];
    for (const [index, value] of values.entries()) {
      if (holes[index] === 'number') {
        const number = numberIn(value);
        if (number === null) return null;
        filled.push(this.formatNumber(number));
      } else if (holes[index] === 'value') {
        left += Math.max(0, wordsIn(value) - 1) * VALUE_COST;
        filled.push(this.measure(value));
      } else {
        const content = value.trim();
        const inner = content === '' ? { text: '', left: 0 } : this.best(content);
        left += inner?.left ?? wordsIn(value);
        filled.push(inner ? value.replace(content, () => inner.text) : value);
      }
    }
    return {
      text: translation.replace(/\{(\d+)\}/g, (_, index: string) => filled[Number(index)] ?? ''),
      left,
    };
  }
}

function parse(english: string, translation: string): Template {
  const literals = english.split(new RegExp(HOLE.source.replace('(text', '(?:text'), 'g'));
  const holes = [...english.matchAll(new RegExp(HOLE, 'g'))].map(([, kind]) => (kind ?? 'value') as Hole);
  const letters = literals.join('').replace(/[^\p{L}]/gu, '').length;
  return { literals, holes, translation, letters };
}

const isWeak = ({ holes, letters }: Template): boolean => holes.length > 0 && letters < FEWEST_LETTERS;

/** What the holes can have been filled with. */
function readings(message: string, { literals }: Template): string[][] {
  const first = literals[0]!;
  const last = literals.at(-1)!;
  if (literals.length === 1) return message === first ? [[]] : [];
  if (!message.startsWith(first) || !message.endsWith(last)) return [];
  const inner = message.slice(first.length, message.length - last.length);
  if (message.length < first.length + last.length) return [];
  const found: string[][] = [];
  const read = (rest: string, at: number, values: string[]): void => {
    const literal = literals[at]!;
    if (at === literals.length - 1) {
      found.push([...values, rest]);
      return;
    }
    for (let end = rest.indexOf(literal); end >= 0; end = rest.indexOf(literal, end + 1)) {
      if (found.length >= MAX_READINGS) return;
      read(rest.slice(end + literal.length), at + 1, [...values, rest.slice(0, end)]);
    }
  };
  read(inner, 1, []);
  return found;
}

/** Of a number as code writes it, or with commas between thousands. */
function numberIn(text: string): number | null {
  if (text === 'NaN') return NaN;
  const plain = text.replace(/(?<=\d),(?=\d{3})/g, '');
  return plain.trim() === '' || Number.isNaN(Number(plain)) ? null : Number(plain);
}

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
