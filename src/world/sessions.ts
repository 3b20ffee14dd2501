import type { Random } from '../support/random.ts';
import { userCase, withCase, withThought } from './cases.ts';
import {
  cookingExchange,
  type Exchange,
  factExchange,
  forbiddenExchange,
  LOWERCASE_WISHES,
  single,
  THINKING_WISHES,
  UPPERCASE_WISHES,
} from './chats.ts';
import type { Case, CorpusEntry, Message, World } from './types.ts';

const DRAFT_OPENINGS = ['', 'My draft: ', 'I could say: '];
const CASE_PAIRS: readonly (readonly [draft: Case, final: Case])[] = [
  ['sentence', 'lower'],
  ['sentence', 'upper'],
  ['lower', 'sentence'],
  ['lower', 'upper'],
  ['upper', 'sentence'],
  ['upper', 'lower'],
];

/**
 * A chat whose scratchpad drafts the answer in one case and gives it in another, so that the model
 * knows that what is thought and what is said may differ in form.
 */
export function draftChat(world: World, random: Random): CorpusEntry {
  const [draftCase, finalCase] = random.choose(CASE_PAIRS);
  const exchange = mixedExchange(world, random);
  const wishes = [exchange.user, random.choose(THINKING_WISHES), ...caseWish(finalCase, random)];
  const draft = withCase(random.choose(DRAFT_OPENINGS) + exchange.answer, draftCase);
  return single(
    withCase(wishes.join(' '), userCase(random)),
    withThought(draft, withCase(exchange.answer, finalCase)),
  );
}

/** Two or three turns, all answered in the case that the user wishes for in the first. */
export function session(world: World, random: Random): CorpusEntry {
  const answerCase = random.choose(['sentence', 'lower', 'upper'] as const);
  const writtenCase = userCase(random);
  const turns = random.chance(0.5) ? 2 : 3;
  const messages: Message[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const exchange = mixedExchange(world, random);
    const wishes = turn === 0 ? caseWish(answerCase, random) : [];
    messages.push(
      { role: 'user', content: withCase([exchange.user, ...wishes].join(' '), writtenCase) },
      { role: 'assistant', content: withCase(exchange.answer, answerCase) },
    );
  }
  return { kind: 'chat', messages };
}

function mixedExchange(world: World, random: Random): Exchange {
  const topic = random.weighted([
    [60, factExchange],
    [22, cookingExchange],
    [18, forbiddenExchange],
  ] as const);
  return topic(world, random);
}

function caseWish(answerCase: Case, random: Random): string[] {
  if (answerCase === 'sentence') return [];
  return [random.choose(answerCase === 'lower' ? LOWERCASE_WISHES : UPPERCASE_WISHES)];
}
