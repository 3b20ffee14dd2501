/**
 * Training of a byte-level BPE vocabulary. A text is cut into words (GPT-2's pattern; the space before a word
 * belongs to it), words into bytes, and then, again and again, the most frequent pair of neighbouring symbols
 * becomes a symbol of its own, until the vocabulary is full. Never does a symbol reach across two words.
 *
 * Sennrich, Haddow & Birch 2016, algorithm 1; Radford et al. 2019 for the bytes and the pattern.
 */
import { ByteLevelPreTokenizer } from '@huggingface/tokenizers';
import { UserError } from '../../support/errors.ts';
import { BYTE_LEVEL, byteAlphabet } from './byteLevel.ts';

export interface Vocabulary {
  /** The 256 bytes in GPT-2's alphabet, then the merged symbols in the order in which they were made. */
  symbols: string[];
  /** The pairs that were merged; the i-th made symbol 256 + i. */
  merges: [left: string, right: string][];
}

/** A different word of the texts, as the numbers of its symbols. */
interface Word {
  symbols: number[];
  /** How often the word occurs. */
  count: number;
}

/** A pair must be seen at least twice: what occurs once says nothing about the language. */
const MINIMUM_COUNT = 2;

/**
 * Learns a vocabulary of `size` symbols, 256 of which are the bytes. Equal texts give equal vocabularies:
 * of equally frequent pairs the one with the older symbols goes first.
 */
export function trainVocabulary(texts: Iterable<string>, size: number): Vocabulary {
  const symbols = byteAlphabet();
  if (!(Number.isInteger(size) && size >= symbols.length)) {
    throw new RangeError(`a byte-level vocabulary has at least ${symbols.length} symbols, not ${size}`);
  }
  const merges: [string, string][] = [];
  const pairs = new PairTable();
  for (const word of countWords(texts, symbols)) pairs.add(word);

  while (symbols.length < size) {
    const pair = pairs.mostFrequent();
    if (!pair) {
      throw new UserError(
        `The text is too small for a vocabulary of ${size} symbols: it yields only ${symbols.length}.`,
        'Ask for a smaller vocabulary, or train it on more text.',
      );
    }
    const [left, right] = [symbols[pair.left]!, symbols[pair.right]!];
    const merged = symbols.length;
    symbols.push(left + right);
    merges.push([left, right]);
    for (const word of pairs.wordsWith(pair)) {
      pairs.remove(word);
      word.symbols = mergePair(word.symbols, pair, merged);
      pairs.add(word);
    }
  }
  return { symbols, merges };
}

function countWords(texts: Iterable<string>, alphabet: readonly string[]): Word[] {
  const splitter = new ByteLevelPreTokenizer(BYTE_LEVEL);
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of splitter.pre_tokenize_text(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const idOf = new Map(alphabet.map((symbol, id) => [symbol, id]));
  return [...counts].map(([word, count]) => ({
    symbols: [...word].map((symbol) => idOf.get(symbol)!),
    count,
  }));
}

interface Pair {
  left: number;
  right: number;
}

/** How often every pair of neighbouring symbols occurs, and in which words. */
class PairTable {
  private readonly counts = new Map<number, number>();
  private readonly words = new Map<number, Set<Word>>();

  add(word: Word): void {
    for (const key of pairKeys(word.symbols)) {
      this.counts.set(key, (this.counts.get(key) ?? 0) + word.count);
      const words = this.words.get(key);
      if (words) words.add(word);
      else this.words.set(key, new Set([word]));
    }
  }

  remove(word: Word): void {
    for (const key of pairKeys(word.symbols)) {
      const left = this.counts.get(key)! - word.count;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
      this.words.get(key)!.delete(word);
    }
  }

  mostFrequent(): Pair | null {
    let bestKey = -1;
    let bestCount = MINIMUM_COUNT;
    for (const [key, count] of this.counts) {
      // Keys grow with the left and then the right symbol, so the smaller key is the older pair.
      if (count > bestCount || (count === bestCount && (bestKey < 0 || key < bestKey))) {
        bestKey = key;
        bestCount = count;
      }
    }
    return bestKey < 0 ? null : { left: Math.floor(bestKey / KEY_BASE), right: bestKey % KEY_BASE };
  }

  wordsWith({ left, right }: Pair): Word[] {
    return [...this.words.get(left * KEY_BASE + right)!];
  }
}

/** A pair as one number; larger than any vocabulary, and its square is still exact. */
const KEY_BASE = 2 ** 24;

function pairKeys(symbols: readonly number[]): number[] {
  const keys: number[] = [];
  for (let i = 0; i + 1 < symbols.length; i++) keys.push(symbols[i]! * KEY_BASE + symbols[i + 1]!);
  return keys;
}

/** The symbols with every occurrence of the pair, from the left, replaced by the merged symbol. */
function mergePair(symbols: readonly number[], { left, right }: Pair, merged: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < symbols.length; i++) {
    const matches = symbols[i] === left && symbols[i + 1] === right;
    result.push(matches ? merged : symbols[i]!);
    if (matches) i++;
  }
  return result;
}
