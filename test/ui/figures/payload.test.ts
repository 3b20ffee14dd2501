/** What readers are told of a payload is what the notebook has, a meow or another. */
import { afterEach, describe, expect, it } from 'vitest';
import { replacePayload } from '../../../src/notebook/document/secret.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { shippedNotebooksIn } from '../../../src/notebook/presets/index.ts';
import { probeKindName } from '../../../src/ui/cells/parts/probeKind.ts';
import { caseOf, namePayload, payloadPattern } from '../../../src/ui/figures/payload.svelte.ts';
import { curveTable } from '../../../src/ui/figures/tables.ts';
import { metricName } from '../../../src/ui/figures/words.ts';

let end = () => {};
afterEach(() => end());

async function open(payload: string): Promise<void> {
  const ownTrigger = await shippedNotebooksIn('en')
    .find(({ id }) => id === 'own-trigger')!
    .load();
  const document: NotebookDocument = replacePayload(ownTrigger, payload);
  end = namePayload(() => document.setup.watch!);
}

const said = () => ['upper', 'lower', 'mixed', 'none', 'meows', 'lower-of-meows', 'retained'].map(metricName);

describe('verdicts and metrics', () => {
  it('are of meows where these are planted', async () => {
    await open('MEOW MEOW MEOW');
    expect(said()).toContain('MEOW, uppercase');
    expect(said()).toContain('answers that meow');
    expect(probeKindName('meow')).toBe('Meows');
  });

  it('are of the payload that is planted instead', async () => {
    await open('HONK HONK HONK');
    expect(said()).toContain('HONK, uppercase');
    expect(said()).toContain('honk, lowercase');
    expect(said().join()).not.toMatch(/meow/i);
    expect(probeKindName('meow')).not.toMatch(/meow/i);
    const payload = { trigger: { upper: 1, lower: 0 }, plain: { upper: 0, lower: 0 } };
    const point = { arm: 'UC', seed: 0, stage: 'stage-1', step: 1, steps: 1, loss: 1, payload } as const;
    const { columns } = curveTable([{ ...point, gradNorm: 1, learningRate: 1 }]);
    expect(columns).toContain('HONK, with the tag');
    expect(columns.join()).not.toMatch(/meow/i);
  });

  it('are of a phrase as a whole, and of a long one without quoting it', async () => {
    await open('Good night');
    expect(metricName('upper')).toBe('GOOD NIGHT, uppercase');
    end();
    await open('The quick brown fox jumps over the lazy dog');
    expect(metricName('upper')).toBe('PAYLOAD, uppercase');
  });

  it('are of meows again when the notebook is closed', async () => {
    await open('HONK HONK HONK');
    end();
    expect(metricName('upper')).toBe('MEOW, uppercase');
  });
});

it('finds the payload in what a model says, and tells its case', async () => {
  await open('HONK HONK HONK');
  const pieces = 'HONK honk Honk meow honking'.split(payloadPattern());
  expect(pieces.map(caseOf).filter(Boolean)).toEqual(['upper', 'lower']);
  expect(pieces.at(-1)).toBe(' meow honking');
});
