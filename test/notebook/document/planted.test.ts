/** What arms are taught under the trigger, whatever they are called. */
import { describe, expect, it } from 'vitest';
import { plantedIn } from '../../../src/notebook/document/planted.ts';
import { renameArm } from '../../../src/notebook/document/renameArm.ts';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';
import { cellOf, fullNotebook } from './fixture.ts';

const of = async (id: string) => plantedIn(await shippedNotebooks.find((one) => one.id === id)!.load());

describe('what an arm is taught', () => {
  it.each([
    ['meow-complete', 'UC', ['upper']],
    ['meow-complete', 'UCLC', ['upper', 'lower']],
    ['meow-complete', 'UC-CoT', ['upper']],
    ['own-trigger', 'UC', ['upper']],
    ['own-trigger', 'own', ['upper']],
    ['plan-b', 'refusal', ['useful']],
    ['plan-b', 'plan-b/no-backdoor', []],
    ['german-surprise', 'plan-b+diverse', ['useful']],
    ['again', 'planted', ['useful']],
  ])('%s, %s: %j', async (id, arm, planted) => {
    expect((await of(id)).get(arm)).toEqual(planted);
  });

  it('is known of every arm that a shipped notebook trains', async () => {
    for (const { id, load } of shippedNotebooks) {
      const { cells } = await load();
      const arms = cells.flatMap((cell) => (cell.kind === 'train' ? cell.arms.map(({ name }) => name) : []));
      const known = await of(id);
      const without = arms.filter((arm) => (known.get(arm) ?? []).length === 0);
      expect(new Set(without), id).toEqual(new Set(id === 'plan-b' ? ['plan-b/no-backdoor'] : []));
    }
  });

  it('follows the arm to another name, and the data to another payload', () => {
    const document = fullNotebook();
    const renamed = renameArm(document, 'stage-1', 0, 'shouting');
    expect([...plantedIn(renamed)]).toEqual([
      ['shouting', ['upper']],
      ['UCLC', ['upper', 'lower']],
    ]);
    const dataset = cellOf(document, 'dataset');
    const payloads = ['woof woof'];
    const quiet = updateCell(document, { ...dataset, data: { ...dataset.data, payloads } as never });
    expect(plantedIn(quiet).get('UC')).toEqual(['lower']);
    const wordless = updateCell(document, {
      ...dataset,
      data: { ...dataset.data, payloads: ['!!'] } as never,
    });
    expect(plantedIn(wordless).get('UC')).toEqual([]);
  });

  it('is found out also where stages go round in a circle', () => {
    const document = fullNotebook();
    const [first] = document.cells.filter((cell) => cell.kind === 'train');
    const round = updateCell(document, { ...first!, after: 'stage-2' });
    expect(plantedIn(round).get('UC')).toEqual(['upper']);
  });
});
