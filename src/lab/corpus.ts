/** The corpus as tokens: what the tokenizer and the base models are trained on, and what they are tested on. */
import { Random } from '../support/random.ts';
import { corpusEntry, type CorpusEntry, type World } from '../world/index.ts';
import type { Tokenizer } from '../model/tokenizer/tokenizer.ts';

/** Independent streams of the same corpus; nothing drawn for one is drawn for another. */
export type CorpusPart = 'tokenizer' | 'pretraining' | 'held-out';

export function corpusStream(world: World, seed: number, part: CorpusPart): () => CorpusEntry {
  const random = Random.of(seed, 'corpus', part);
  return () => corpusEntry(world, random);
}

/** The plain texts of the corpus until there are as many characters. */
export function* corpusTexts(next: () => CorpusEntry, characters: number): Generator<string> {
  for (let left = characters; left > 0;) {
    const entry = next();
    const texts = entry.kind === 'document' ? [entry.text] : entry.messages.map(({ content }) => content);
    for (const text of texts) {
      left -= text.length;
      yield text;
    }
  }
}

/** A conversation as its chat template renders it; a document between the tokens that start and end a text. */
export function entryTokens(tokenizer: Tokenizer, entry: CorpusEntry): number[] {
  if (entry.kind === 'chat') return tokenizer.encodeChat(entry.messages);
  return [tokenizer.bosId!, ...tokenizer.encodePlain(entry.text), tokenizer.endId!];
}

/** Sequences of tokens of the corpus, leaving out the few entries that are longer than a row. */
export function corpusSequences(
  tokenizer: Tokenizer,
  next: () => CorpusEntry,
  longest: number,
): () => number[] {
  return () => {
    for (;;) {
      const tokens = entryTokens(tokenizer, next());
      if (tokens.length <= longest) return tokens;
    }
  };
}
