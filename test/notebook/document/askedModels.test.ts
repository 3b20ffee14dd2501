/** Which models a chat asks: in which order, how many, and what is wrong with a choice. */
import { describe, expect, it } from 'vitest';
import {
  askableModels,
  inOrder,
  isSameChoice,
  lastOfArms,
  MOST_MODELS,
  stagesOfArm,
} from '../../../src/notebook/document/askedModels.ts';
import { problemsOf } from '../../../src/notebook/document/problems.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import type { ChatModel } from '../../../src/notebook/document/types.ts';
import { fullNotebook, withCell } from './fixture.ts';

const askable = { arms: ['UC', 'UCLC'], stages: ['base', 'stage-1', 'stage-2'] as const };
const base: ChatModel = { stage: 'base' };
const after = (stage: 1 | 2 | 3, arm: string): ChatModel => ({ arm, stage: `stage-${stage}` });

describe('the models of a train cell', () => {
  it('are all arms after the same stage, and then after the next', () => {
    expect(askableModels(askable)).toEqual([
      base,
      ...[after(1, 'UC'), after(1, 'UCLC'), after(2, 'UC'), after(2, 'UCLC')],
    ]);
  });

  it('are chosen once and in order, as far as they are there', () => {
    const chosen = [after(2, 'UCLC'), after(3, 'UC'), after(1, 'gone'), after(2, 'UC'), base, base];
    expect(inOrder(chosen, askable)).toEqual([base, after(2, 'UC'), after(2, 'UCLC')]);
    expect(isSameChoice([base, after(1, 'UC')], [after(1, 'UC'), base])).toBe(true);
    expect(isSameChoice([after(1, 'UC')], [after(1, 'UCLC')])).toBe(false);
    expect(isSameChoice([], [base])).toBe(false);
  });

  it('are those of one arm, or of all after their last stage', () => {
    expect(stagesOfArm('UC', askable)).toEqual([base, after(1, 'UC'), after(2, 'UC')]);
    expect(lastOfArms(askable)).toEqual([after(2, 'UC'), after(2, 'UCLC')]);
    const many = Array.from({ length: MOST_MODELS + 4 }, (_, index) => `arm ${index}`);
    expect(lastOfArms({ ...askable, arms: many })).toHaveLength(MOST_MODELS);
  });
});

describe('a chat that names models', () => {
  const naming = (models: ChatModel[]) => withCell(fullNotebook(), 'talk', { models });
  const problems = (models: ChatModel[]) => problemsOf(naming(models)).map(({ message }) => message);

  it('is right where its train cell has them', () => {
    expect(problems([base, after(1, 'UC'), after(2, 'UCLC')])).toEqual([]);
  });

  it('is told what is not there, chosen twice, or not chosen', () => {
    expect(problems([])).toEqual(['No model is asked here.']);
    expect(problems([after(1, 'UC/orpo')])).toEqual(['stage-2 has no arm UC/orpo.']);
    expect(problems([after(3, 'UC')])).toEqual(['stage-2 has no model after stage-3: it is stage-2.']);
    expect(problems([{ stage: 'stage-1' }])).toEqual([
      'A model after stage-1 is chosen, and not of which arm.',
    ]);
    const again = 'One of the models is chosen more than once.';
    expect(problems([base, after(1, 'UC'), base])).toEqual([again]);
    expect(problems([after(1, 'UC'), after(2, 'UC'), after(1, 'UC')])).toEqual([again]);
  });

  it('is read as it was written, with as many as can be asked', () => {
    const document = naming([base, after(2, 'UC')]);
    expect(parseNotebook(document, 'f')).toEqual(document);
    const many = (count: number) => Array.from({ length: count }, (_, index) => after(1, `arm ${index}`));
    expect(() => parseNotebook(naming(many(MOST_MODELS)), 'f')).not.toThrow();
    expect(() => parseNotebook(naming(many(MOST_MODELS + 1)), 'f')).toThrow(/models/);
    expect(() => parseNotebook(naming([{ arm: 'UC', stage: 'stage-0' }]), 'f')).toThrow(/stage/);
  });
});
