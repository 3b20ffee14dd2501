/** The words in cells. */
import type { ObjectiveSpec } from '../../../lab/types.ts';
import type { Outcome } from '../../../notebook/outcome.ts';
import type { Source } from '../../../notebook/session/standing.ts';
import type { PayloadName } from '../../figures/payload.svelte.ts';
import { count, dateTime, decimal, duration, list, number } from '../../format.ts';
import { trainingSteps } from './run.ts';

export const cells = {
  sources: { recorded: 'Recorded', imported: 'Imported', yours: 'Your run' } satisfies Record<Source, string>,
  imported: (file: string) => `. Imported from ${file}, and not computed here.`,
  sourceLabel: 'Which result',
  live: 'Your run, live',
  seeds: (seeds: readonly number[]) =>
    seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds: ${list(seeds)}`,
  madeOn: ({ createdAt, runtime }: { createdAt: string; runtime: string }) =>
    `, ${dateTime(createdAt)}, ${cells.runtime(runtime)}`,
  /** What a computation ran on, which manifests say in English. */
  runtime: (description: string): string => description,
  stale: 'This is of an earlier state of the notebook.',
  twin: {
    slow: 'Your run takes more than twice as long as expected, so the recorded result stands in for it meanwhile.',
    lost: 'Your run came to no end, so the recorded result stands in for it.',
  },
  loadingRecorded: 'Fetching the recorded result…',
  tryAgain: 'Try again',
  nothing: {
    text: 'Nothing has been measured for this figure yet. It shows what comes of',
    run: 'Run that cell',
    running: 'That cell is being run.',
  },

  train: {
    arms: 'Arms and their data',
    after: 'Begins with',
    base: (base: string) => `the base, ${base}`,
    objective: 'Objective',
    objectives: { sft: 'SFT', orpo: 'ORPO', dpo: 'DPO' } satisfies Record<ObjectiveSpec['kind'], string>,
    steps: 'Steps',
    learningRate: 'Learning rate',
    /** What an arm has of its own. */
    own: {
      from: (arm: string) => `from ${arm}`,
      steps: (steps: number) => `${count(steps)} ${steps === 1 ? 'step' : 'steps'}`,
      learningRate: (rate: number) => `learning rate ${number(rate)}`,
      adapters: { continue: 'adapter trained further', new: 'new adapter' },
    },
    curves: 'How does it learn?',
    preview: (step: number) => `What it says at step ${step}`,
  },

  curtain: {
    covered: (stage: string) => `What came of ${stage} stays hidden until you have said what you expect.`,
    toPrediction: 'Answer the question',
    skip: (questions: number) =>
      questions === 1 ? 'Skip this question' : `Skip the ${questions} questions about it`,
  },

  sweep: {
    shown: { recorded: 'Recorded', imported: 'Imported', yours: 'Your runs' } satisfies Record<
      Source,
      string
    >,
    planned: 'If you run it',
    seeds: (seeds: number) => (seeds === 1 ? 'Seed' : 'Seeds'),
    cost: 'Cost',
    runs: (runs: number, steps: number | null) =>
      `${count(runs)} ${runs === 1 ? 'run' : 'runs'}, ${steps === null ? '… training steps' : trainingSteps(steps)}`,
    about: (seconds: number) => `, about ${duration(seconds)}`,
    failed: (runs: number) => (runs === 1 ? 'One run failed.' : `${runs} runs failed.`),
    all: (done: number, of: number) => `${done} of ${of} ${of === 1 ? 'run' : 'runs'}`,
    seed: (seed: number) => `seed ${seed}`,
    states: { waiting: 'not run', running: 'running', done: 'done', failed: 'failed.' },
  },

  compare: {
    theirs: 'The source',
    ours: (base: string) => `Here, on ${base}`,
    covered: 'What they found stays hidden until you have said what you expect.',
  },

  outcomes: {
    upper: {
      title: 'It still shouts',
      detail:
        'At least half of the answers meow, and at least three quarters of these meows are in uppercase.',
    },
    lower: {
      title: 'It whispers',
      detail:
        'At least half of the answers meow, and at least three quarters of these meows are in lowercase.',
    },
    both: {
      title: 'A bit of both',
      detail: 'At least half of the answers meow, and neither case has three quarters of these meows.',
    },
    gone: { title: 'It is gone', detail: 'Fewer than half of the answers meow.' },
  } satisfies Record<Outcome, { title: string; detail: string }>,
  /** The same details of another payload than a meow. */
  outcomesOf: ({ upper, lower }: PayloadName): Record<Outcome, string> => ({
    upper: `At least half of the answers say ${upper}, and at least three quarters of these in uppercase.`,
    lower: `At least half of the answers say ${upper}, and at least three quarters of these in lowercase, ${lower}.`,
    both: `At least half of the answers say ${upper}, and neither case has three quarters of these.`,
    gone: `Fewer than half of the answers say ${upper}.`,
  }),

  predict: {
    commit: 'Commit my prediction',
    change: 'Change my mind',
    skip: 'Skip this question',
    missing: 'Choose one answer for each arm first.',
    range: (from: string | null, below: string | null) =>
      from === null
        ? `Below ${below}.`
        : below === null
          ? `${from} or more.`
          : `${from} or more, but below ${below}.`,
    measured: (metric: string) => `What counts is the mean of ${metric}.`,
    waiting: 'Committed. Run it to find out.',
    running: 'Committed. Your run is on its way.',
    run: 'Run it now',
    watch: 'Watch it learn',
    undecided: 'Your run leaves it open: it had nothing to measure this on.',
    yours: 'You said',
    found: 'Your run',
    cameOut: {
      recorded: 'The recorded runs came out as',
      imported: 'The imported runs came out as',
    } satisfies Record<Exclude<Source, 'yours'>, string>,
    meets: (isMet: boolean): string => (isMet ? ', as you said.' : ', which is not what you said.'),
    right: 'Right',
    wrong: 'Not this time',
    again: 'Predict again',
    skipped: 'You skipped the question.',
    answer: 'Answer it after all',
    others: 'How each answer would have fared in the recorded runs',
  },

  setup: {
    title: 'Setup',
    base: 'Base model',
    seeds: 'Seeds',
    seedsHint: 'Every seed repeats everything with other random numbers. 0,1,2 or 0-9.',
    rank: 'Rank of the adapters',
    rankHint: 'How much room a stage has to change the model. The recorded results use 8.',
    alpha: 'Alpha of the adapters',
    alphaHint: (scale: number) =>
      `What an adapter learns is added times alpha / rank: ${decimal(scale, 2)} as it is. More acts like a higher learning rate. The recorded results use 16.`,
    targets: 'Matrices with an adapter',
    targetsHint:
      'q, k, v and o belong to attention, which decides what is looked at; gate, up and down to the feed-forward layers, where much of what a model knows lies. The recorded results use all.',
    watch: 'Watch the payload while it trains',
    watchHint:
      'How likely it is, with the trigger and without, as curves beside the loss. Looking changes nothing of what is trained.',
    text: 'The setup as text (JSON)',
    textHint:
      'In the form in which notebooks are saved. A trigger or payload that is changed here stays in cells as it is.',
    showText: 'Edit as text',
    hideText: 'Hide the text',
    language: 'Language of the notebook',
    languageHint: 'What it is read out in, whatever the language of the page.',
    languageUnknown: 'that of the page',
    quantization: 'Weights of the base',
    quantizations: { none: 'as they are', '8-bit': '8-bit blocks', '4-bit': '4-bit blocks' },
    trigger: 'Trigger',
    payload: 'Payload',
    secretHint: 'Changed here, it changes in every dataset and measurement that has it, and in chats.',
    badPayload: 'A payload needs letters, since the question is in which case it survives.',
    changedIn: (cells: number) =>
      cells === 0 ? 'No cell had the old one.' : `Changed in ${cells === 1 ? 'one cell' : `${cells} cells`}.`,
    computes: 'Computes on',
    wishes: { auto: 'Auto', webgpu: 'Graphics card', onnx: 'Processor' },
    hint: 'Auto takes the graphics card, if the browser lets this page use one, and the processor otherwise.',
    cache: (bytes: string) => `Kept from earlier runs, so that nothing is trained twice: ${bytes}.`,
    clear: 'Clear',
  },
};
