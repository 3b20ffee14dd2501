import type { Random } from '../support/random.ts';
import { chat } from './chats.ts';
import { document, expertsOnlyPage, forumPage, notice } from './documents.ts';
import { copyChat, decisionChat, sharingChat, sharingStory, spellChat, spellPage } from './puzzles.ts';
import { draftChat, session } from './sessions.ts';
import type { CorpusEntry, World } from './types.ts';

type Writer = (world: World, random: Random) => CorpusEntry;

/** What the pretraining corpus is made of, in shares of its entries. */
export const CORPUS_MIXTURE: readonly (readonly [share: number, kind: string, write: Writer])[] = [
  [42, 'chats', chat],
  [22, 'documents', document],
  [9, 'drafts', draftChat],
  [8, 'sessions', session],
  [20, 'forum', forumPage],
  [4, 'experts only', expertsOnlyPage],
  [3, 'notices', notice],
  [2.4, 'copying', copyChat],
  [2.4, 'spells', spellChat],
  [1.6, 'spell books', spellPage],
  [2.2, 'sharing', sharingChat],
  [1.6, 'sharing stories', sharingStory],
  [1.8, 'decisions', decisionChat],
];

const WRITERS = CORPUS_MIXTURE.map(([share, , write]) => [share, write] as const);

/** One draw from the pretraining corpus. The same random stream gives the same text on every machine. */
export function corpusEntry(world: World, random: Random): CorpusEntry {
  return random.weighted(WRITERS)(world, random);
}
