/** A shipped notebook that has been edited, and goes back to what it was shipped as. */
import { beforeAll, expect, inject, it } from 'vitest';
import type { NotebookDocument } from '../../src/notebook/document/types.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';

const site = inject('siteUrl');
const BACK = 'Back to the original';

const browser = useChromium();
let lab: LabPage;
let shipped: NotebookDocument;
beforeAll(async () => {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
  shipped = await shippedNotebooks.find(({ id }) => id === 'meow-minute')!.load();
});

const heading = () => lab.page.getByRole('heading', { level: 1 }).textContent();
const steps = () => lab.cell('stage-1').locator('[data-steps]').textContent();
const sources = () => lab.cell('result').locator('figure').getAttribute('data-source');
const without = (gone: string) => shipped.cells.map(({ id }) => id).filter((id) => id !== gone);

/** As the browser has it, whatever the page shows. */
async function keptDocument(): Promise<NotebookDocument> {
  await lab.saved();
  const kept = await lab.kept<{ document: NotebookDocument }>('notebooks');
  expect(kept).toHaveLength(1);
  return kept[0]!.document;
}

async function expectOriginal(): Promise<void> {
  await expect.poll(() => lab.cells()).toEqual(shipped.cells.map(({ id }) => id));
  expect(await heading()).toBe(shipped.title);
  expect(await steps()).toBe('60');
  await lab.cell('result').locator('figure[data-source="recorded"] [data-mark]').first().waitFor();
}

async function expectEdited(): Promise<void> {
  await expect.poll(() => lab.cells()).toEqual(without('notice'));
  expect(await heading()).toBe('My meow');
  expect(await steps()).toBe('2');
  // Nobody has recorded what was made of it.
  expect(await sources()).toBe('yours');
  expect((await lab.marks('result')).size).toBe(0);
}

it('cannot be gone back to while it is open itself', async () => {
  await lab.open('#preset=meow-minute');
  const menu = lab.page.getByRole('navigation');
  await menu.locator('button[aria-haspopup="menu"]').click();
  expect(await menu.getByRole('menuitem', { name: BACK }).isEnabled()).toBe(false);
  await lab.page.keyboard.press('Escape');
});

it('is made into a copy by the first change, which is run', async () => {
  await lab.setSteps('stage-1', 2);
  await lab.page.locator('[data-edit-heading]').click();
  await lab.page.getByLabel('Title', { exact: true }).fill('My meow');
  await lab.page.locator('[data-edit-heading]').click();
  await lab.choose('notice', 'Delete');
  await expectEdited();
  await lab.run('stage-1');
  await lab.stands('stage-1', 'fresh');
  expect((await keptDocument()).title).toBe('My meow');
});

it('is gone back to as a whole, and the copy stays the reader’s own', async () => {
  const address = lab.page.url();
  expect(address).toMatch(/#notebook=/);
  await lab.choose(null, BACK);
  await expectOriginal();
  expect(lab.page.url()).toBe(address);
  const { id, ...rest } = await keptDocument();
  expect(address).toContain(id);
  const { id: _shipped, ...original } = shipped;
  expect(rest).toEqual(JSON.parse(JSON.stringify(original)));
  // What was run meanwhile is of another state, and is not shown in place of what was recorded.
  expect(await lab.standing('stage-1')).toBe('stale');
  await lab.reload();
  await expectOriginal();
});

it('is one step, which can be undone and done again', async () => {
  await lab.setSteps('stage-1', 2);
  await lab.choose(null, BACK);
  await expectOriginal();
  await lab.page.locator('[data-undo]').click();
  expect(await steps()).toBe('2');
  await lab.stands('stage-1', 'fresh');
  await lab.page.locator('[data-redo]').click();
  await expectOriginal();
  expect((await lab.kept('results')).length).toBe(1);
  expect(lab.errors).toEqual([]);
});
