/** The words for passing a notebook on: as a link, and as files. */
import type { ViewControl } from '../../../notebook/document/types.ts';
import { count, duration } from '../../format.ts';
import { trainingSteps } from './run.ts';

export const share = {
  open: 'Share',
  title: 'Share this notebook',

  link: {
    label: 'As a link',
    text: 'The whole notebook is in the link itself and on no server. It carries no results, and opening it runs nothing.',
    original: 'This is an original of the lab that nobody has changed, so that the link is short.',
    field: 'The link',
    making: 'Making the link …',
    copy: 'Copy',
    copied: 'The link is copied.',
    notCopied:
      'The browser did not let the page copy it. It is selected: copy it with the keys you are used to.',
    length: (characters: number) => `${count(characters)} characters.`,
    local:
      'This page is served by your own computer, so the link works on this computer only. Send a file to someone elsewhere.',
    asFile: 'Save it as a file instead',
    options: 'Whoever opens the link',
    present: 'sees one cell a screen, for a talk or a lesson',
    locked: 'can change nothing',
    ownSeed: 'gets a seed of their own, so that the results of a class differ and can be pooled',
    hide: {
      settings: 'does not see the settings',
      run: 'does not see buttons that run something',
      share: 'does not see this dialog',
      recorded: 'does not see the recorded results',
      lesson: 'does not see the lesson plan and the teacher’s notes',
    } satisfies Record<ViewControl, string>,
  },

  cost: {
    nothing: 'Nothing in it can be run.',
    counting: 'Adding up what running everything takes …',
    all: (steps: number, seconds: number | null) =>
      `Running everything takes ${trainingSteps(steps)}${seconds === null ? '' : `, about ${duration(seconds)} at the pace of the last run`}.`,
    recorded: (steps: number, seconds: number | null) =>
      `Running everything takes ${trainingSteps(steps)}${seconds === null ? '' : `, about ${duration(seconds)} on the computer that made the recorded result`}.`,
    unknown: 'What running everything takes cannot be said: something in it cannot be run.',
  },

  files: {
    label: 'As files',
    notebook: {
      title: 'The notebook',
      text: 'Opens here again, on any computer, and runs in the terminal: npm run lab -- run FILE.',
      results: (results: number) => `With the results (${results})`,
      save: 'JSON',
    },
    jupyter: {
      title: 'For Jupyter',
      text: 'Text, figures and results, and the training as Python with TRL and PEFT.',
      save: 'ipynb',
    },
    rows: {
      title: 'The numbers',
      text: 'Every measured number with arm, seed, stage, probe, condition and metric. Where verdicts were put right by hand, they count, and a column says what the judge’s own come to.',
      source: 'Whose numbers',
      sources: { yours: 'My runs', imported: 'Imported', recorded: 'Recorded' },
      csv: 'CSV',
      parquet: 'Parquet',
      none: 'Nothing has been measured or recorded for the cells as they are.',
    },
    sweeps: {
      title: 'The numbers of sweeps',
      text: 'Every measured number of every run, with a column for each field that is varied.',
      none: 'No run of a sweep has been done or recorded for the cells as they are.',
    },
    adapters: {
      title: 'The models trained here',
      text: 'Every LoRA adapter as a folder that PEFT loads, with a model card.',
      save: 'PEFT, zip',
      none: 'Nothing has been trained here for the cells as they are.',
      missing: (models: number) =>
        `${models === 1 ? 'One model is' : `${models} models are`} not in the cache any more and left out. Running the cell again trains ${models === 1 ? 'it' : 'them'} once more.`,
    },
    training: {
      title: 'Training elsewhere',
      text: 'For every arm a script or configuration with its data: the same examples in the same order.',
      trl: 'TRL, zip',
      axolotl: 'Axolotl, zip',
      none: 'The notebook trains nothing.',
    },
    manifest: {
      title: 'Where the numbers come from',
      text: 'What was run, when, on what, and hashes of the base, the data and the experiment.',
      save: 'Manifest, JSON',
    },
    /** Of results that the reader has not predicted yet. */
    covered: {
      notebook:
        'Results that you have not predicted yet come along, and are covered again where it is opened.',
      jupyter: 'What you have not predicted yet is left out, as the page leaves it out: predict first.',
      rows: 'What you have not predicted yet is in these files as well: numbers to compute with have to be complete.',
    },
    making: (what: string) => `Making ${what} …`,
    saved: (name: string) => `${name} is on its way to your downloads.`,
  },

  results: {
    label: 'Results from elsewhere',
    text: 'What the terminal measured of this notebook, or of an experiment that its cells have: npm run lab -- run FILE --out results.json, or sweep FILE --out sweep.jsonl. It is shown as imported, with the name of the file, until you run the same here.',
    choose: 'Add a file',
    reading: (name: string) => `Reading ${name} …`,
    added: (name: string, cells: number, unfit: number) =>
      `${cells === 1 ? 'One cell has' : `${count(cells)} cells have`} results from ${name}.${
        unfit === 0
          ? ''
          : ` ${unfit === 1 ? 'One result is' : `${count(unfit)} results are`} of no cell as it is now, and left out.`
      }`,
    none: (name: string) => ({
      message: `No cell of this notebook is what ${name} has results of.`,
      remedy:
        'Base, LoRA, data, stages and probes have to be the same. Import the notebook that was run, or undo what was changed since.',
    }),
  },

  problems: {
    noBase: (base: string) => ({
      message: `The lab does not know how large the base ${base} is.`,
      remedy: 'Its adapters can be exported by the terminal: npm run lab -- run FILE --adapters FOLDER.',
    }),
    noModels: {
      message: 'None of the models is in the cache any more.',
      remedy: 'Run the cell again: that trains them once more.',
    },
    unfetched: {
      message: 'The part of the page that shares notebooks could not be fetched.',
      remedy: 'Check the connection, and load the page again.',
    },
    offline: {
      message: 'The part of the page that makes this file could not be fetched.',
      remedy: 'Check the connection, and try again.',
    },
  },
};
