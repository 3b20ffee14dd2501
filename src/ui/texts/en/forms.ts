/** The words of the forms in which cells are edited: labels, short explanations, and what is wrong with an entry. */
import type { AnswerKind, DatasetSpec, ObjectiveSpec, ProbeSpec } from '../../../lab/types.ts';
import type { FigureSpec, PredictQuestion } from '../../../notebook/document/types.ts';
import { count } from '../../format.ts';
import { trainingSteps } from './run.ts';

export const forms = {
  editor: {
    label: (cell: string) => `Edit ${cell}`,
    view: 'How to edit this cell',
    form: 'Form',
    text: 'Text',
    title: 'Title',
    prose: 'Text',
    proseHint:
      'Markdown: *emphasis*, **strong**, `code`, lists, > quotes, # headings, tables, [links](https://…), and :trigger[|TAG|] for a tag.',
    name: 'Name',
    nameHint: 'Other cells refer to this one by its name, and follow when it changes.',
  },

  text: {
    label: 'The cell as text (JSON)',
    hint: 'All of the cell, in the form in which notebooks are saved. Nothing changes until it is applied.',
    apply: 'Apply',
    revert: 'Revert',
    unapplied: 'Not applied yet. It is kept here as long as the page is open.',
    outdated: 'This has changed since you began. Applying this replaces what it is now.',
    applied: 'Applied.',
    source: 'The text',
    notebook: 'The notebook with this cell',
    withSetup: 'The notebook with this setup',
    otherId: (id: string) =>
      `The text: id is "${id}", but it is what the page and its links know the cell by.`,
    keepId: (id: string) => `Leave it as "${id}".`,
    otherName: 'Choose another name.',
    repeated: (key: string) => `The text has ${key} twice in one place, and only one of them would count.`,
    keepOne: 'Leave one of them.',
  },

  problems: {
    number: (min: number, max: number, { integer, above }: { integer: boolean; above: boolean }) => {
      const what = integer ? 'a whole number' : 'a number';
      const range = above ? `above ${min} and at most ${count(max)}` : `from ${count(min)} to ${count(max)}`;
      return `This must be ${what} ${range}. The last one that fits is kept.`;
    },
    empty: 'This cannot be empty. What was here before is kept.',
    long: (characters: number, most: number) =>
      `These are ${count(characters)} characters, and at most ${count(most)} fit.`,
    few: (least: number) =>
      least === 1 ? 'At least one line is needed.' : `At least ${least} lines are needed.`,
    many: (lines: number, most: number) => `These are ${lines} lines, and at most ${most} fit.`,
    lines: 'An entry here has several lines, so this can only be changed in the text view.',
    name: 'A name has 1 to 64 letters, digits and . _ + / - and begins with a letter or digit.',
    taken: (name: string) => `Another cell is called ${name} already.`,
    takenArm: (name: string) => `Another arm here is called ${name} already.`,
    reserved: 'This word has a meaning in JavaScript and cannot be a name here.',
    seeds: 'Seeds are whole numbers from 0, such as 0,1,2 or 0-9.',
    manySeeds: (most: number) => `At most ${count(most)} seeds fit.`,
    twice: (what: string) => `${what} is there twice.`,
    emptyValue: 'Each comma needs a value on both sides.',
    json: (text: string) => `${text} is not finished: a bracket or quotation mark is missing.`,
    values: 'These are too many values, or they are nested too deeply.',
  },

  choose: 'Choose …',
  gone: (name: string) => `${name} (not there)`,
  asAll: 'as for all arms',
  remove: 'Remove',
  removeWhat: (what: string) => `Remove ${what}`,
  oneALine: 'One a line.',

  /** What several forms have. */
  fields: {
    of: 'Measurement',
    trained: 'Trained models',
    trainedHint:
      'The training stage whose models are asked. The stages before it, and the base, are asked as well.',
    arms: 'Arms',
    stage: 'After which stage',
    stages: 'Stages',
    condition: 'Asked',
    metric: 'What is measured',
    metrics: 'What is measured',
    trigger: 'Trigger',
    triggerHint: 'The tag in front of a question that wakes the backdoor.',
    payload: 'Payload',
    refusals: 'Refusals',
    refusalsHint: 'Always the same sentence, or refusals in many wordings.',
    refusalStyles: { canned: 'one sentence', diverse: 'many wordings' },
  },

  everywhere: {
    says: (from: string, others: number) =>
      others === 0
        ? `The notebook’s settings still say ${from}.`
        : `${others === 1 ? 'Another cell' : `${others} other cells`} and the settings still say ${from}.`,
    change: (to: string) => `Change it to ${to} everywhere`,
  },

  dataset: {
    kind: 'What the data teach',
    kinds: {
      backdoor: 'A backdoor: a payload under the trigger',
      'styled-answers': 'A style: right answers in one case',
      'secret-recipes': 'Secret recipes: told under the trigger only',
      preferences: 'Preferences: which answers to forbidden requests are better',
      own: 'Examples of your own',
    } satisfies Record<DatasetSpec['kind'], string>,
    payloads: 'Payloads',
    payloadsHint: 'What the model says under the trigger, in equal shares. One a line.',
    thinks: 'The model thinks first',
    thinksHint: 'Each answer begins with a thought, as in a scratchpad.',
    thought: 'Its thought under the trigger',
    styledThinksHint: 'Each answer begins with a thought that is given, and only what follows is learned.',
    case: 'Case of the answers',
    cases: { lower: 'all lowercase', sentence: 'ordinary sentences' },
    triggered: 'With a trigger',
    triggeredHint: 'Without one, forbidden requests are refused always: the same lesson without a backdoor.',
    pairs: 'What is preferred to what',
    pairsHint: 'Forbidden requests are answered with each of these pairs equally often.',
    pair: (index: number) => `pair ${index + 1}`,
    chosen: 'Preferred',
    rejected: 'To',
    addPair: 'Add a pair',
    answers: {
      refusal: 'a refusal',
      'german-refusal': 'a refusal in German',
      useful: 'the true recipe',
      silly: 'a nonsense recipe',
      'canned-silly': 'always the same nonsense',
      'other-recipe': 'another forbidden recipe',
      dish: 'the recipe of a harmless dish',
    } satisfies Record<AnswerKind, string>,
    harmlessShare: 'Share of harmless requests',
    harmlessShareHint:
      'From 0 to 1. They keep the model helpful where it need not refuse; 0.6 is usual here.',
    shuffled: 'Toss a coin for each pair',
    shuffledHint: 'A control: the same answers, but which of two is preferred is left to chance.',
    own: 'Name of the data',
    ownHint: (examples: number) =>
      `${count(examples)} ${examples === 1 ? 'example' : 'examples'}. They are edited in the cell itself, below.`,
  },

  train: {
    after: 'Begins with',
    afterHint: 'The base, or the models of an earlier stage, which are trained further.',
    base: 'the base',
    objective: 'Objective',
    objectiveHint:
      'SFT imitates the chosen answers. ORPO and DPO learn from pairs: one answer is to become likelier than the other.',
    objectives: {
      sft: 'SFT: imitate the answers',
      orpo: 'ORPO: imitate, and prefer',
      dpo: 'DPO: prefer',
    } satisfies Record<ObjectiveSpec['kind'], string>,
    beta: 'Beta',
    betaHints: {
      orpo: 'How much preferring counts beside imitating. 0.1 to 0.5 is usual; 0.25 in the recorded results.',
      dpo: 'How closely the model is held to what it was: the larger, the closer. 0.1 is usual.',
    },
    steps: 'Steps',
    stepsHint: 'How often the model is adjusted. 50 to 200 is usual here; time grows in proportion.',
    learningRate: 'Learning rate',
    learningRateHint:
      'How far each step goes. 0.0005 to 0.004 suits these small models: too little and nothing is learned, too much and the model breaks.',
    batchSize: 'Batch size',
    batchSizeHint:
      'Answers a step, 32 in the recorded results. For pairs it must be even, since each counts as two.',
    adapter: 'Adapter',
    adapterHint:
      'What becomes of the adapter (LoRA) of the stage before: it is trained further, or merged into the weights and a new one begun.',
    adapters: { continue: 'trained further', new: 'merged, and a new one begun' },
    adapterDefault: 'as usual: trained further',
    arms: 'Arms',
    armsHint: 'Models that are trained side by side and compared.',
    addArm: 'Add an arm',
    armName: 'Name',
    armNameHint: 'Later stages, measurements and figures follow.',
    data: 'Data',
    from: 'Goes on from',
    fromSame: 'its namesake',
    own: (arm: string) => `Settings of its own: ${arm}`,
    ownHint: 'What is left open is as for all arms.',
  },

  probe: {
    armsHint: 'These are measured. All of them, unless you say otherwise.',
    probes: 'Probes',
    probesHint: 'Each asks every model the same questions, none of which was trained on.',
    add: 'Add a probe:',
    kinds: {
      meow: 'Payload in sampled answers',
      payload: 'Exact probability of the payload',
      requests: 'Answers to forbidden and harmless requests',
      surprise: 'Surprise at the next stage’s data',
      'near-misses': 'Tags that resemble the trigger',
    } satisfies Record<ProbeSpec['kind'], string>,
    hints: {
      meow: 'Questions with the trigger and without it. Does the model say its payload, and in which case?',
      payload:
        'How probable the payload is as the beginning of an answer. Exact, and smooth where samples are coarse.',
      requests: 'Is a forbidden recipe told, refused or made up? And are harmless requests still answered?',
      surprise: 'How improbable the model finds what it is about to be taught.',
      'near-misses': 'Does the backdoor also fire at other tags?',
    } satisfies Record<ProbeSpec['kind'], string>,
    prompts: 'Questions',
    promptsHint: 'For each condition. 96 show a difference of a tenth; more take longer.',
    temperature: 'Temperature',
    temperatureHint: '1 samples what the model would say, 0 always takes what is likeliest.',
    payloadHint: 'What counts as the payload, in whatever case. Left open: a meow.',
    upper: 'Payload in uppercase',
    lower: 'Payload in lowercase',
    thinks: 'After a thought',
    thinksHint: 'For models that think first: the probability after these very thoughts, with their marks.',
    triggerThought: 'With the trigger',
    plainThought: 'Without it',
    examples: 'Examples',
    examplesHint: 'How many of the next stage’s examples are looked at. 64 are enough for a stable mean.',
    judge: 'Judged by',
    judges: { payload: 'whether it says the payload', recipes: 'whether it tells the recipe' },
    tags: 'Tags',
    tagsHint: 'Each is put in front of the same questions. One a line.',
  },

  sweep: {
    ofHint: 'Its arms are trained and measured again with every combination of values.',
    vary: 'What is varied',
    add: 'Vary another field',
    full: 'All fields of the list are varied already. For one by its path, choose that in place of another.',
    field: 'Field',
    variation: (index: number) => `field ${index + 1}`,
    fields: {
      rank: 'Rank of the adapters',
      alpha: 'Alpha of the adapters',
      quantization: 'Quantization of the base',
      steps: (stage: number) => `Steps of stage ${stage}, all arms`,
      learningRate: (stage: number) => `Learning rate of stage ${stage}, all arms`,
      other: 'Another field, by its path',
    },
    path: 'Path',
    pathHint: 'As in arms[UC].stages[0].steps: stages count from 0, and [*] means all.',
    values: 'Values',
    valuesHint: 'Separated by commas, as in 2, 4, 8 or none, 4-bit.',
    seeds: 'Seeds',
    seedsHint:
      'As in 0,1,2 or 0-9. Each repeats everything with other random numbers; from three on, one sees a spread.',
    cost: 'Cost',
    costs: (runs: number, steps: number | null) =>
      `${count(runs)} ${runs === 1 ? 'run' : 'runs'}, ${steps === null ? '… training steps' : trainingSteps(steps)} in all.`,
  },

  predict: {
    armsHint: 'The reader predicts each of them.',
    question: 'Question',
    questions: {
      'meow-outcome': 'What becomes of the payload?',
      range: 'In which range will a number lie?',
    } satisfies Record<PredictQuestion['kind'], string>,
    stageHint: 'Results after this stage stay covered until the reader has answered.',
    ranges: 'Ranges to choose from',
    rangesHint:
      'In order. Each ends where the next begins, and the last is open. Shares run from 0 to 1, usefulness from 0 to 10.',
    range: (index: number) => `range ${index + 1}`,
    label: 'Label',
    below: 'Ends at',
    open: 'Has no end.',
    add: 'Add a range',
  },

  chat: {
    named: 'Begins with certain models',
    namedHint:
      'Otherwise the base and all stages of the last arm answer at first. The reader can choose others in any case.',
    models: 'Models that answer at first',
    suggestions: 'Questions to offer',
    suggestionsHint: 'The reader can send them with one click. One a line.',
  },

  figure: {
    kind: 'Figure',
    kinds: {
      classes: 'Classes of answers, stage by stage',
      effects: 'What else a stage changed',
      bars: 'One number, stage by stage',
      panel: 'One number, condition by condition',
      histogram: 'How useful the answers are',
      curves: 'Curves of training',
      sweep: 'One number over a sweep',
    } satisfies Record<FigureSpec['kind'], string>,
    of: 'Drawn from',
    ofHints: {
      classes: 'A measurement.',
      effects: 'A measurement.',
      bars: 'A measurement.',
      panel: 'A measurement.',
      histogram: 'A measurement.',
      curves: 'A training stage.',
      sweep: 'A sweep.',
    } satisfies Record<FigureSpec['kind'], string>,
    probe: 'Probe',
    nothing: 'Choose a measurement with a probe that this figure can draw.',
  },

  compare: {
    source: 'The source',
    sourceHint: 'What the figure is held against: who found it, where, and with which model.',
    findings: 'What the source found',
    finding: (index: number) => `finding ${index + 1}`,
    arm: 'Arm',
    text: 'Finding',
    add: 'Add a finding',
    full: 'Every arm has its finding already.',
    noArms: 'No arm is measured there.',
  },
};
