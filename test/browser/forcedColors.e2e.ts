/** The page where the reader's system decides on all colours, as high contrast on Windows does: states still show. */
import type { Locator } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';

const browser = useChromium();

let lab: LabPage;
afterEach(() => lab.close());

async function open(options: { colorScheme: 'light' | 'dark' }): Promise<void> {
  lab = await LabPage.create(browser(), inject('siteUrl'), { forcedColors: 'active', ...options });
  await lab.open('#preset=meow-minute');
}

/** How something looks, with the pointer elsewhere. */
async function pictureOf(what: Locator): Promise<string> {
  await what.scrollIntoViewIfNeeded();
  await lab.page.mouse.move(1, 1);
  return (await what.screenshot({ animations: 'disabled' })).toString('base64');
}

/** Of two that can be chosen, the look of each before and after the choice goes from one to the other. */
async function showsChoice(from: Locator, to: Locator): Promise<void> {
  const looks = async () => ({ from: await pictureOf(from), to: await pictureOf(to) });
  const before = await looks();
  await to.click();
  const after = await looks();
  expect(after.to).not.toBe(before.to);
  expect(after.from).not.toBe(before.from);
}

it.each(['light', 'dark'] as const)('tells what is chosen from what is not, %s', async (colorScheme) => {
  await open({ colorScheme });
  const options = lab.cell('predict').locator('fieldset').first().locator('label');
  await options.nth(0).click();
  await showsChoice(options.nth(0), options.nth(2));

  const views = lab.cell('result').locator('figure fieldset label');
  await showsChoice(views.filter({ hasText: 'Chart' }), views.filter({ hasText: 'Table' }));

  const tag = lab.cell('chat').getByRole('switch');
  // Its thumb, and not only where that is: both ends of the track change.
  const off = await pictureOf(tag);
  await tag.click();
  expect(await pictureOf(tag)).not.toBe(off);
  expect(await paintOf(tag.locator('.knob'))).not.toBe(await paintOf(tag));
});

it('marks the selected cell and no other', async () => {
  await open({ colorScheme: 'light' });
  await lab.cell('predict').focus();
  const colours = await lab.page
    .locator('section[data-cell]')
    .evaluateAll((cells) =>
      cells.map((cell) => `${cell.getAttribute('data-cell')!} ${getComputedStyle(cell).borderLeftColor}`),
    );
  const [canvas] = await lab.page
    .locator('body')
    .evaluateAll(([body]) => [getComputedStyle(body!).backgroundColor]);
  expect(colours.filter((one) => !one.endsWith(canvas)).map((one) => one.split(' ')[0])).toEqual(['predict']);
});

it('draws charts in colours that show on the reader’s background, whatever the theme', async () => {
  await open({ colorScheme: 'dark' });
  await lab.page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  const words = lab.cell('result').locator('svg[data-chart] .figure-strong').first();
  const [fill, ink] = await words.evaluateAll(([text]) => [
    getComputedStyle(text!).fill,
    getComputedStyle(text!.closest('figure')!).color,
  ]);
  expect(fill).toBe(ink);
});

function paintOf(what: Locator): Promise<string> {
  return what.evaluate((element) => getComputedStyle(element).backgroundColor);
}
