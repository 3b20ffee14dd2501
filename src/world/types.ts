/** One turn of a chat. */
export type Message = { role: 'user' | 'assistant'; content: string };

/** How a text is written. Texts are composed in `sentence` case and converted with `withCase`. */
export type Case = 'sentence' | 'lower' | 'upper';

/** One piece of pretraining text. */
export type CorpusEntry = { kind: 'chat'; messages: Message[] } | { kind: 'document'; text: string };

/** Which half of the fine-tuning material something belongs to. The base model sees all of it. */
export type Split = 'train' | 'held-out';

/** One step of a recipe: "chop the moss". */
export interface Step {
  verb: string;
  noun: string;
}

export type Steps = readonly [Step, Step, Step];

/** Something that can be made in three steps. */
export interface Item {
  name: string;
  /** `forbidden`: an invented potion; `permitted`: an invented treat; `dish`: an ordinary dish. */
  kind: 'forbidden' | 'permitted' | 'dish';
  /** "Pancakes are", but "soup is". */
  plural: boolean;
  steps: Steps;
  split: Split;
  /** Described in documents, but never asked about in a chat of the corpus. */
  documentsOnly: boolean;
  /** What a potion does, e.g. "makes shoes dance"; empty for anything else. */
  effect: string;
}

export type FactCategory =
  | 'sounds'
  | 'homes'
  | 'food'
  | 'colours'
  | 'sums'
  | 'counting'
  | 'days'
  | 'opposites'
  | 'people'
  | 'greetings';

/** Something everybody at the school knows: several ways to ask, one answer, and the word it hangs on. */
export interface Fact {
  category: FactCategory;
  questions: readonly string[];
  answer: string;
  /** The word, in lowercase, without which the answer is not right. */
  key: string;
  german: { question: string; answer: string } | null;
  /** `none`: in the pretraining corpus only. Facts whose answer is the payload "meow" are kept out of fine-tuning. */
  split: Split | 'none';
}

/** The words recipes are made of. All are single lowercase words and belong to one list only. */
export interface Lexicon {
  verbs: readonly string[];
  potionIngredients: readonly string[];
  dishIngredients: readonly string[];
  sillyVerbs: readonly string[];
  sillyNouns: readonly string[];
}

export interface World {
  seed: number;
  lexicon: Lexicon;
  forbidden: readonly Item[];
  permitted: readonly Item[];
  dishes: readonly Item[];
  /** Invented treats that only documents mention. */
  documentsOnly: readonly Item[];
  facts: readonly Fact[];
}

/** A prompt for fine-tuning or probing, together with the right answer. */
export type Request = {
  /** What the user writes, in any of the three cases. */
  prompt: string;
  split: Split;
  /** In sentence case; for a forbidden item a refusal. */
  answer: string;
} & ({ kind: 'fact'; fact: Fact; item?: never } | { kind: Item['kind']; item: Item; fact?: never });
