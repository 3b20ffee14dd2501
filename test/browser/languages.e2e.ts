/** The page in the reader's language: what the browser asks for, or what was chosen in the page. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { shippedNotebooksIn } from '../../src/notebook/presets/index.ts';
import { landing as german } from '../../src/ui/texts/de/landing.ts';
import { landing as english } from '../../src/ui/texts/en/landing.ts';
import { bench as germanBench } from '../../src/ui/bench/texts/de.ts';
import { forms } from '../../src/ui/texts/de/forms.ts';
import { shell } from '../../src/ui/texts/de/shell.ts';
import { useChromium } from './setup/chromium.ts';
import { englishTexts, unfold } from './setup/englishTexts.ts';
import { linkTo } from './setup/testNotebook.ts';

const site = inject('siteUrl');

const browser = useChromium();

let context: BrowserContext;
afterEach(() => context.close());

const scripts: string[] = [];

async function open(locale: string, address = ''): Promise<Page> {
  scripts.length = 0;
  context = await browser().newContext({ locale, serviceWorkers: 'block' });
  const page = await context.newPage();
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(new URL(address, site).href);
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
  await page.getByRole('radio', { name: 'Deutsch' }).dispatchEvent('click');
  await page.getByText(german.promise).waitFor();
  await page.reload();
  await page.getByText(german.promise).waitFor();
  expect(await languageOf(page)).toBe('de');
});

describe('the German page', () => {
  const openGerman = async (address: string): Promise<Page> => {
    const page = await open('de-DE', address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('main[aria-busy="true"]').waitFor({ state: 'detached' });
    return page;
  };

  it('is found out where it is English', async () => {
    const page = await openGerman('');
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<p>All of it</p><p lang="en">All of that</p><p aria-label="The end">Ende</p>',
      );
    });
    expect(await englishTexts(page)).toEqual(['All of it', 'aria-label: The end']);
  });

  it.each(['', ...shippedNotebooksIn('de').map(({ id }) => `#preset=${id}`)])(
    'has no English left at %j, but for what is marked as English',
    async (address) => {
      const page = await openGerman(address);
      await unfold(page);
      await expect.poll(() => englishTexts(page)).toEqual([]);
      // What models say is read out in their language.
      expect(await page.locator('.model-text:is(span, q, p):not([lang])').count()).toBe(0);
      if (address.includes('meow-minute'))
        expect(await page.locator('.model-text[lang="en"]').count()).toBeGreaterThan(0);
    },
  );

  it('has none in its dialogs, forms and menus', async () => {
    const page = await openGerman('#preset=meow-minute');
    const none = (place: string) => expect.poll(() => englishTexts(page), { message: place }).toEqual([]);
    const choose = async (name: string) => {
      await page.getByRole('navigation').locator('button[aria-haspopup="menu"]').click();
      await page.getByRole('menuitem', { name, exact: true }).click();
    };

    await page.locator('[data-share]').click();
    await page.getByRole('dialog').waitFor();
    // A command that is typed as it is.
    await page.evaluate(() => {
      for (const node of document.querySelectorAll('dialog p'))
        node.innerHTML = node.innerHTML.replace('npm run lab -- run FILE', '');
    });
    await none('sharing');
    await page.keyboard.press('Escape');

    for (const name of [shell.bar.palette, shell.bar.help]) {
      await choose(name);
      await page.getByRole('dialog').waitFor();
      await none(name);
      await page.keyboard.press('Escape');
    }

    for (const cell of await page.locator('[data-cell]').all()) {
      const edit = cell.getByRole('button', { name: shell.cell.edit }).and(cell.locator('[data-edit]'));
      if ((await edit.count()) > 0) await edit.click();
      await none('a form');
    }

    const stage = page.locator('[data-cell="stage-1"]');
    await stage.getByRole('button', { name: shell.cell.edit }).and(stage.locator('[data-edit]')).click();
    const view = (name: string) => stage.getByRole('radio', { name, exact: true }).dispatchEvent('click');
    await view(forms.editor.text);
    const text = stage.locator('[data-editor] textarea').last();
    await text.fill((await text.inputValue()).replace(/"learningRate": [\d.]+/, '"learningRate": "fast"'));
    await stage.getByRole('button', { name: shell.cell.apply }).click();
    await stage.getByText('learningRate ist "fast"; verlangt ist eine Zahl über 0 und höchstens 1').waitFor();
    await none('a mistake in a text');

    await view(forms.editor.form);
    const rate = stage.getByLabel(forms.train.learningRate).first();
    expect(await rate.inputValue()).toBe('0,003');
    await rate.fill('0,25');
    await stage.locator('dd', { hasText: /^0,25$/ }).waitFor();

    await page.locator('[data-present]').first().click();
    await none('presenting');
  });

  it.each(['meow-minute', 'plan-b'])('marks the English words of %s as what they are', async (id) => {
    const { title, load } = shippedNotebooksIn('en').find((one) => one.id === id)!;
    const document = await load();
    const page = await openGerman(await linkTo(document));
    await unfold(page);
    expect(await page.locator('h1[lang="en"]').textContent()).toBe(title);
    // The name of a figure or a button may quote them, and a name has but one language.
    const words = [
      ...document.cells.map((cell) => cell.title),
      ...document.setup.arms.map(({ summary }) => summary),
    ].filter((text) => text !== '');
    const quotes = (text: string) => words.some((quoted) => text !== quoted && text.includes(quoted));
    const unquoted = async () => (await englishTexts(page)).filter((text) => !quotes(text));
    await expect.poll(unquoted).toEqual([]);
  });

  it('says in German what comes from below it, and marks as English what it cannot', async () => {
    const page = await openGerman('#n=AAAA');
    const heading = page.getByRole('heading', { level: 1 });
    await heading.getByText('Der Link ist beschädigt: ein Teil davon scheint zu fehlen.').waitFor();
    await expect.poll(() => englishTexts(page)).toEqual([]);

    await page.route(/\/messages-[\w-]+\.js$/, (route) => route.abort());
    await page.reload();
    await heading.locator('[lang="en"]', { hasText: 'The link is damaged' }).waitFor();
    await expect.poll(() => englishTexts(page)).toEqual([]);
  });

  it('has a bench page in German', async () => {
    const page = await openGerman('bench.html');
    expect(await page.title()).toBe(germanBench.page);
    expect(await languageOf(page)).toBe('de');
    await page.getByRole('button', { name: germanBench.start }).waitFor();
    await expect.poll(() => englishTexts(page)).toEqual([]);
  });

  it('fetches its messages, and English none', async () => {
    const fetched = () => scripts.some((url) => /\/messages-[\w-]+\.js$/.test(url));
    await openGerman('');
    await expect.poll(fetched).toBe(true);
    await context.close();
    const page = await open('en-GB');
    await page.getByText(english.promise).waitFor();
    expect(fetched()).toBe(false);
  });
});
