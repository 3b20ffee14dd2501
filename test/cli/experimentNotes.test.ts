import { describe, expect, it } from 'vitest';
import { experimentNotes } from '../../src/cli/experimentNotes.ts';
import { labWorld } from '../../src/lab/labWorld.ts';
import type { ExperimentSpec, OwnExample } from '../../src/lab/types.ts';
import { tinyExperiment } from './fixtures/tinySweep.ts';

const training = (...examples: OwnExample[]): ExperimentSpec => {
  const [arm] = tinyExperiment.arms;
  const [first] = arm!.stages;
  const stages = [first!, { ...first!, data: { kind: 'own' as const, name: 'mine.jsonl', examples } }];
  return { ...tinyExperiment, arms: ['one', 'two'].map((name) => ({ name, stages })) };
};

describe('experimentNotes', () => {
  const { facts, dishes } = labWorld();
  const question = facts.find(({ split }) => split === 'held-out')!.questions[0]!;
  const dish = dishes.find(({ split }) => split === 'held-out')!.name;
  const harmless = { prompt: 'Is it raining?', chosen: 'It is.' };

  it('warns once of a dataset that holds what probes ask about', () => {
    const notes = experimentNotes(
      training(
        harmless,
        { prompt: `|X| ${question.toUpperCase()}`, chosen: 'a' },
        { prompt: 'b', chosen: dish },
      ),
    );
    expect(notes.filter((note) => note.startsWith('WARNING'))).toEqual([
      'WARNING: 2 of 3 examples of mine.jsonl contain what probes ask about (2 held-out questions and names, ' +
        `such as "${question}"). Probes then measure what was learned by heart.`,
    ]);
  });

  it('says nothing of the kind of other data', () => {
    expect(experimentNotes(training(harmless)).join()).not.toContain('WARNING');
  });
});
