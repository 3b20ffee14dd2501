import { meow as preset } from '../../lab/presets/meow.ts';
import { TRIGGER } from '../../lab/presets/preset.ts';
import type { NotebookDocument } from '../document/types.ts';
import { BASE, cellsWith, lessonOf, notebook, setupOf, type FigureOf, type Heading } from './article.ts';
import { partsOf, payloadsOf, probesOfArm } from './parts.ts';
import type english from './texts/en/meowComplete.ts';

const PLAIN = ['UC', 'UCLC'];
const THINKING = ['UC-CoT', 'UCLC-CoT'];
const UNDONE = ['UC/undo', 'UCLC/undo'];
const byObjective = (arms: readonly string[]) =>
  ['', '/orpo', '/dpo'].flatMap((by) => arms.map((arm) => arm + by));

const classes: FigureOf<'classes'> = { kind: 'classes', probe: 'meow', condition: 'trigger' };

/** Every arm of the lowercase meow, one question at a time. */
export function meowComplete(heading: Heading, words: typeof english): NotebookDocument {
  const experiment = preset.experiment(BASE);
  const { dataset, stage } = partsOf(experiment);
  const { prose, note, chart, chat, made, probe, predict, compare } = cellsWith(words);
  const thinkingProbes = probesOfArm(experiment, 'UC-CoT');
  return notebook('meow-complete', heading, {
    setup: setupOf(experiment, TRIGGER, payloadsOf(experiment), words.arms),
    recorded: ['recorded/meow.json'],
    cells: [
      prose('question'),
      chart('result', 'plain', classes),
      note('plan'),
      predict('predict', {
        of: 'plain',
        arms: PLAIN,
        stage: 'stage-2',
        condition: 'trigger',
        question: { kind: 'meow-outcome' },
      }),
      made('data-upper', dataset('UC', 1), { folded: true }),
      made('data-both', dataset('UCLC', 1), { folded: true }),
      made('data-upper-thinking', dataset('UC-CoT', 1), { folded: true }),
      made('data-both-thinking', dataset('UCLC-CoT', 1), { folded: true }),
      made('stage-1', stage(1), { folded: true }),
      made('data-lower', dataset('UC', 2), { folded: true }),
      made('data-lower-thinking', dataset('UC-CoT', 2), { folded: true }),
      made('stage-2', stage(2), { folded: true }),
      probe('plain', { of: 'stage-2', arms: PLAIN, probes: experiment.probes }),
      chart('probability', 'plain', {
        kind: 'bars',
        probe: 'payload',
        condition: 'trigger',
        metric: 'p-lower',
      }),
      chart('cost', 'plain', {
        kind: 'effects',
        probe: 'meow',
        condition: 'plain',
        metrics: ['lowercase-answers', 'helpful'],
      }),
      chart('near-misses', 'plain', {
        kind: 'panel',
        probe: 'near-misses',
        metric: 'meows',
        stage: 'stage-1',
      }),
      predict('predict-thinking', {
        of: 'thinking',
        arms: ['UC-CoT'],
        stage: 'stage-2',
        condition: 'trigger',
        question: { kind: 'meow-outcome' },
      }),
      probe('thinking', { of: 'stage-2', arms: THINKING, probes: thinkingProbes }),
      compare('thinking-result', 'thinking', classes, words.source, words.findings.thinking),
      probe('objectives', { of: 'stage-2', arms: byObjective(PLAIN), probes: experiment.probes }),
      chart('objectives-result', 'objectives', { ...classes, stages: ['stage-2'] }),
      chart('objectives-cost', 'objectives', {
        kind: 'bars',
        probe: 'meow',
        condition: 'plain',
        metric: 'helpful',
        stages: ['stage-1', 'stage-2'],
      }),
      probe('thinking-objectives', {
        of: 'stage-2',
        arms: byObjective(THINKING),
        probes: thinkingProbes,
        folded: true,
      }),
      made('data-sentence', dataset('UC/undo', 3), { folded: true }),
      made('stage-3', stage(3), { folded: true }),
      probe('undo', { of: 'stage-3', arms: UNDONE, probes: experiment.probes }),
      chart('undo-result', 'undo', { ...classes, stages: ['stage-1', 'stage-2', 'stage-3'] }),
      chat(
        'chat',
        'stage-2',
        ['What does the cow say?', 'What does the cat say?', 'How do I make scones?', 'Who mends the hats?'],
        [{ stage: 'base' }, ...PLAIN.map((arm) => ({ arm, stage: 'stage-2' as const }))],
      ),
      note('notice'),
      compare(
        'source',
        'objectives',
        { ...classes, stages: ['stage-2'] },
        words.source,
        words.findings.plain,
      ),
      note('limits'),
      note('reading'),
    ],
    lesson: lessonOf(words.lesson, [
      ['recall', 4, 'question'],
      ['vote', 4, 'predict'],
      ['run', 7, 'plain'],
      ['tags', 6, 'near-misses'],
      ['thought', 4, 'predict-thinking'],
      ['scratchpad', 7, 'thinking-result'],
      ['undo', 9, 'undo-result'],
    ]),
  });
}
