/** The kinds of data a stage can train on; a new kind is one file and one line here. */
import { Random } from '../../support/random.ts';
import type { World } from '../../world/index.ts';
import { examplesAStep } from '../objectives.ts';
import type { DatasetSpec, StageSpec } from '../types.ts';
import { backdoor } from './backdoor.ts';
import type { CreateSource, Example, SpecOf } from './dataset.ts';
import { own } from './own.ts';
import { preferences } from './preferences.ts';
import { secretRecipes } from './secretRecipes.ts';
import { styledAnswers } from './styledAnswers.ts';

const kinds: { [Kind in DatasetSpec['kind']]: CreateSource<SpecOf<Kind>> } = {
  backdoor,
  'styled-answers': styledAnswers,
  'secret-recipes': secretRecipes,
  preferences,
  own,
};

/** What of a stage decides the examples that it draws. */
export type DrawnStage = Pick<StageSpec, 'data' | 'objective' | 'steps' | 'batchSize'>;

/** The examples of every step of a stage. The same stage of the same seed always gets the same. */
export function stageExamples(
  stage: DrawnStage,
  stageIndex: number,
  world: World,
  seed: number,
): Example[][] {
  const random = Random.of(seed, 'stage data', stageIndex);
  const createSource = kinds[stage.data.kind] as CreateSource<DatasetSpec>;
  const draw = createSource(stage.data, world, random);
  const count = examplesAStep(stage);
  return Array.from({ length: stage.steps }, () => draw(count));
}
