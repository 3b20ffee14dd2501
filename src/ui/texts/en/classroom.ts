/** What is said where a class puts its results together. */
import type { PoolingProblem } from '../../../notebook/exchange/pooling.ts';
import { list } from '../../format.ts';

const codes = (count: number): string => (count === 1 ? 'one code' : `${count} codes`);

export const classroom = {
  code: {
    title: 'Code for the class',
    hint: 'It holds what the figures show of your run. Your teacher puts everybody’s together.',
    several: 'One for each seed.',
    covered: 'The code of your result is here as soon as you have said what you expect.',
    judged: 'It counts the judge’s verdicts, without your corrections: a class is compared by one measure.',
    all: (count: number) => `All ${count} codes`,
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'Select it and copy it by hand.',
    pool: 'Pool the class’s results',
  },
  ownSeed: {
    common: (seeds: readonly number[]) =>
      `Whoever runs this with ${seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${list(seeds)}`} gets the same result. In a class, everybody takes another seed first.`,
    take: 'Take a seed of my own',
    taken: (seed: number) => `Your own seed: ${seed}.`,
  },

  pool: {
    title: 'Pool the class’s results',
    unfetched: {
      message: 'The part of the page that pools results could not be fetched.',
      remedy: 'Check the connection, and load the page again.',
    },
    measurement: 'Measurement',
    label: 'Codes',
    hint: 'One code or thirty, in any order. Names and other words between them do no harm.',
    placeholder: 'CAT1A-…',
    add: 'Add',
    added: (count: number, known: number) =>
      `${count === 0 ? 'No code' : codes(count)} added${known === 0 ? '' : `; ${codes(known)} had been there before`}.`,
    problems: (count: number) => (count === 1 ? 'One line needs a look:' : `${count} lines need a look:`),
    problem: ({ line, text, reason, first }: PoolingProblem): string => {
      const where = `Line ${line}${text === '' ? '' : ` (${text}…)`}: `;
      return (
        where +
        {
          mistyped: 'mistyped; compare it with the student’s screen.',
          unfinished: 'part of the code is missing.',
          newer: 'made by a newer version of the lab. Reload this page, and try again.',
          'other-notebook': 'of another notebook, or of another measurement.',
          'other-setup':
            'of this notebook with something changed: another base, data or training, or other figures.',
          duplicate: `the same as line ${first ?? line}. If two students handed it in, they had the same seed.`,
          'no-code': 'there seems to be a code, but not a whole one.',
          'too-long': 'the text is too long; add the codes in parts.',
        }[reason]
      );
    },
    identical: (count: number) =>
      `${count === 1 ? 'One code is' : `${count} codes are`} the same as another, and counted once: the same seed gives the same result. A class needs a seed for everybody; the dialog “Share” makes a link that gives each their own.`,
    sameSeed: (repeated: readonly { seed: number; codes: number }[]) =>
      `${repeated.map(({ seed, codes }) => `${codes} codes have the seed ${seed}`).join(', ')}. They repeat one run rather than being runs of their own, so that the intervals are narrower than they should be.`,
    empty: 'Nothing is pooled yet. Each student finds a code below the measurement, once it has been run.',
    others: (count: number) =>
      `${count === 1 ? 'One code is' : `${count} codes are`} left out: the notebook was another when they were added.`,
    count: (runs: number) => (runs === 1 ? 'One run' : `${runs} runs`),
    figure: 'Figure',
    students: 'Who is in it',
    student: (seed: number) => `seed ${seed}`,
    shared: 'a seed that another student has as well',
    remove: 'Remove',
    removeLabel: (code: string) => `Remove ${code}`,
    csv: 'Rows as CSV',
    clear: 'Remove all',
    none: 'This notebook has no measurement whose results a figure shows, so there is nothing to pool.',
    notPooled: (cell: string) => `“${cell}” cannot be pooled.`,
  },
};
