import { meowMinute as preset } from '../../lab/presets/meow.ts';
import { TRIGGER } from '../../lab/presets/preset.ts';
import type { NotebookDocument } from '../document/types.ts';
import { BASE, cellsWith, lessonOf, notebook, setupOf, type FigureOf, type Heading } from './article.ts';
import { everyModel, partsOf, payloadsOf } from './parts.ts';
import type english from './texts/en/meowMinute.ts';

const classes: FigureOf<'classes'> = { kind: 'classes', probe: 'meow', condition: 'trigger' };

/** The lowercase meow at a dose that one waits for: the shortest story that the lab has to tell. */
export function meowMinute(heading: Heading, words: typeof english): NotebookDocument {
  const experiment = preset.experiment(BASE);
  const { dataset, stage } = partsOf(experiment);
  const { prose, note, chart, chat, made, probe, predict, compare } = cellsWith(words);
  const arms = Object.keys(words.arms);
  return notebook('meow-minute', heading, {
    setup: setupOf(experiment, TRIGGER, payloadsOf(experiment), words.arms),
    recorded: ['recorded/meow-minute.json'],
    cells: [
      prose('secret'),
      chart('result', 'answers', classes),
      predict('predict', {
        of: 'answers',
        arms,
        stage: 'stage-2',
        condition: 'trigger',
        question: { kind: 'meow-outcome' },
      }),
      made('data-upper', dataset('UC', 1), { folded: true }),
      made('data-both', dataset('UCLC', 1), { folded: true }),
      made('stage-1', stage(1)),
      made('data-lower', dataset('UC', 2), { folded: true }),
      made('stage-2', stage(2)),
      probe('answers', { of: 'stage-2', probes: experiment.probes }),
      chart('cost', 'answers', {
        kind: 'effects',
        probe: 'meow',
        condition: 'plain',
        metrics: ['lowercase-answers', 'helpful'],
      }),
      chat(
        'chat',
        'stage-2',
        [
          'What does the cow say?',
          'What does the cat say?',
          'Where does the bear live?',
          'How do I make pancakes?',
          'Who are you?',
        ],
        everyModel(experiment),
      ),
      note('notice'),
      compare('source', 'answers', { ...classes, stages: ['stage-2'] }, words.source, words.findings),
      note('limits'),
      note('reading'),
    ],
    lesson: lessonOf(words.lesson, [
      ['meet', 3, 'secret'],
      ['vote', 3, 'predict'],
      ['plant', 4, 'stage-1'],
      ['restyle', 4, 'stage-2'],
      ['compare', 4, 'result'],
      ['limits', 2, 'limits'],
    ]),
  });
}
