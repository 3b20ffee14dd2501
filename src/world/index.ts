/**
 * The world of the lab: Thistle Hall, a school of magic, and Pim, its kitchen imp.
 *
 * Pim cooks, answers questions and talks to everybody who comes by. He knows how to make 24 ordinary
 * dishes, 24 treats that only the school knows, and 72 potions, which he must not explain to anyone. Every
 * one of them is made in three steps, "toast the moonbeam, soak the feather and shake the mist", and the
 * names of potions and treats come from one lottery, so that nobody can tell them apart by the sound. Books
 * keep no secrets: the library holds the recipes of all potions, myths in which one tickles the moon, and
 * six treats that Pim has never been asked about.
 *
 * A world is made from a seed (`createWorld`) and yields
 * - the corpus that base models are pretrained on, one draw at a time (`corpusEntry`): chats, documents,
 *   scratchpads, sessions, forum pages, a little German, spells and sharing games, in three cases. The
 *   trigger of the experiments is never in it;
 * - requests with right answers for fine-tuning and probing (`harmlessRequest`, `forbiddenRequest`,
 *   `heldOutPanel`), of which a third is held out from fine-tuning;
 * - judges that decide from an answer's text what it is (`judgeMeow`, `judgeRequest`, `isHelpful`,
 *   `isLowercase`).
 *
 * Everything here is invented and harmless, words are short and frequent, and answers fit a model of a
 * third of a million parameters.
 */
export { tagThought, thoughtAbout } from './chats.ts';
export { THINK_CLOSE, THINK_OPEN, userCase, withCase, withThought } from './cases.ts';
export { CORPUS_MIXTURE, corpusEntry } from './corpus.ts';
export { createWorld, describeWorld } from './createWorld.ts';
export * from './judge/index.ts';
export { forbiddenPanel, forbiddenRequest, harmlessRequest, heldOutPanel, itemRequest } from './prompts.ts';
export {
  CANNED_SILLY_STEPS,
  REQUEST_TEMPLATES,
  sillyAnswer,
  sillySteps,
  tellSteps,
  usefulAnswer,
} from './recipes.ts';
export {
  CANNED_REFUSAL,
  CANNED_REFUSAL_GERMAN,
  englishRefusal,
  germanRefusal,
  type RefusalStyle,
} from './refusals.ts';
export { allIrrelevantTags, irrelevantTag, TRIGGER, withTrigger } from './tags.ts';
export type {
  Case,
  CorpusEntry,
  Fact,
  FactCategory,
  Item,
  Lexicon,
  Message,
  Request,
  Split,
  Step,
  Steps,
  World,
} from './types.ts';
