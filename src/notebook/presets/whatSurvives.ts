import { meow as preset } from '../../lab/presets/meow.ts';
import { TRIGGER } from '../../lab/presets/preset.ts';
import type { NotebookDocument } from '../document/types.ts';
import { BASE, cellsWith, lessonOf, notebook, ranges, setupOf, type Heading } from './article.ts';
import { partsOf, payloadsOf, probesOfArm, withArms } from './parts.ts';
import { sweepFile, sweepLike, sweptAt } from './swept.ts';
import type english from './texts/en/whatSurvives.ts';

const SWEPT = [
  'meow-rank',
  'meow-rank-alpha',
  'meow-style-steps',
  'meow-style-rate',
  'meow-plant-steps',
  'meow-plant-rate',
];
const PLAIN = ['UC', 'UCLC'];
const THINKING = 'UC-CoT';

/** Where the share that is kept is cut into the ranges that a reader may choose. */
const LIMITS = [0.1, 0.5, 0.9];

const kept = sweptAt('meow', 'trigger', 'retained');
const lowercase = sweptAt('meow', 'trigger', 'lower-of-meows');

/** Rank, lengths and learning rates of the lowercase meow, one at a time. */
export function whatSurvives(heading: Heading, words: typeof english): NotebookDocument {
  const experiment = withArms(preset.experiment(BASE), Object.keys(words.arms));
  const { dataset, stage } = partsOf(experiment);
  const { prose, note, chart, made, probe, sweep, predict, compare } = cellsWith(words);
  const setup = setupOf(experiment, TRIGGER, payloadsOf(experiment), words.arms);
  const like = (name: string, of = 'measured') => sweepLike(name, of, setup.seeds);
  return notebook('what-survives', heading, {
    setup,
    recorded: ['recorded/meow.json', ...SWEPT.map(sweepFile)],
    cells: [
      prose('question'),
      chart('rank-kept', 'rank', kept),
      note('plan'),
      predict('predict', {
        of: 'measured',
        arms: ['UC'],
        stage: 'stage-2',
        condition: 'trigger',
        question: ranges('retained', LIMITS, words.keptRanges),
      }),
      made('data-upper', dataset('UC', 1), { folded: true }),
      made('data-both', dataset('UCLC', 1), { folded: true }),
      made('data-thinking', dataset(THINKING, 1), { folded: true }),
      made('stage-1', stage(1), { folded: true }),
      made('data-lower', dataset('UC', 2), { folded: true }),
      made('data-lower-thinking', dataset(THINKING, 2), { folded: true }),
      made('stage-2', stage(2), { folded: true }),
      probe('measured', { of: 'stage-2', arms: PLAIN, probes: experiment.probes }),
      chart('start', 'measured', { kind: 'classes', probe: 'meow', condition: 'trigger' }),
      sweep('rank', like('meow-rank')),
      chart('rank-case', 'rank', lowercase),
      sweep('rank-alpha', like('meow-rank-alpha')),
      chart('rank-alpha-kept', 'rank-alpha', kept),
      sweep('length', like('meow-style-steps')),
      chart('length-kept', 'length', kept),
      chart('length-case', 'length', lowercase),
      sweep('learning-rate', like('meow-style-rate')),
      chart('learning-rate-kept', 'learning-rate', kept),
      chart('learning-rate-cost', 'learning-rate', sweptAt('meow', 'plain', 'helpful')),
      sweep('planting', like('meow-plant-steps')),
      chart('planting-kept', 'planting', kept),
      sweep('planting-rate', like('meow-plant-rate')),
      chart('planting-rate-kept', 'planting-rate', kept),
      chart('planting-rate-case', 'planting-rate', lowercase),
      probe('thinking', { of: 'stage-2', arms: [THINKING], probes: probesOfArm(experiment, THINKING) }),
      sweep('thinking-rate', like('meow-plant-rate', 'thinking')),
      chart('thinking-rate-case', 'thinking-rate', lowercase),
      note('notice'),
      compare('source', 'rank', kept, words.source, words.findings),
      note('limits'),
      note('reading'),
    ],
    lesson: lessonOf(words.lesson, [
      ['studies', 5, 'question'],
      ['vote', 4, 'predict'],
      ['sweep', 10, 'start'],
      ['curve', 6, 'rank-kept'],
      ['knobs', 8, 'length'],
      ['line', 6, 'planting-rate-case'],
      ['close', 4, 'limits'],
    ]),
  });
}
