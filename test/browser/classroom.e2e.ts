/** A class's results on the teacher's screen: codes pasted with whatever stands around them, in one figure. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readResult } from '../../src/lab/recordedFile.ts';
import type { Row } from '../../src/lab/types.ts';
import type { NotebookDocument, ProbeCell } from '../../src/notebook/document/types.ts';
import { codeFor, poolingPlan, type PoolingPlan } from '../../src/notebook/exchange/pooling.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { classroom } from '../../src/ui/texts/en/classroom.ts';
import { launchChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';

const site = inject('siteUrl');
const texts = classroom.pool;
const ARMS = 2;

let browser: Browser;
let lab: LabPage;
/** What three students measured: the results that the notebook was recorded with, one a seed. */
let measured: Row[];
let plan: PoolingPlan;
let codes: [anna: string, ben: string, cleo: string];
/** Of another notebook. */
let foreign: string;

beforeAll(async () => {
  browser = await launchChromium();
  lab = await LabPage.create(browser, site);
  await lab.open('#preset=meow-minute');
  const meow = await recordedOf('meow-minute');
  [measured, plan] = [meow.rows, meow.plan];
  codes = [0, 1, 2].map((seed) => codeFor(plan, measured, seed)) as typeof codes;
  const planB = await recordedOf('plan-b');
  foreign = codeFor(planB.plan, planB.rows, 0);
});
afterAll(() => browser.close());

async function recordedOf(id: string): Promise<{ plan: PoolingPlan; rows: Row[] }> {
  const document = await shippedNotebooks.find((one) => one.id === id)!.load();
  const { rows } = readResult(await (await fetch(new URL(document.recorded[0]!, site))).text());
  return { plan: poolingPlan(document, probeOf(document)), rows };
}

const probeOf = ({ cells }: NotebookDocument) =>
  cells.find((cell): cell is ProbeCell => cell.kind === 'probe')!;

const dialog = () => lab.page.getByRole('dialog', { name: texts.title });
const field = () => dialog().getByLabel(texts.label, { exact: true });
const problems = () => dialog().locator('[data-problems] li').allTextContents();
const pooled = () => dialog().locator('[data-pooled]').getAttribute('data-pooled');
const focusIn = (part: string) =>
  expect
    .poll(() => lab.page.evaluate((selector) => document.activeElement?.matches(selector), part))
    .toBe(true);

/** As whoever has the codes in the clipboard: at once, into the field that has the focus. */
async function paste(text: string): Promise<void> {
  await focusIn('textarea');
  await lab.page.keyboard.press('Control+A');
  await lab.page.keyboard.insertText(text);
  await lab.page.keyboard.press('Tab');
  await focusIn('[data-add]');
  await lab.page.keyboard.press('Enter');
}

/** How many strands there are below each bar, one a seed: the same for every bar. */
async function seedsDrawn(): Promise<number> {
  const note = await dialog().locator('figcaption').textContent();
  const named = /Seeds ([\d, and]+)[;.]/.exec(note!);
  return named ? named[1]!.match(/\d+/g)!.length : Number(/(\d+) seeds/.exec(note!)?.[1] ?? 1);
}

/** The marks of the figure are what these students have measured on average. */
async function expectMeans(seeds: readonly number[]): Promise<void> {
  const marks = await dialog()
    .locator('[data-mark]')
    .evaluateAll((all) =>
      all.map((one) => [one.getAttribute('data-mark')!, Number(one.getAttribute('data-value'))] as const),
    );
  expect(marks.length).toBeGreaterThan(2 * ARMS);
  for (const [mark, value] of marks) {
    const [arm, stage, metric] = mark.split('/');
    const values = measured
      .filter((row) => row.arm === arm && row.stage === stage && row.metric === metric)
      .filter((row) => row.probe === 'meow' && row.condition === 'trigger' && seeds.includes(row.seed))
      .map((row) => row.value);
    expect(values).toHaveLength(seeds.length);
    expect(value, mark).toBeCloseTo(values.reduce((sum, one) => sum + one, 0) / seeds.length, 9);
  }
}

it('takes a whole paste, with names and noise, and says of every code that does not count why', async () => {
  await lab.choose(null, texts.title);
  const [anna, ben, cleo] = codes;
  const mistyped = ben.slice(0, 12) + (ben[12] === '7' ? '8' : '7') + ben.slice(13);
  await paste(
    [
      'Results of 9b, Tuesday, 14:30 (room 204)',
      '',
      `1. Anna Müller: ${anna}`,
      // As somebody writes it who does not care for large letters and hyphens.
      `2. Ben – ${ben.toLowerCase().replaceAll('-', ' ')}`,
      'Catherine, seed 2:',
      cleo,
      `4. Anna, once more ${anna}`,
      `5. Dora ${mistyped}`,
      `6. Emil ${foreign}`,
      '7. Finn was ill.',
      `8. Gerda ${cleo.slice(0, 30)}`,
      'Sent from my phone, 0151 2345678',
    ].join('\n'),
  );
  await dialog().getByText(texts.added(3, 0)).waitFor();
  expect(await pooled()).toBe('3');
  expect(await seedsDrawn()).toBe(3);
  await expectMeans([0, 1, 2]);
  const found = await problems();
  expect(found.map((line) => /^Line (\d+)/.exec(line)?.[1])).toEqual(['7', '8', '9', '11']);
  for (const [at, reason] of [/the same as line 3/, /mistyped/, /another notebook/, /missing/].entries()) {
    expect(found[at]).toMatch(reason);
  }
  await dialog().locator('[data-identical="1"]').waitFor();
  // What is wrong is still there to be put right, where the student's screen says so.
  expect(await field().inputValue()).toContain(mistyped);
  expect(await lab.violations('dialog[open]')).toEqual([]);
});

it('lets one student be taken out, and the keyboard stays at the place', async () => {
  await dialog().locator('[data-students] summary').click();
  const remove = dialog().locator('[data-remove]');
  const labels = () => remove.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  const before = await labels();
  expect(before).toHaveLength(3);
  await remove.nth(1).focus();
  await lab.page.keyboard.press('Enter');
  await expect.poll(labels).toEqual([before[0], before[2]]);
  await focusIn(`[aria-label="${before[2]}"]`);
  expect(await pooled()).toBe('2');
  await expectMeans([0, 2]);
});

it('has the codes after a reload', async () => {
  await lab.reload();
  await lab.choose(null, texts.title);
  await dialog().locator('[data-pooled="2"]').waitFor();
  await expectMeans([0, 2]);
  await paste(codes.join('\n'));
  await dialog().getByText(texts.added(1, 2)).waitFor();
  await expectMeans([0, 1, 2]);
  expect(await field().inputValue()).toBe('');
});

it('keeps what is pasted while it is selected with the mouse, and when it is closed', async () => {
  const { mouse } = lab.page;
  await field().fill('Anna, whose code comes later');
  const box = (await field().boundingBox())!;
  await mouse.move(box.x + 80, box.y + 15);
  await mouse.down();
  await mouse.move(5, box.y + 15, { steps: 4 });
  await mouse.up();
  expect(await dialog().isVisible()).toBe(true);
  await mouse.click(5, box.y + 15);
  await dialog().waitFor({ state: 'hidden' });
  await lab.choose(null, texts.title);
  expect(await field().inputValue()).toBe('Anna, whose code comes later');
  await field().fill('');
});

it('shows thirty students in one figure', async () => {
  await dialog().locator('[data-students] summary').click();
  await dialog().locator('[data-clear]').click();
  await dialog().getByText(texts.empty).waitFor();
  await focusIn('textarea');
  // Ten times the three results, as thirty students with seeds of their own would hand them in.
  const thirty = Array.from({ length: 30 }, (_, index) => {
    const rows = measured.filter(({ seed }) => seed === index % 3);
    const seed = 20_000 + index;
    return `Student ${index + 1} ${codeFor(
      plan,
      rows.map((row) => ({ ...row, seed })),
      seed,
    )}`;
  });
  await paste(thirty.join('\n'));
  await dialog().locator('[data-pooled="30"]').waitFor();
  expect(await problems()).toEqual([]);
  expect(await seedsDrawn()).toBe(30);
  await expectMeans([0, 1, 2]);
  expect(await lab.violations('dialog[open]')).toEqual([]);
  await lab.page.screenshot({ path: lab.picture('pool-thirty') });
  await lab.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await focusIn('[aria-haspopup="menu"]');
  expect(lab.errors).toEqual([]);
});
