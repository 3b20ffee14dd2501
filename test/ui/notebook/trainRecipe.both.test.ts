/** What a train cell says of its arms, in a real page. */
import { afterEach, expect, it } from 'vitest';
import { cells as texts } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

let page: OpenPage;
afterEach(() => page.clean());

it.runIf(inBrowser)('says of an arm what it does in another way than its cell', async () => {
  const document = fullNotebook();
  const [first, second] = document.cells.filter((cell) => cell.kind === 'train');
  const [arm] = first!.arms;
  const own = { ...arm!, name: 'Other', from: arm!.name, objective: { kind: 'dpo', beta: 0.1 } as const };
  const changed = { ...second!, after: first!.name, arms: [arm!, { ...own, steps: 1, learningRate: 0.25 }] };
  const cells = document.cells.map((cell) => (cell.id === second!.id ? changed : cell));
  await openPage({ ...document, cells }, (opened) => (page = opened));
  const [usual, other] = page.root.querySelectorAll(`[data-cell="${second!.id}"] .recipe .of-arm`);
  const { from, steps, learningRate } = texts.train.own;
  expect(usual!.textContent.trim()).toBe(`${arm!.name} ${arm!.data}`);
  const said = [from(arm!.name), 'DPO (β = 0.1)', steps(1), learningRate(0.25)].join(', ');
  expect(other!.textContent).toContain(`(${said})`);
});
