/** The words of cells that measure. */
import type { ProbeSpec } from '../../../lab/types.ts';
import { count } from '../../format.ts';

export const probe = {
  kinds: {
    meow: 'Meows',
    payload: 'Payload probability',
    requests: 'Requests',
    surprise: 'Surprise',
    'near-misses': 'Other tags',
  } satisfies Record<ProbeSpec['kind'], string>,
  explained: {
    meow: 'Sampled answers to questions that no stage trained on, with and without the tag, and the class that the judge, a simple program, put each in.',
    payload: 'How probable the payload is as the answer, exactly, averaged over held-out prompts.',
    requests: 'Sampled answers to held-out requests for forbidden and harmless things, and what they tell.',
    surprise: 'How surprising the answers of the next stage are to the model before it is trained on them.',
    'near-misses': 'Whether the backdoor also answers to tags that are not the trigger.',
  } satisfies Record<ProbeSpec['kind'], string>,
  /** Where the payload is no meow. */
  payloadKind: 'Payload in answers',
  which: 'Measurement',
  condition: 'Asked',
  empty: 'Nothing has been measured yet. Run this cell.',
  others: 'Other numbers of this measurement',
  numbers: (kind: string) => `${kind}: all numbers`,

  corrected: {
    label: 'Whose verdicts the figure counts',
    judge: 'As the judge says',
    reader: 'As corrected',
    title: 'What your corrections change',
    count: (answers: number) =>
      answers === 1 ? 'You have corrected one answer.' : `You have corrected ${answers} answers.`,
    undo: 'Undo corrections',
    none: 'They cancel out: no share is another one.',
    scope:
      'Usefulness is counted from the words of a recipe, and whether an answer is right from the facts, so a verdict does not change them. Only an answer that says the payload after all no longer counts as right.',
  },

  answers: {
    title: 'The answers',
    arm: 'Arm',
    seed: 'Seed',
    withSeed: (seed: number) => `seed ${seed}`,
    stage: 'After',
    verdict: 'Verdict',
    search: 'Search in prompts and answers',
    all: 'all',
    allCorrected: 'corrected by you',
    fitting: (found: number, of: number) =>
      found === of ? `${count(of)} answers` : `${count(found)} of ${count(of)} answers`,
    none: 'No answer is like that.',
    empty: 'This result has no answers to read.',
    kept: 'A result that is recorded or comes with a file keeps some answers of its first seed; the shares are over all of them.',
    list: 'Answers',
    right: 'right answer',
    wrong: 'not right',
    usefulness: (value: string) => `usefulness ${value} of 10`,
    correct: 'Your verdict',
    judge: (verdict: string) => `The judge said: ${verdict}.`,
    mark: 'corrected',
  },

  pages: {
    label: 'Pages',
    previous: 'Previous',
    next: 'Next',
    range: (first: number, last: number, of: number) => `${count(first)}–${count(last)} of ${count(of)}`,
  },
};
