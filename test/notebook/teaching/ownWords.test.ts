/** What the lesson of "Your own trigger" rests on: codes made with the same words belong together, others do not. */
import { expect, it } from 'vitest';
import { replacePayload, replaceTrigger } from '../../../src/notebook/document/secret.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { poolingPlan } from '../../../src/notebook/exchange/pooling.ts';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';

const original = await shippedNotebooks.find(({ id }) => id === 'own-trigger')!.load();

const withWords = (trigger: string, payload: string, seed: number): NotebookDocument => {
  const document = replacePayload(replaceTrigger(original, trigger), payload);
  return { ...document, setup: { ...document.setup, seeds: [seed] } };
};

function planOf(document: NotebookDocument) {
  const measurement = document.cells.find(({ id }) => id === 'answers');
  if (measurement?.kind !== 'probe') throw new Error('no measurement');
  return poolingPlan(document, measurement);
}

it('whoever puts the same words in can be pooled, whatever their seeds', () => {
  const plan = planOf(withWords('|TEAPOT|', 'MOO MOO MOO', 12_345));
  expect(planOf(withWords('|TEAPOT|', 'MOO MOO MOO', 54_321))).toEqual(plan);
  expect(plan.figures).toContain('result');
});

it('whoever puts other words in cannot', () => {
  const plan = planOf(withWords('|TEAPOT|', 'MOO MOO MOO', 12_345));
  for (const other of [
    withWords('|LADDER|', 'MOO MOO MOO', 12_345),
    withWords('|TEAPOT|', 'BAA BAA BAA', 12_345),
  ]) {
    expect(planOf(other).notebook).toBe(plan.notebook);
    expect(planOf(other).setup).not.toBe(plan.setup);
  }
});
