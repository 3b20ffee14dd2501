/** The page in the reader's language: what the browser asks for, or what was chosen in the page. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { shippedNotebooksIn } from '../../src/notebook/presets/index.ts';
import { landing as german } from '../../src/ui/texts/de/landing.ts';
import { landing as english } from '../../src/ui/texts/en/landing.ts';
import { launchChromium } from './setup/chromium.ts';

const site = inject('siteUrl');

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

let context: BrowserContext;
afterEach(() => context.close());

const scripts: string[] = [];

async function open(locale: string): Promise<Page> {
  scripts.length = 0;
  context = await browser.newContext({ locale, serviceWorkers: 'block' });
  const page = await context.newPage();
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(site);
  return page;
}

const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);

it('is German where the browser asks for it, and fetches no English', async () => {
  const page = await open('de-AT');
  await page.getByText(german.promise).waitFor();
  expect(await languageOf(page)).toBe('de');
  for (const { title } of shippedNotebooksIn('de')) {
    if (title !== 'Ein leeres Notebook')
      expect(await page.getByText(title, { exact: true }).count(), title).toBe(1);
  }
  expect(scripts.some((url) => /\/de-[\w-]+\.js$/.test(url))).toBe(true);
  expect(scripts.some((url) => /\/en-[\w-]+\.js$/.test(url))).toBe(false);
});

it('is English where the browser asks for what there is not', async () => {
  const page = await open('fr-FR');
  await page.getByText(english.promise).waitFor();
  expect(await languageOf(page)).toBe('en');
});

it('is what was chosen, also when the page is opened again', async () => {
  const page = await open('en-GB');
  await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
  await page.getByText(german.promise).waitFor();
  await page.reload();
  await page.getByText(german.promise).waitFor();
  expect(await languageOf(page)).toBe('de');
});
