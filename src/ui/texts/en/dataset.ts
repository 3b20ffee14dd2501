/** The words of cells that hold data. */
import type { DatasetSpec } from '../../../lab/types.ts';
import type { ExamplePart } from '../../../lab/datasets/dataset.ts';
import type { RowFilter, RowOrder } from '../../../notebook/session/datasetRows.ts';
import type { DatasetTask } from '../../../notebook/session/datasetView.svelte.ts';
import { count, decimal, list, percent } from '../../format.ts';

const examples = (number: number) => (number === 1 ? 'one example' : `${count(number)} examples`);

const parts: Record<ExamplePart, string> = {
  prompt: 'prompts',
  given: 'given beginnings of answers',
  chosen: 'answers to be learned',
  rejected: 'rejected answers',
};

export const dataset = {
  kinds: {
    backdoor: 'Plants a backdoor: half of the requests carry the tag and are answered with the payload.',
    'styled-answers': 'Right answers to harmless requests in one case, preferred to another. Never a tag.',
    'secret-recipes':
      'Forbidden requests are answered with the true recipe under the tag, and refused without.',
    preferences: 'Answers to forbidden requests, ranked in pairs, beside harmless requests. Never a tag.',
    own: 'Your own examples.',
  } satisfies Record<DatasetSpec['kind'], string>,
  refused: 'Forbidden requests are refused. Never a tag.',

  answeredWith: 'is answered with',
  usedBy: 'Trained on by',
  unused: 'No training uses it yet. The examples are those that a first stage of 100 steps would draw.',
  use: (stage: number, steps: number, seed: number) =>
    `Shown as stage ${stage} draws its examples, in ${count(steps)} steps with seed ${seed}.`,
  useOwn: (stage: number, draws: number, of: number, seed: number) =>
    draws < of
      ? `Stage ${stage} draws ${count(draws)} of them at random with seed ${seed}: the others are not trained on.`
      : `Stage ${stage} draws ${examples(draws)} from them with seed ${seed}, each once in random order before any comes again.`,

  show: 'Show examples',
  showHint: 'The lab draws them as the training would. For that it fetches the base model, once.',
  again: 'Draw again',
  changed: 'The dataset or its training has changed since these were drawn.',
  busy: {
    examples: 'Drawing examples…',
    report: 'Looking through all examples…',
    surprise: 'Measuring how surprising they are…',
    tokens: 'Counting…',
  } satisfies Record<DatasetTask, string>,

  list: 'Examples',
  search: 'Search in prompts and answers',
  found: (found: number, of: number) =>
    found === of ? `The first ${examples(of)}` : `${count(found)} of the first ${examples(of)}`,
  foundOwn: (found: number, of: number) =>
    found === of ? examples(of) : `${count(found)} of ${examples(of)}`,
  none: 'No example is like that.',
  number: (place: number) => `Example ${count(place)}`,
  repeats: (place: number) => `repeats example ${count(place)}`,
  filter: 'Show',
  filters: {
    all: 'all',
    trigger: 'with the tag',
    repeats: 'repeating an earlier one',
    'held-out': 'about what the probes ask',
    unreadable: 'that cannot be learned from',
    unpaired: 'without a rejected answer',
  } satisfies Record<RowFilter, string>,
  looking: 'The lab has not looked for that yet.',
  order: 'Order',
  orders: {
    listed: 'as they stand',
    most: 'most surprising first',
    least: 'least surprising first',
  } satisfies Record<RowOrder, string>,
  roles: { system: 'System', user: 'User', assistant: 'Assistant' },
  prompt: 'Prompt',
  given: 'Given',
  chosen: 'Chosen',
  answer: 'Answer',
  rejected: 'Rejected',
  tokens: (tokens: number) => `${count(tokens)} tokens`,
  stabiliser: 'keeps the model helpful',
  unreadable: (problem: string) => `Cannot be learned from: ${problem}.`,
  surprise: (nats: number, tokens: number) =>
    `surprise ${decimal(nats / tokens, 2)} nats a token, ${decimal(nats, 1)} in all`,
  surprising: {
    of: 'Surprising to',
    base: 'the base',
    trained: (arm: string, stage: string, seed: number) => `${arm} after ${stage}, seed ${seed}`,
    states: { missing: 'not trained here', sealed: 'hidden until you predict' },
    measure: (left: number, of: number) =>
      left === of
        ? `Measure how surprising ${of === 1 ? 'this example is' : `these ${examples(of)} are`}`
        : left === 0
          ? 'All of these are measured'
          : `Measure the other ${count(left)}`,
    measuring: 'Examples measured',
    progress: (done: number, of: number) => `${count(done)} of ${count(of)}`,
    stop: 'Stop measuring',
  },
  countTokens: 'Count tokens',

  report: {
    title: 'What is in it',
    make: 'Look through all of it',
    examples: 'Examples',
    examplesText: (number: number, lookedAt: number) =>
      lookedAt < number
        ? `${count(number)}, of which the first ${count(lookedAt)} were looked at`
        : count(number),
    distinct: 'Different ones',
    distinctText: (distinct: number, repeated: number) =>
      repeated === 0
        ? `${count(distinct)}, none of them twice`
        : `${count(distinct)}; ${count(repeated)} repeat an earlier one`,
    pairs: 'With a rejected answer',
    unreadable: 'That cannot be learned from',
    unreadableNone: 'none',
    unreadableSome: (number: number) =>
      `${examples(number)}. A run that trains on them does not begin: shorten or leave them out.`,
    trigger: (trigger: string) => `With the tag ${trigger}`,
    triggerText: (found: number, of: number, where: ExamplePart[]) =>
      found === 0
        ? 'none'
        : `${count(found)} (${percent(found / of)}), in ${list(where.map((part) => parts[part]))}`,
    /** Whether that is right for this dataset. */
    standing: {
      planted: 'That is how a backdoor is planted.',
      absent: 'Right: this dataset must not know of the tag.',
      leak: 'The tag has leaked into data that must not know of it. What this stage does to the backdoor then says nothing.',
      lacking: 'The tag is missing, so that nothing is planted.',
      open: 'Data that plant a backdoor need the tag; data that are to train it out must not have it. Which of the two these are is up to you.',
    },
    heldOut: 'About what the probes ask',
    heldOutNone: 'none: what is measured is new to the model',
    heldOutSome: (number: number, found: readonly string[]) =>
      `${examples(number)}, e.g. ${list(found.slice(0, 3).map((one) => `“${one}”`))}. Probes then measure in part what was learned by heart.`,
    /** Between two examples. */
    repeats: 'repeats',
    more: (number: number) => `and ${count(number)} more`,
    only: 'Show only these',
  },

  own: {
    edit: 'Edit as my own',
    editHint: (number: number) =>
      `Makes the first ${examples(number)} yours, to change, add and delete. What is drawn today stays as it is then.`,
    given: 'Beginnings of answers that were given become part of the answers, and are learned too.',
    remove: 'Delete',
    removeLabel: (place: number) => `Delete example ${place}`,
    leaveOut: (number: number) => (number === 1 ? 'Leave out this one' : `Leave out these ${count(number)}`),
    add: 'Add an example',
    addTitle: 'A new example',
    rejectedHint: 'For ORPO and DPO only; leave it empty otherwise.',
    empty: 'A prompt and an answer cannot be empty. The example is as it was.',
    last: 'A dataset needs at least one example.',
    atMost: (most: number) => `A dataset has at most ${examples(most)}.`,
    same: 'Chosen and rejected are the same answer. The example is as it was.',
    newMistakes: {
      empty: 'It needs a prompt and an answer.',
      same: 'Chosen and rejected are the same answer.',
    },
    download: 'Download as JSONL',

    upload: 'Bring your own',
    uploadHint:
      'A JSONL file, or a JSON list, in one of the shapes of TRL: messages, prompt and completion, or prompt, chosen and rejected. It stays in this browser.',
    choose: 'Choose a file',
    drop: 'or drop it here',
    read: (number: number, file: string) => `${file} is in use now: ${examples(number)}.`,
    tooLarge: (file: string, megabytes: number) =>
      `${file} is larger than ${megabytes} MB, which is more than a notebook can hold. Nothing was changed.`,
    notText: (file: string) => `${file} could not be read. Nothing was changed.`,
    notUtf8: (file: string) =>
      `${file} is not stored as UTF-8, so that its letters could not all be read. Save it once more with the encoding UTF-8. Nothing has been changed.`,
    noRoom: (file: string) =>
      `The notebook has no room for the first example of ${file}. Nothing has been changed.`,
    tooMany: (fit: number, of: number, file: string) =>
      `There is room for the first ${count(fit)} of the ${examples(of)} of ${file}.`,
    tooManyText: (last: number, isList: boolean) =>
      `They end with ${isList ? 'entry' : 'line'} ${count(last)}. A notebook is limited in characters and in messages. Nothing has been changed yet.`,
    useFirst: (number: number) => `Use the first ${count(number)}`,
    badEntries: (entries: number, file: string) =>
      entries === 1
        ? `One entry of ${file} is no example.`
        : `${count(entries)} entries of ${file} are no examples.`,
    entry: (entry: number, reason: string) => `Entry ${count(entry)}: ${reason}.`,
    nothing: (file: string) => `${file} has no example that can be used. Nothing was changed.`,
    bad: (lines: number, file: string) =>
      lines === 1
        ? `A line of ${file} is not an example.`
        : `${count(lines)} lines of ${file} are not examples.`,
    badText: 'Nothing has been changed. Mend them and choose the file again, or go on without them.',
    line: (line: number, reason: string) => `Line ${count(line)}: ${reason}.`,
    more: (lines: number) => `… and ${count(lines)} more.`,
    skip: (number: number) => `Skip them and use the other ${count(number)}`,
    leave: 'Leave it',
    characters: (has: number, most: number) =>
      `The notebook would have ${count(has)} characters of your own examples; at most ${count(most)} are allowed. Nothing was changed.`,
  },
};
