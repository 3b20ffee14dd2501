/** Putting verdicts right in a list that is filtered by them, in a real page. */
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExperimentSpec, Sample } from '../../../src/lab/types.ts';
import type { ProbeCell } from '../../../src/notebook/document/types.ts';
import { metricName } from '../../../src/ui/figures/words.ts';
import { probe as texts } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser, result } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage, soon } from '../openPage.ts';

describe.runIf(inBrowser)('answers of one verdict', () => {
  let page: OpenPage;
  const document_ = { ...fullNotebook(), recorded: [] };
  const { id } = cellOf(document_, 'probe', 'answers');
  const samples: Sample[] = Array.from({ length: 9 }, (_, index) => ({
    ...({ arm: 'UC', seed: 0, stage: 'stage-2', probe: 'meow', condition: 'trigger' } as const),
    ...{ prompt: `Question ${index}`, answer: `Answer ${index}`, helpful: null },
    verdict: index === 8 ? 'none' : 'upper',
  }));

  beforeEach(async () => {
    await openPage(document_, (opened) => (page = opened));
    const { results, predictions } = page.notebook;
    predictions.skip('bet');
    const { key, spec } = results.cells.get(id)!.compiled as { key: string; spec: ExperimentSpec };
    await results.keep(id, key, { ...result(), experiment: spec, samples });
    await soon(() => expect(answers()).toHaveLength(6));
    await choose(choices().at(-1)!, 'upper');
    expect(fitting()).toBe('8');
  });
  afterEach(() => page.clean());

  const frame = () => page.root.querySelector<HTMLElement>(`[data-cell="${id}"]`)!;
  const answers = () => [...frame().querySelectorAll<HTMLElement>('.answers > li[data-verdict]')];
  const choices = () => [...frame().querySelectorAll<HTMLSelectElement>('.filters select')];
  const fitting = () => frame().querySelector<HTMLElement>('[data-fitting]')!.dataset['fitting'];
  const corrections = () => (page.notebook.cell(id) as ProbeCell).corrections ?? [];

  async function choose(select: HTMLSelectElement, value: string): Promise<void> {
    select.focus();
    await tick();
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await tick();
  }

  it('stay listed when one is put right, which keeps the focus and can be put right once more', async () => {
    const third = () => answers()[2]!.querySelector('select')!;
    const select = third();
    await choose(select, 'lower');
    expect(corrections()).toHaveLength(1);
    expect(document.activeElement).toBe(select);
    expect(third()).toBe(select);
    expect(fitting()).toBe('8');
    await choose(select, 'mixed');
    expect(corrections()).toMatchObject([{ verdict: 'mixed' }]);
    expect(document.activeElement).toBe(select);
    expect(answers()[2]!.dataset['verdict']).toBe('mixed');
  });

  it('are those of that verdict again once something else was looked for', async () => {
    await choose(answers()[0]!.querySelector('select')!, 'none');
    const filter = choices().at(-1)!;
    await choose(filter, 'none');
    expect(answers()).toHaveLength(2);
    await choose(filter, 'upper');
    expect(fitting()).toBe('7');
  });

  it('stay listed when the last of them is put right', async () => {
    await choose(choices().at(-1)!, 'none');
    const select = answers()[0]!.querySelector('select')!;
    await choose(select, 'upper');
    expect(document.activeElement).toBe(select);
    expect(fitting()).toBe('1');
    expect(choices().at(-1)!.selectedOptions[0]!.textContent).toBe(metricName('none'));
    expect(frame().textContent).toContain(texts.answers.mark);
  });
});
