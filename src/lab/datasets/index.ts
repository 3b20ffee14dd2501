/** The kinds of data a stage can train on; a new kind is one file and one line here. */
import { Random } from '../../support/random.ts';
import type { World } from '../../world/index.ts';
import type { DatasetSpec, StageSpec } from '../types.ts';
import { backdoor } from './backdoor.ts';
import type { DrawBatch, Example, SpecOf } from './dataset.ts';
import { lowercaseAnswers } from './lowercaseAnswers.ts';

const kinds: { [Kind in DatasetSpec['kind']]: DrawBatch<SpecOf<Kind>> } = {
  backdoor,
  'lowercase-answers': lowercaseAnswers,
};

/** The examples of every step of a stage. The same stage of the same seed always gets the same. */
export function stageExamples(stage: StageSpec, stageIndex: number, world: World, seed: number): Example[][] {
  const random = Random.of(seed, 'stage data', stageIndex);
  const draw = kinds[stage.data.kind] as DrawBatch<DatasetSpec>;
  return Array.from({ length: stage.steps }, () => draw(stage.data, world, stage.batchSize, random));
}
