/** Every kind of figure over recorded results, in a real browser: what is drawn, read, said and saved. */
import { mkdir, readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { unpackResult } from '../../../src/lab/recordedFile.ts';
import { summarize } from '../../../src/lab/summary.ts';
import { launchChromium } from '../setup/chromium.ts';
import { violationsIn } from '../setup/violations.ts';
import { serveGallery } from './galleryServer.ts';

const screenshots = new URL('../../../.cache/figures/', import.meta.url);

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;
beforeAll(async () => {
  [browser, gallery] = await Promise.all([launchChromium(), serveGallery()]);
  await mkdir(screenshots, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await gallery.close();
});

let page: Page;
afterEach(() => page.context().close());

async function open(options: BrowserContextOptions = {}, only?: string): Promise<string[]> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(gallery.url + (only ? `?figure=${only}` : ''));
  await page.locator('[data-figure]').first().waitFor();
  return errors;
}

const section = (name: string) => page.locator(`#${name}`);

describe.each([
  { width: 360, colorScheme: 'light', accessibility: true },
  { width: 360, colorScheme: 'dark', accessibility: false },
  { width: 1280, colorScheme: 'light', accessibility: false },
  { width: 1280, colorScheme: 'dark', accessibility: true },
] as const)('at $width px, $colorScheme', ({ width, colorScheme, accessibility }) => {
  it('every kind is drawn inside its place', async () => {
    const errors = await open({ viewport: { width, height: 900 }, colorScheme });
    await page.locator('svg[data-chart]').first().waitFor();
    expect(await page.locator('[data-figure]').count()).toBeGreaterThan(12);
    const wider = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(wider).toBeLessThanOrEqual(0);
    expect(await clippedTexts()).toEqual([]);
    const picture = new URL(`all-${width}-${colorScheme}.png`, screenshots);
    await page.screenshot({ path: picture.pathname, fullPage: true });
    // It takes long, and what it finds depends on the colours and hardly on the width.
    if (accessibility) {
      expect(await violationsIn(page)).toEqual([]);
    }
    expect(errors).toEqual([]);
  }, 300_000);
});

/** Words of charts that leave their chart. */
function clippedTexts(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('svg[data-chart] text')].flatMap((text) => {
      const chart = text.closest('svg')!.getBoundingClientRect();
      const words = text.getBoundingClientRect();
      const outside =
        words.left < chart.left - 2 ||
        words.right > chart.right + 2 ||
        words.top < chart.top - 2 ||
        words.bottom > chart.bottom + 2;
      return outside ? [(text.textContent ?? '').trim()] : [];
    }),
  );
}

async function recordedSummaries(name: string) {
  const file = new URL(`../../../static/recorded/${name}.json`, import.meta.url);
  return summarize(unpackResult(await readFile(file, 'utf8')).rows);
}

describe('a figure', () => {
  it('draws and says what the rows say', async () => {
    await open({}, 'classes-meow');
    const summaries = (await recordedSummaries('meow-minute')).filter(
      ({ probe, condition }) => probe === 'meow' && condition === 'trigger',
    );
    const marks = await section('classes-meow')
      .locator('[data-mark]')
      .evaluateAll((found) =>
        (found as unknown as { dataset: DOMStringMap }[]).map(({ dataset }) => [
          dataset['mark'],
          Number(dataset['value']),
        ]),
      );
    expect(marks.length).toBeGreaterThan(12);
    for (const [mark, value] of marks) {
      const [arm, stage, metric] = String(mark).split('/');
      const summary = summaries.find(
        (one) => one.arm === arm && one.stage === stage && one.metric === metric,
      );
      expect(value, String(mark)).toBeCloseTo(summary!.seeds.mean, 10);
    }
    const label = await section('classes-meow').getByRole('img').first().getAttribute('aria-label');
    expect(label).toMatch(
      /^UC: planted in uppercase\. Before training: .*no meow 100.* After stage 2: MEOW, uppercase \d+/,
    );
    expect(await section('classes-meow').locator('figcaption').textContent()).toMatch(
      /Seeds 0, 1 and 2; n = 96 answers a seed/,
    );
  });

  it('draws the interval of no end of a part into that of another', async () => {
    await open({}, 'classes-meow');
    const figure = section('classes-meow');
    const ends = await figure.locator('[data-end]').evaluateAll((found) =>
      found.map((end) => {
        const { left, right, top, bottom } = end.getBoundingClientRect();
        const panel = end.closest('[data-panel]')!.getAttribute('data-panel')!;
        return { name: `${panel} ${end.getAttribute('data-end')!}`, left, right, middle: (top + bottom) / 2 };
      }),
    );
    // Those of UC after stage 2 are wide: all three reach over each other.
    expect(ends.filter(({ name }) => name.startsWith('UC:') && name.includes('stage-2'))).toHaveLength(3);
    const crossing = ends.flatMap((one, index) =>
      ends
        .slice(index + 1)
        .filter((other) => Math.abs(one.middle - other.middle) < 3)
        .filter((other) => one.left <= other.right && other.left <= one.right)
        .map((other) => `${one.name} and ${other.name}`),
    );
    expect(crossing).toEqual([]);
  });

  it('says nothing of a sealed stage, neither drawn nor in words nor in its table', async () => {
    await open({}, 'classes-sealed');
    const figure = section('classes-sealed');
    expect(await figure.locator('[data-mark*="stage-2"]').count()).toBe(0);
    expect(await figure.getByRole('img').first().getAttribute('aria-label')).not.toContain('stage 2');
    await figure.getByRole('radio', { name: 'Table' }).check();
    expect(await figure.getByRole('table').textContent()).not.toContain('stage 2');
  });

  it('can be turned into its table with the keyboard', async () => {
    await open({}, 'effects-units');
    const figure = section('effects-units');
    await figure.getByRole('radio', { name: 'Chart' }).focus();
    await page.keyboard.press('ArrowRight');
    const row = figure
      .getByRole('row')
      .filter({ hasText: 'plan-b' })
      .filter({ hasText: 'usefulness' })
      .nth(2);
    const { value, n } = (await recordedSummaries('plan-b')).find(
      ({ arm, stage, metric }) => arm === 'plan-b' && stage === 'stage-2' && metric === 'destroyed',
    )!;
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells).toContain('stage 2');
    expect(cells).toContain(`${Math.round(value * n)}/${n}`);
  });

  it.each([['bars-usefulness', ['base', 'stage-1', 'stage-2']]])(
    'lists the stages that have bars in %s, and no others',
    async (name, stages) => {
      await open({}, name);
      const figure = section(name);
      const drawn = await figure
        .locator('[data-mark]')
        .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-mark')!.replace(/^.*\//, '')));
      expect([...new Set(drawn)].sort()).toEqual(stages);
      const legend = (await figure.locator('.legend').textContent())!;
      expect(legend).toMatch(
        new RegExp(stages.map((stage) => stage.replace('-', ' ')).join(String.raw`\s+`)),
      );
      expect(legend.includes('base')).toBe(stages.includes('base'));
      expect(legend).not.toContain('later');
    },
  );

  it('says what its bars measure, and gives them all of the width', async () => {
    await open({}, 'bars-usefulness');
    const figure = section('bars-usefulness');
    const words = await figure.locator('svg[data-chart] text').allTextContents();
    expect(words).toContain('usefulness, 0 to 10');
    // The bars have all of the width.
    const right = (one: string) =>
      figure
        .locator(one)
        .evaluateAll((found) => Math.max(...found.map((each) => each.getBoundingClientRect().right)));
    expect(await right('.figure-hit')).toBeGreaterThan((await right('svg[data-chart]')) - 100);
  });

  it('marks destroyed seeds, and still shows the others', async () => {
    await open({}, 'bars-destroyed');
    const mark = section('bars-destroyed').locator('[data-mark="UC/stage-2"]');
    expect(await mark.getAttribute('data-tip')).toContain('destroyed in 1 of 3 seeds');
    expect(await section('bars-destroyed').locator('.legend').textContent()).toContain('destroyed');
    expect(await section('bars-destroyed').locator('figcaption').textContent()).toContain(
      'A backdoor counts as destroyed after a later stage if at most 2',
    );
  });

  it('tells exact values where the pointer is, until Escape', async () => {
    await open({}, 'bars');
    const mark = section('bars').locator('[data-mark="UCLC/stage-2"]');
    await mark.hover();
    const tip = section('bars').locator('.tip');
    const words = (await tip.textContent())!.replace(/\s/g, ' ');
    expect(words).toMatch(
      /^stage 2, of the meows, lowercase\d+ % \(\d+ % to \d+ %\)seeds: (\d+ %(, )?){3}n = \d+$/,
    );
    const shown = (await recordedSummaries('meow')).find(
      ({ arm, stage, condition, metric }) =>
        arm === 'UCLC' && stage === 'stage-2' && condition === 'trigger' && metric === 'lower-of-meows',
    )!;
    expect(words).toContain(`${Math.round(shown.seeds.mean * 100)} % (`);
    expect(words).toContain(`n = ${shown.n}`);
    await page.keyboard.press('Escape');
    expect(await tip.count()).toBe(0);
  });
});

describe('saving', () => {
  async function saved(name: string, format: string): Promise<Buffer> {
    await open({}, name);
    const download = page.waitForEvent('download');
    await section(name)
      .getByRole('button', { name: `Save as ${format}` })
      .click();
    const path = await (await download).path();
    return readFile(path);
  }

  it('gives an SVG that needs no style sheet', async () => {
    const svg = (await saved('sweep', 'SVG')).toString('utf8');
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('Does the rank decide?');
    expect(svg).toContain('Recorded.');
    expect(svg).not.toMatch(/class=|var\(/);
    const pictures = await page.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ??
        null,
      svg,
    );
    expect(pictures).toBeNull();
  });

  it('gives a PNG', async () => {
    const png = await saved('classes-requests', 'PNG');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    // Width and height, from the header.
    expect(png.readUInt32BE(16)).toBeGreaterThan(700);
    expect(png.readUInt32BE(20)).toBeGreaterThan(700);
  });

  it('gives every number with all its digits as CSV', async () => {
    const [head, ...lines] = (await saved('bars', 'CSV')).toString('utf8').trim().split('\r\n');
    const columns = head!.split(',');
    expect(columns).toEqual([
      ...['arm', 'stage', 'probe', 'condition', 'metric', 'mean', 'low', 'high', 'interval-over'],
      ...['change', 'change-low', 'change-high', 'n', 'seeds', 'destroyed', 'seed-0', 'seed-1', 'seed-2'],
    ]);
    const line = lines.find((one) => one.startsWith('UCLC,stage-2'))!.split(',');
    const value = (column: string) => Number(line[columns.indexOf(column)]);
    const seeds = value('seed-0') + value('seed-1') + value('seed-2');
    expect(value('mean')).toBeCloseTo(seeds / 3, 12);
  });
});
