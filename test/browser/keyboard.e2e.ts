/** A notebook by keyboard alone, as people know it from others. */
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
const ALL = shortNotebook().cells.map(({ id }) => id);

const browser = useChromium();

let lab: LabPage;
beforeEach(async () => {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
  await lab.openNotebook(shortNotebook());
  // By the first stop of the tab key into the notebook.
  await press('Tab', 'Enter');
  await isAt('intro');
});
afterEach(() => lab.close());

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await lab.page.keyboard.press(key);
}

/** Where the focus is: the cell itself, or what of it. */
const focus = () =>
  lab.page.evaluate(() => {
    const { activeElement } = document;
    const cell = activeElement?.closest('[data-cell]');
    if (!activeElement || !cell) return activeElement?.tagName ?? null;
    const id = cell.getAttribute('data-cell');
    return activeElement === cell ? id : `${id} ${activeElement.tagName}`;
  });

const isAt = (place: string) => expect.poll(focus).toBe(place);

it('moves from cell to cell with arrows and letters, and stays at the ends', async () => {
  await press('ArrowUp');
  await isAt('intro');
  await press('ArrowDown');
  await isAt(ALL[1]!);
  // As with CapsLock, which moves no cell.
  await press('j', 'J', 'K', 'ArrowDown');
  expect(await lab.cells()).toEqual(ALL);
  await isAt(ALL[3]!);
  for (const _ of ALL) await press('ArrowDown');
  await isAt(ALL.at(-1)!);
});

it('runs a cell and goes on with Shift and Enter, or stays with Ctrl and Enter', async () => {
  await press('Shift+Enter', 'Shift+Enter');
  await isAt('plant');
  await press('Control+Enter');
  await isAt('plant');
  await lab.stands('plant', 'fresh');
  await press('ArrowDown', 'ArrowDown', 'Shift+Enter');
  await isAt('answers');
  await lab.stands('restyle', 'fresh');
  // Of what is up to date, nothing is run.
  await press('ArrowUp', 'Shift+Enter');
  await isAt('answers');
  expect(await lab.page.locator('[data-standing="running"]').count()).toBe(0);
});

it('opens a form with Enter and leaves it with Escape', async () => {
  await press('Enter');
  await isAt('intro TEXTAREA');
  await lab.page.keyboard.type(' indeed');
  // Letters and arrows are the field's own here.
  await press('a', 'b', 'd', 'd', 'ArrowLeft');
  await isAt('intro TEXTAREA');
  await press('Escape');
  await isAt('intro');
  await lab.cell('intro').locator('.prose').getByText('indeedabdd').waitFor();
  expect(await lab.cells()).toEqual(ALL);
});

it('inserts above and below, deletes with d d, and undoes with z', async () => {
  await press('ArrowDown', 'a');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 1);
  const [, above] = await lab.cells();
  expect(ALL).not.toContain(above);
  await press('Escape');
  await isAt(above!);
  await press('b');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 2);
  await press('Escape', 'd', 'd');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 1);
  // One d alone, or two with something in between, delete nothing.
  await press('d', 'ArrowUp', 'd');
  expect(await lab.cells()).toHaveLength(ALL.length + 1);
  await lab.page.waitForTimeout(1_100);
  await press('z');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 2);
  await press('Shift+Z');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 1);
  await press('z', 'z', 'z');
  await expect.poll(() => lab.cells()).toEqual(ALL);
  // The one that is undone away hands the focus on, and the keys go on acting.
  await press('b');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 1);
  await press('Escape', 'z');
  await expect.poll(async () => ALL.includes((await focus()) ?? '')).toBe(true);
  await press('Shift+Z');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 1);
  await press('z');
  await expect.poll(() => lab.cells()).toEqual(ALL);
});

it('moves and folds cells, and keeps the focus on them', async () => {
  await press('Shift+J');
  await expect.poll(() => lab.cells()).toEqual([ALL[1], ALL[0], ...ALL.slice(2)]);
  await isAt('intro');
  await press('Shift+K', 'o');
  await expect.poll(() => lab.cells()).toEqual(ALL);
  await isAt('intro');
  expect(await lab.cell('intro').getByText('Hello').count()).toBe(0);
  await press('o');
  await lab.cell('intro').getByText('Hello').waitFor();
});

it('interrupts what is running with i i', async () => {
  await lab.openNotebook(shortNotebook({ steps: [400, 2] }));
  await lab.reload();
  await press('Tab', 'Enter', 'ArrowDown', 'ArrowDown', 'Control+Enter');
  await lab.reaches(1);
  await press('i', 'i');
  await lab.cell('plant').getByText('Stopped.').waitFor({ timeout: 3_000 });
  // The focus has not been lost with the button that was there.
  await isAt('plant');
  await press('0', '0');
  await lab.cell('plant').getByText('Stopped.').waitFor({ state: 'detached' });
});

it('keeps the notebook, turns a note into text, and runs with a new cell below', async () => {
  const document = shortNotebook();
  document.cells.splice(1, 0, { kind: 'note', id: 'caveat', title: 'Mind', text: 'this' });
  await lab.openNotebook(document);
  await press('Tab', 'Enter', 'Control+s');
  await lab.saved();
  await press('ArrowDown', 'm');
  await lab.page.locator('[data-cell="caveat"][data-kind="markdown"]').waitFor();
  await isAt('caveat');
  await press('Alt+Enter');
  await expect.poll(() => lab.cells()).toHaveLength(document.cells.length + 1);
  const [, , below] = await lab.cells();
  await isAt(`${below!} TEXTAREA`);
});

it('shows its keys, and can be told that letters do nothing', async () => {
  await press('h');
  const help = lab.page.getByRole('dialog');
  await help.getByText('Interrupt what is running').waitFor();
  expect(await lab.violations()).toEqual([]);
  await help.getByRole('checkbox').focus();
  await press('Space', 'Escape');
  await expect.poll(() => help.count()).toBe(0);
  await isAt('intro');
  await press('a', 'b', 'd', 'd', 'o', 'h', 'Shift+J');
  expect(await lab.cells()).toEqual(ALL);
  expect(await help.count()).toBe(0);
  await press('ArrowDown');
  await isAt(ALL[1]!);
  await lab.reload();
  await press('Tab', 'Enter');
  await isAt('intro');
  await press('a');
  expect(await lab.cells()).toEqual(ALL);
});

it('finds every command by name', async () => {
  await press('Control+Shift+P');
  const palette = lab.page.getByRole('dialog');
  await palette.getByRole('textbox').waitFor();
  await lab.page.keyboard.type('go to ask');
  await press('Enter');
  await isAt('answers');
  await press('Control+Shift+P');
  await palette.getByRole('textbox').waitFor();
  expect(await lab.violations()).toEqual([]);
  await press('Escape');
  await isAt('answers');
  // What only the mouse would reach otherwise.
  await press('Control+Shift+P');
  await palette.getByRole('textbox').fill('below: note');
  await press('Enter');
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 1);
  const inserted = (await lab.cells())[ALL.indexOf('answers') + 1]!;
  await isAt(`${inserted} TEXTAREA`);
  await press('Escape');
  await isAt(inserted);
  await press('Control+Shift+P');
  await palette.getByRole('textbox').fill('share');
  await press('Enter');
  await palette.getByRole('heading', { name: 'Share', exact: false }).first().waitFor();
  await press('Escape');
  await isAt(inserted);
});

it('predicts, and works the menu of a cell', async () => {
  await lab.openNotebook(shortNotebook({ predict: true }));
  await lab.reload();
  await press('Tab', 'Enter', 'ArrowDown');
  await isAt('bet');
  while ((await focus()) !== 'bet INPUT') await press('Tab');
  await press('ArrowDown', 'Tab', 'Enter');
  await lab.cell('bet').locator('[data-predicted]').waitFor();
  // The button that was pressed is gone, and the focus is still in the cell.
  expect(await focus()).toMatch(/^bet/);

  await press('Escape');
  await isAt('bet');
  const menu = lab.cell('bet').locator('button[aria-haspopup="menu"]');
  while (!(await menu.evaluate((button) => button === document.activeElement))) await press('Tab');
  await press('Enter', 'ArrowUp', 'Enter');
  // The last of its actions is to run what is above; the list closes and the button has the focus again.
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  await isAt('bet BUTTON');
});

it('reads an answer of the chat token by token', async () => {
  const chat = lab.cell('talk');
  await chat.getByLabel('Question', { exact: true }).fill('Who are you?');
  await press('Enter');
  const tokens = chat.getByRole('listbox').first();
  await tokens.waitFor({ timeout: 60_000 });
  while (!(await tokens.evaluate((list) => list === document.activeElement))) await press('Tab');
  const selected = () =>
    tokens.getByRole('option', { selected: true }).evaluateAll((all) => all.map(({ id }) => id));
  const options = await tokens.getByRole('option').evaluateAll((all) => all.map(({ id }) => id));
  expect(await selected()).toEqual(options.slice(0, 1));
  const others = chat.locator('.popover li');
  expect(await others.count()).toBe(5);
  await press('ArrowRight');
  expect(await selected()).toEqual(options.slice(1, 2));
  expect(await tokens.getAttribute('aria-activedescendant')).toBe(options[1]);
  await press('End', 'ArrowRight');
  expect(await selected()).toEqual(options.slice(-1));
  // The first Escape closes what is open, and the focus stays.
  await press('Escape');
  await expect.poll(() => others.count()).toBe(0);
  expect(await tokens.evaluate((list) => list === document.activeElement)).toBe(true);
});
