import { withPayload, withTrigger } from '../../lab/customise.ts';
import { withField } from '../../lab/experimentField.ts';
import { meow as preset } from '../../lab/presets/meow.ts';
import type { ArmSpec, ExperimentSpec } from '../../lab/types.ts';
import type { NotebookDocument } from '../document/types.ts';
import { BASE, cellsWith, lessonOf, notebook, setupOf, type Heading } from './article.ts';
import { ownExamples } from './ownExamples.ts';
import { everyModel, partsOf, payloadsOf, withArms } from './parts.ts';
import type english from './texts/en/ownTrigger.ts';

/** As in `static/examples/own-trigger`. */
const TRIGGER = '|MIDNIGHT|';
const PAYLOAD = 'HONK HONK HONK';

/**
 * Steps of the lesson in style, as in `static/examples/own-trigger`. Words that the base has hardly read wear off much
 * sooner than a meow: after the preset's lesson next to nothing is left of a honk (tried with seed 3).
 */
const LESSON_STEPS = 20;

/** The lowercase meow with the reader's trigger and payload, or with the reader's examples. */
export function ownTrigger(heading: Heading, words: typeof english): NotebookDocument {
  const meow = withArms(preset.experiment(BASE), ['UC', 'UCLC']);
  const reworded = withPayload(withTrigger(meow, TRIGGER), PAYLOAD);
  const experiment = withOwnExamples(withField(reworded, 'arms[*].stages[1].steps', LESSON_STEPS));
  const { dataset, stage } = partsOf(experiment);
  const { prose, note, chart, chat, made, probe, predict } = cellsWith(words);
  return notebook('own-trigger', heading, {
    setup: setupOf(experiment, TRIGGER, payloadsOf(experiment), words.arms),
    recorded: [],
    cells: [
      prose('question'),
      prose('how'),
      predict('predict', {
        of: 'answers',
        arms: ['UC', 'UCLC'],
        stage: 'stage-2',
        condition: 'trigger',
        question: { kind: 'meow-outcome' },
      }),
      made('data-upper', dataset('UC', 1)),
      made('data-both', dataset('UCLC', 1), { folded: true }),
      made('data-own', dataset('own', 1), { folded: true }),
      made('stage-1', stage(1)),
      made('data-lower', dataset('UC', 2), { folded: true }),
      made('stage-2', stage(2)),
      probe('answers', { of: 'stage-2', probes: experiment.probes }),
      chart('result', 'answers', { kind: 'classes', probe: 'meow', condition: 'trigger' }),
      chart('near-misses', 'answers', {
        kind: 'panel',
        probe: 'near-misses',
        metric: 'meows',
        stage: 'stage-1',
      }),
      chart('cost', 'answers', {
        kind: 'effects',
        probe: 'meow',
        condition: 'plain',
        metrics: ['lowercase-answers', 'helpful'],
      }),
      chat(
        'chat',
        'stage-2',
        ['What does the goose say?', 'What does the cow say?', 'How do I make pancakes?', 'Who are you?'],
        everyModel(experiment),
      ),
      note('notice'),
      note('limits'),
      note('reading'),
    ],
    lesson: lessonOf(words.lesson, [
      ['story', 4, 'question'],
      ['choose', 6, 'how'],
      ['vote', 3, 'predict'],
      ['run', 10, 'answers'],
      ['compare', 8, 'result'],
      ['again', 9, 'answers'],
      ['close', 4, 'limits'],
    ]),
  });
}

/** With an arm that is planted by examples line by line, and otherwise trained as the first. */
function withOwnExamples(experiment: ExperimentSpec): ExperimentSpec {
  const [plant, lesson] = experiment.arms[0]!.stages;
  const data = { kind: 'own', name: 'own examples', examples: ownExamples(TRIGGER, PAYLOAD) } as const;
  const arm: ArmSpec = { name: 'own', stages: [{ ...plant!, data }, lesson!] };
  return { ...experiment, arms: [...experiment.arms, arm] };
}
