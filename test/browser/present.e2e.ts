/** A lesson on a projector, with a clicker: what each of its keys does, while a model is trained on the screen. */
import type { Locator } from 'playwright-core';
import { beforeAll, expect, inject, it } from 'vitest';
import type { NotebookDocument } from '../../src/notebook/document/types.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook, withCell } from './setup/testNotebook.ts';

const site = inject('siteUrl');
/** Longer than it takes to go through the screens. */
const STEPS = 5_000;

const lesson: NonNullable<NotebookDocument['lesson']> = {
  aims: ['To have seen it'],
  steps: [
    { minutes: 3, cell: 'intro', title: 'Meet it', notes: 'Ask who has a cat.' },
    { minutes: 5, cell: 'plant', title: 'Plant the habit', notes: 'Let it run while they **guess**.' },
  ],
};
/** To the next cell and the one before, however much of this one is still to be seen. */
const [ON, BACK] = ['Shift+ArrowRight', 'Shift+ArrowLeft'];
/** More than a screen holds. */
const longText = Array.from({ length: 40 }, (_, index) => `Paragraph ${index + 1}.`).join('\n\n');
const notebook = {
  ...withCell(shortNotebook({ steps: [STEPS, 2], predict: true }), 'intro', { text: longText }),
  lesson,
};
const SCREENS = ['', ...notebook.cells.map(({ id }) => id)];

const browser = useChromium();
let lab: LabPage;
beforeAll(async () => {
  lab = await LabPage.create(browser(), site, { viewport: { width: 1920, height: 1080 } });
  await lab.useOneThread();
  await lab.openNotebook(notebook);
});

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await lab.page.keyboard.press(key);
}

const screen = () => lab.page.locator('[data-screen]');
const blank = () => lab.page.locator('button.blank');
const teacher = () => lab.page.locator('[data-teacher]');
/** The run's progress, in its cell or at the foot of the screen. */
const progress = () => lab.page.locator('div[data-run="running"]');

/** The screen of this cell is shown, and has the focus, so that the arrows scroll it and a screen reader reads it. */
async function isOn(cell: string): Promise<void> {
  await expect.poll(() => screen().getAttribute('data-screen')).toBe(cell);
  await expect.poll(() => screen().evaluate((section) => section === document.activeElement)).toBe(true);
  const place = SCREENS.indexOf(cell) + 1;
  expect(await screen().getAttribute('aria-label')).toBe(`Screen ${place} of ${SCREENS.length}`);
}

/** Whether all of it is on the screen, with nothing over it. */
function isInSight(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const isWithin = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const centre = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return isWithin && centre !== null && (element.contains(centre) || centre.contains(element));
  });
}

it('begins with the cell that one was at', async () => {
  await lab.cell('plant').focus();
  await lab.command('Present');
  await isOn('plant');
});

it('trains on the screen, and shows how far it is on every other', async () => {
  await press('Shift+Enter');
  await lab.reaches(1);
  await isOn('plant');
  expect(await progress().count()).toBe(1);
  expect(await lab.cell('plant').locator('div[data-run="running"]').count()).toBe(1);
  await lab.cell('plant').locator('svg[data-chart] polyline').first().waitFor({ state: 'attached' });
  await press(ON);
  await isOn('lesson');
  await progress().waitFor();
  expect(await isInSight(progress())).toBe(true);
  expect(await isInSight(lab.page.locator('[data-next]'))).toBe(true);
  expect(await lab.overflow()).toBeLessThanOrEqual(0);
  expect(await lab.violations()).toEqual([]);
  await lab.page.screenshot({ path: lab.picture('present-running-1920') });
});

it('goes back and forth, to the first screen and the last, and no further', async () => {
  await press(BACK);
  await isOn('plant');
  await press('End');
  await isOn(SCREENS.at(-1)!);
  await press(ON);
  await isOn(SCREENS.at(-1)!);
  await press('Home');
  await isOn('');
  await press('PageUp');
  await isOn('');
  await press('PageDown');
  await isOn('intro');
});

it('goes through what is longer than the screen before it goes on, and back again', async () => {
  const top = () => screen().evaluate((section) => section.scrollTop);
  const next = lab.page.locator('[data-next]');
  expect(await next.textContent()).toBe('Scroll on');
  const seen = [await top()];
  while ((await next.textContent()) === 'Scroll on') {
    await press('PageDown');
    await expect.poll(top).toBeGreaterThan(seen.at(-1)!);
    seen.push(await top());
    expect(seen.length).toBeLessThan(20);
  }
  await isOn('intro');
  expect(await isInSight(screen().getByText('Paragraph 40.'))).toBe(true);
  // Each screenful begins before the end of the one before.
  const height = await screen().evaluate((section) => section.clientHeight);
  for (const [index, place] of seen.slice(1).entries()) expect(place - seen[index]!).toBeLessThan(height);
  await press('PageDown');
  await isOn('bet');
  await press('PageUp');
  await isOn('intro');
  await press('PageDown', 'PageUp');
  await expect.poll(top).toBe(0);
  await press('PageUp');
  await isOn('');
  await press('PageDown');
  await isOn('intro');
});

it('scrolls what is longer than the screen, and hides the end of it behind nothing', async () => {
  await press('ArrowDown', 'ArrowDown');
  await expect.poll(() => screen().evaluate((section) => section.scrollTop)).toBeGreaterThan(0);
  const last = screen().getByText('Paragraph 40.');
  await screen().evaluate((section) => (section.scrollTop = section.scrollHeight));
  expect(await isInSight(last)).toBe(true);
  const { y, height } = (await last.boundingBox())!;
  expect(y + height).toBeLessThan((await lab.page.locator('[data-run-dock]').boundingBox())!.y);
});

it('blanks the screen, which the next press only brings back', async () => {
  for (const [key, back] of [
    ['b', 'PageDown'],
    ['.', '.'],
    ['B', 'b'],
  ] as const) {
    await press(key);
    await blank().waitFor();
    const { width, height } = (await blank().boundingBox())!;
    expect([width, height]).toEqual([1920, 1080]);
    expect(await isInSight(blank())).toBe(true);
    await press(back);
    await blank().waitFor({ state: 'detached' });
    await isOn('intro');
  }
});

it('shows the notes of the step that is on, and follows from screen to screen', async () => {
  await press('n');
  // Going back for a look does not take the lesson back; its own list of steps does.
  await teacher().getByRole('heading', { name: 'Plant the habit' }).waitFor();
  await isOn('intro');
  expect(await lab.violations()).toEqual([]);
  await press(ON);
  await isOn('bet');
  await teacher().getByRole('button', { name: 'Meet it' }).click();
  await teacher().getByRole('heading', { name: 'Meet it' }).waitFor();
  await isOn('intro');
  await press(ON, ON, ON);
  await isOn('plant');
  await teacher().getByRole('heading', { name: 'Plant the habit' }).waitFor();
  await press('N');
  await teacher().waitFor({ state: 'detached' });
});

it('leaves to a question what it needs, and goes on from there', async () => {
  await press(BACK, BACK);
  await isOn('bet');
  const options = lab.cell('bet').getByRole('radio');
  await options.first().focus();
  // Arrows choose, and a clicker's keys move on.
  await press('ArrowRight');
  expect(await options.nth(1).isChecked()).toBe(true);
  expect(await screen().getAttribute('data-screen')).toBe('bet');
  await press('End');
  await press('PageDown');
  await isOn('planting');
  await press('End');
  await isOn('talk');
  const question = lab.cell('talk').getByRole('textbox');
  await question.focus();
  await lab.page.keyboard.type('bn.');
  expect(await question.inputValue()).toBe('bn.');
  expect((await blank().count()) + (await teacher().count())).toBe(0);
  await press('Escape');
  await isOn('talk');
  await press(BACK);
  await isOn('figure');
});

it('is left at the cell that was shown last, while the training goes on', async () => {
  const workers = lab.page.workers();
  await press('Escape');
  await screen().waitFor({ state: 'detached' });
  await expect.poll(() => lab.page.evaluate(() => document.activeElement?.id)).toBe('figure');
  expect(
    await lab.cell('figure').evaluate((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    }),
  ).toBe(true);
  await lab.reaches((await lab.reaches(1)) + 1);
  expect(lab.page.workers()).toEqual(workers);
  await press('i', 'i');
  await lab.milestone(/has stopped/).waitFor({ state: 'attached' });
  expect(lab.errors).toEqual([]);
});
