/** Whatever interrupts a run, the page says so, loses nothing, and can go on. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import { launchChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';

const meow = meowMinute.experiment('nano');

const site = inject('siteUrl');
const CURVE = 'UCLC/stage-1';
const { steps } = meow.arms.find((arm) => arm.name === 'UCLC')!.stages[0]!;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

let lab: LabPage;
beforeEach(async () => {
  lab = await LabPage.create(browser, site);
});
afterEach(() => lab.close());

/** Starts a run of one arm and waits until it is past its first snapshot. */
async function startRun(): Promise<void> {
  await lab.open();
  await lab.chooseArm('UCLC');
  await lab.button('Run both stages').click();
  await lab.curve(CURVE, 22);
}

async function points(): Promise<number> {
  return Number(await lab.page.locator(`[data-curve="${CURVE}"]`).getAttribute('data-points'));
}

/** Does something in the lab worker, and in its threads if it has any; those may be too busy to answer. */
function inWorkers(work: () => void): void {
  for (const worker of lab.page.workers()) worker.evaluate(work).catch(() => undefined);
}

describe('the Stop button', () => {
  it('stops within two seconds, and the run goes on where it was', async () => {
    await startRun();
    const workers = lab.page.workers();
    const began = Date.now();
    await lab.button('Stop').click();
    await lab.cell('stage-1').getByText('Nothing is lost').waitFor({ timeout: 2_500 });
    const took = Date.now() - began;
    console.log(`Stopped within ${took} ms`);
    expect(took).toBeLessThan(2_000);
    // It listened, and did not have to be ended.
    expect(lab.page.workers()).toEqual(workers);

    const stoppedAt = await points();
    await lab.button('Go on').click();
    expect(await lab.curve(CURVE, stoppedAt + 3)).toBeGreaterThan(stoppedAt);
    // Every step stands once in the curve: none was lost and none was trained twice.
    await lab.curve(CURVE, steps);
    expect(await points()).toBe(steps);
  });

  it('ends a worker that does not listen, and goes on from the last snapshot', async () => {
    await startRun();
    inWorkers(() => {
      const end = Date.now() + 20_000;
      while (Date.now() < end);
    });
    await lab.page.waitForTimeout(500);
    await lab.button('Stop').click();
    await lab.cell('stage-1').getByText('Nothing is lost').waitFor({ timeout: 2_500 });
    await lab.button('Go on').click();
    await lab.curve(CURVE, 30);
  });

  it('also stops what is still being loaded', async () => {
    await lab.page.route('**/models/nano/model.safetensors', () => undefined);
    await lab.open();
    await lab.button('Run both stages').click();
    await lab.button('Stop').click();
    await lab.cell('stage-1').getByText('There was nothing to keep yet').waitFor({ timeout: 2_000 });
    expect(await lab.button('Start over').isEnabled()).toBe(true);
  });
});

describe('a reload in the middle of a run', () => {
  it('offers to go on from the last snapshot', async () => {
    await startRun();
    await lab.page.reload();
    const offer = lab
      .cell('stage-1')
      .getByText(new RegExp(`A run was interrupted at stage 1, step \\d+ of ${steps} \\(UCLC\\)`));
    await offer.waitFor();
    const step = Number(/step (\d+)/.exec((await offer.textContent()) ?? '')![1]);
    expect(step).toBeGreaterThanOrEqual(20);
    await lab.cell('stage-1').getByRole('button', { name: 'Go on' }).click();
    expect(await lab.curve(CURVE, step + 2)).toBeGreaterThan(step);
  });

  it('lets the reader discard it instead', async () => {
    await startRun();
    await lab.page.reload();
    await lab.cell('stage-1').getByRole('button', { name: 'Discard' }).click();
    await lab.page.reload();
    await lab.cell('result').locator('h2').waitFor();
    // Longer than the page waits for the locks of a tab that has just gone.
    await lab.page.waitForTimeout(1_500);
    expect(await lab.page.getByText('A run was interrupted').count()).toBe(0);
  });

  it('does not offer a run that is going on in another tab', async () => {
    await startRun();
    const other = await lab.page.context().newPage();
    await other.goto(site);
    await other.getByRole('heading', { level: 1 }).waitFor();
    await other.waitForTimeout(1_500);
    expect(await other.getByText('A run was interrupted').count()).toBe(0);
  });
});

describe('a tab that is out of sight', () => {
  /** Tells the page what a browser would; a headless one considers all of its tabs visible. */
  function hide(): Promise<void> {
    return lab.page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }

  it('goes on in the background', async () => {
    await startRun();
    await (await lab.page.context().newPage()).bringToFront();
    await hide();
    const before = await points();
    await expect.poll(points, { timeout: 30_000 }).toBeGreaterThan(before + 5);
  });

  it('keeps its last snapshot at the moment it is hidden', async () => {
    await startRun();
    await lab.page.evaluate(() => {
      // By this clock, it is never time to write the next one.
      const now = Date.now();
      Date.now = () => now;
    });
    await lab.curve(CURVE, 41);
    await hide();
    await lab.page.reload();
    await lab
      .cell('stage-1')
      // On a busy machine the run may have got to its next snapshot by the time the page was hidden.
      .getByText(/A run was interrupted at stage 1, step [46]0/)
      .waitFor();
  });

  it('may be put to sleep with its worker: the run goes on afterwards, and every step is there once', async () => {
    await startRun();
    const workers = lab.page.workers();
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pages = processInfo.filter(({ type }) => type === 'renderer');
    pages.forEach(({ id }) => process.kill(id, 'SIGSTOP'));
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    pages.forEach(({ id }) => process.kill(id, 'SIGCONT'));
    await lab.curve(CURVE, steps);
    expect(await points()).toBe(steps);
    expect(lab.page.workers()).toEqual(workers);
    expect(await lab.cell('stage-1').getByRole('alert').count()).toBe(0);
  });
});

describe('a worker that dies', () => {
  it('is noticed, and a new one goes on from the last snapshot', async () => {
    await startRun();
    inWorkers(() => {
      setTimeout(() => {
        throw new Error('thrown by the test');
      });
    });
    const notice = lab.cell('stage-1').getByRole('alert');
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/stopped working.*thrown by the test.*last snapshot/s);
    await lab.cell('stage-1').getByRole('button', { name: 'Go on' }).click();
    await lab.curve(CURVE, 40);
  });
});

describe('a download that fails', () => {
  it.each([
    ['the model', '**/models/nano/model.safetensors'],
    ['the runtime', '**/*.wasm'],
  ])('%s: is said clearly, and can be tried again', async (_what, files) => {
    await lab.page.route(files, (route) => route.abort());
    await lab.open();
    await lab.chooseArm('UCLC');
    await lab.button('Run both stages').click();
    const notice = lab.cell('stage-1').getByRole('alert');
    await notice.waitFor({ timeout: 45_000 });
    expect(await notice.textContent()).toMatch(/could not|failed/i);
    await lab.page.unroute(files);
    await lab.cell('stage-1').getByRole('button', { name: 'Try again' }).click();
    await lab.curve(CURVE, 2);
  });

  it('is said in the chat too', async () => {
    await lab.page.route('**/models/nano/config.json', (route) => route.abort());
    await lab.open();
    await lab.cell('chat').getByRole('button', { name: 'Who are you?' }).click();
    const problem = lab.cell('chat').getByRole('alert');
    await problem.waitFor({ timeout: 45_000 });
    await lab.page.unroute('**/models/nano/config.json');
    await lab.cell('chat').getByRole('button', { name: 'Who are you?' }).click();
    await lab.cell('chat').locator('[data-stage="base"] [data-verdict]').waitFor({ timeout: 60_000 });
  });
});
