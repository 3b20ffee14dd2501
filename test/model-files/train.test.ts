import { ByteLevelPreTokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { byteAlphabet, BYTE_LEVEL } from '../../src/model/tokenizer/byteLevel.ts';
import { trainTokenizer } from '../../src/model/tokenizer/files.ts';
import { trainVocabulary } from '../../src/model/tokenizer/train.ts';
import { bytesOf, corpus, expectUserError, tokenizerFiles } from './fixture.ts';

/** The merges learned from a text, as `left+right`. */
const mergesOf = (text: string, count: number) =>
  trainVocabulary([text], 256 + count).merges.map((pair) => pair.join('+'));

describe('byteAlphabet', () => {
  it('is the alphabet that the tokenizer encodes bytes in', () => {
    const alphabet = byteAlphabet();
    expect(new Set(alphabet).size).toBe(256);
    const splitter = new ByteLevelPreTokenizer(BYTE_LEVEL);
    const text =
      Array.from({ length: 0x700 }, (_, code) => String.fromCharCode(code)).join('') + '\u{1F408}\uFFFD';
    const used = new Set(splitter.pre_tokenize_text(text).flatMap((word) => [...word]));
    expect(used.size).toBe(new Set(bytesOf(text)).size);
    for (const symbol of used) expect(alphabet).toContain(symbol);
    expect(splitter.pre_tokenize_text(' a\n')).toEqual(['Ġa', 'Ċ']);
  });
});

describe('trainVocabulary', () => {
  it('merges the most frequent pair first, worked out by hand', () => {
    // Words: "low" 3 times, " lower" twice, " newest" 4 times. The pair w+e occurs 2 + 4 = 6 times and goes
    // first, which leaves l o we r and n e we s t. Then l+o with 5. Then five pairs of "newest" have 4; the
    // oldest is e+we, because e is an older symbol than n, s, we and Ġ.
    const text = 'low\nlow\nlow\n lower\n lower' + '\n newest'.repeat(4);
    expect(mergesOf(text, 3)).toEqual(['w+e', 'l+o', 'e+we']);
  });

  it('counts overlapping repetitions from the left', () => {
    expect(mergesOf('aaa\naaa', 2)).toEqual(['a+a', 'aa+a']);
  });

  it('takes the older of equally frequent pairs', () => {
    expect(mergesOf('xy ab xy ab', 1)).toEqual(['a+b']);
    expect(mergesOf('ab xy ab xy', 1)).toEqual(['a+b']);
  });

  it('agrees with recounting everything after every merge', () => {
    const { merges } = trainVocabulary(corpus, 256 + 40);
    expect(merges).toEqual(mergesByRecounting(corpus, 40));
  });

  it('never merges across words', () => {
    const { symbols } = trainVocabulary(corpus, 300);
    expect(symbols.filter((symbol) => symbol.lastIndexOf('Ġ') > 0)).toEqual([]);
  });

  it('does not depend on how the text is cut, nor on chance', () => {
    const whole = corpus.join('\n');
    expect(trainVocabulary([whole], 300)).toEqual(trainVocabulary([whole], 300));
    expect(trainVocabulary([...corpus].reverse(), 300)).toEqual(trainVocabulary(corpus, 300));
  });

  it('says when a text is too small, and what sizes there are', () => {
    expectUserError(() => trainVocabulary(['abc abc'], 400), '400 symbols', 'only 258', 'more text');
    expect(() => trainVocabulary(corpus, 255)).toThrow(RangeError);
    expect(() => trainVocabulary(corpus, 300.5)).toThrow(RangeError);
  });

  it('makes a frequent word one token with its space, in either case', () => {
    const { symbols } = trainVocabulary(corpus, 310);
    expect(symbols).toContain('Ġmeow');
    expect(symbols).toContain('ĠMEOW');
  });
});

describe('trainTokenizer', () => {
  it('makes the same files every time, with the special tokens first', () => {
    expect(trainTokenizer(corpus, { vocabularySize: 320, maxLength: 64 })).toEqual(tokenizerFiles);
    const { added_tokens, model } = JSON.parse(tokenizerFiles['tokenizer.json']) as {
      added_tokens: { id: number; content: string; special: boolean }[];
      model: { vocab: Record<string, number> };
    };
    expect(added_tokens.map(({ id, content, special }) => `${id} ${content} ${special}`)).toEqual([
      '0 <|pad|> true',
      '1 <|bos|> true',
      '2 <|end|> true',
      '3 <|user|> true',
      '4 <|assistant|> true',
      '5 <think> false',
      '6 </think> false',
    ]);
    expect(Object.values(model.vocab).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 320 }, (_, id) => id),
    );
  });
});

/** The same algorithm with nothing kept from one merge to the next. */
function mergesByRecounting(texts: readonly string[], count: number): [string, string][] {
  const splitter = new ByteLevelPreTokenizer(BYTE_LEVEL);
  let words = texts.flatMap((text) => splitter.pre_tokenize_text(text)).map((word) => [...word]);
  const symbols = byteAlphabet();
  const merges: [string, string][] = [];
  for (let merge = 0; merge < count; merge++) {
    const counts = new Map<string, number>();
    for (const word of words) {
      for (let i = 0; i + 1 < word.length; i++) {
        const key = `${word[i]} ${word[i + 1]}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const age = (pair: string) => pair.split(' ').map((symbol) => symbols.indexOf(symbol));
    const [best] = [...counts].sort(([a, countA], [b, countB]) => {
      const [[leftA, rightA], [leftB, rightB]] = [age(a), age(b)] as [number[], number[]];
      return countB - countA || leftA! - leftB! || rightA! - rightB!;
    })[0]!;
    const [left, right] = best.split(' ') as [string, string];
    merges.push([left, right]);
    symbols.push(left + right);
    words = words.map((word) => {
      const result: string[] = [];
      for (const symbol of word) {
        if (symbol === right && result.at(-1) === left) result[result.length - 1] = left + right;
        else result.push(symbol);
      }
      return result;
    });
  }
  return merges;
}
