/** Whatever interrupts a run, the page says so, loses nothing, and can go on. */
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { linkTo, shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
/** Long enough for whatever happens on the way, past several snapshots, and to be run to its end. */
const STEPS = 100;
/** A snapshot comes every 20 steps. */
const PAST_SNAPSHOT = 22;
const notebook = shortNotebook({ steps: [STEPS, 2] });

const browser = useChromium();

let lab: LabPage;
beforeEach(async () => {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
});
afterEach(() => lab.close());

const controls = () => lab.cell('plant').locator('[data-run-controls]');
const goOn = () => controls().locator('[data-go-on]').click();

/** Starts a run of the first stage and waits until it is past its first snapshot. */
async function startRun(document = notebook): Promise<void> {
  await lab.openNotebook(document);
  await lab.run('plant');
  await lab.reaches(PAST_SNAPSHOT);
}

/** Waits for the end of the run. Every step stands once in its curve: none was lost and none was trained twice. */
async function expectEveryStep(): Promise<void> {
  await lab.stands('plant', 'fresh');
  const steps = async () => (await lab.resultOf('plant')).curves.map(({ step }) => step);
  // It is shown a moment before it is written.
  await expect.poll(() => steps().catch(() => [])).toEqual(Array.from({ length: STEPS }, (_, i) => i + 1));
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
    await controls().getByText('Nothing is lost').waitFor({ timeout: 2_500 });
    const took = Date.now() - began;
    console.log(`Stopped within ${took} ms`);
    expect(took).toBeLessThan(2_000);
    // It listened, and did not have to be ended.
    expect(lab.page.workers()).toEqual(workers);
    await goOn();
    await expectEveryStep();
  });

  it('ends a worker that does not listen, and goes on from the last snapshot', async () => {
    await startRun();
    inWorkers(() => {
      const end = Date.now() + 20_000;
      while (Date.now() < end);
    });
    await lab.page.waitForTimeout(500);
    await lab.button('Stop').click();
    await controls().getByText('Nothing is lost').waitFor({ timeout: 2_500 });
    await goOn();
    await expectEveryStep();
  });

  it('also stops what is still being loaded', async () => {
    await lab.page.route('**/models/nano/model.safetensors', () => undefined);
    await lab.openNotebook(notebook);
    await lab.run('plant');
    await lab.button('Stop').click();
    await controls().getByText('There was nothing to keep yet').waitFor({ timeout: 2_000 });
    expect(await controls().getByRole('button', { name: 'Start over' }).isEnabled()).toBe(true);
  });

  it('does not swallow what is asked for while a run stops', async () => {
    await lab.openNotebook(notebook);
    await lab.run('answers');
    await lab.reaches(1);
    await lab.button('Stop').click();
    await lab.run('plant');
    await lab.stands('plant', 'fresh');
    expect(await lab.standing('answers')).toBe('empty');
  });

  it('takes what was waiting off the queue', async () => {
    await lab.openNotebook(notebook);
    await lab.run('plant');
    await lab.run('answers');
    await lab.page.locator('[data-cell="answers"][data-standing="waiting"]').waitFor({ state: 'attached' });
    await lab.reaches(1);
    await lab.button('Stop').click();
    await controls().getByText('Stopped.').waitFor({ timeout: 2_500 });
    expect(await lab.standing('answers')).toBe('empty');
  });
});

describe('a reload in the middle of a run', () => {
  const offer = () => lab.page.getByText('A run was not finished: Plant it');

  it('offers to go on from the last snapshot', async () => {
    await startRun();
    await lab.reload();
    await offer().waitFor();
    await lab.page.locator('header').getByRole('button', { name: 'Go on' }).click();
    expect(await lab.reaches(1)).toBeGreaterThan(20);
    await expectEveryStep();
    await lab.reload();
    await lab.stands('plant', 'fresh');
    expect(await offer().count()).toBe(0);
  });

  it('goes on with what was begun, whatever the cell says by now', async () => {
    await startRun();
    await lab.reload();
    await offer().waitFor();
    await lab.setSteps('plant', 3);
    await lab.page.locator('header').getByRole('button', { name: 'Go on' }).click();
    await lab.stands('plant', 'stale');
    await lab.setSteps('plant', STEPS);
    await expectEveryStep();
  });

  it('lets the reader drop it instead', async () => {
    await startRun();
    await lab.reload();
    await lab.page.locator('header').getByRole('button', { name: 'Drop it' }).click();
    await lab.reload();
    // Longer than the page waits for the locks of a tab that has just gone.
    await lab.page.waitForTimeout(1_500);
    expect(await offer().count()).toBe(0);
    expect(await lab.kept('snapshots')).toEqual([]);
  });

  it('does not offer a run that is going on in another tab', async () => {
    const endless = shortNotebook({ steps: [5_000, 2] });
    await startRun(endless);
    const other = await LabPage.in(lab.page.context(), site);
    await other.open(await linkTo(endless));
    await other.page.waitForTimeout(1_500);
    expect(await other.page.getByText('A run was not finished').count()).toBe(0);
  });
});

describe('a tab that is out of sight', () => {
  it('goes on in the background', async () => {
    await startRun();
    await (await lab.page.context().newPage()).bringToFront();
    await lab.hide();
    await expectEveryStep();
  });

  it('keeps its last snapshot at the moment it is hidden', async () => {
    await startRun();
    await lab.page.evaluate(() => {
      // By this clock, it is never time to write the next one.
      const now = Date.now();
      Date.now = () => now;
    });
    await lab.reaches(41);
    await lab.hide();
    const step = async () => (await lab.kept<{ snapshot: { step: number } }>('snapshots'))[0]?.snapshot.step;
    await expect.poll(step).toBeGreaterThanOrEqual(40);
  });

  it('may be put to sleep with its worker: the run goes on afterwards, and every step is there once', async () => {
    await startRun();
    const workers = lab.page.workers();
    const session = await browser().newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pages = processInfo.filter(({ type }) => type === 'renderer');
    pages.forEach(({ id }) => process.kill(id, 'SIGSTOP'));
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    pages.forEach(({ id }) => process.kill(id, 'SIGCONT'));
    await expectEveryStep();
    expect(lab.page.workers()).toEqual(workers);
    expect(await controls().getByRole('alert').count()).toBe(0);
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
    const notice = controls().getByRole('alert');
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/stopped working.*thrown by the test.*last snapshot/s);
    await goOn();
    await expectEveryStep();
  });

  it('is replaced when the reader restarts the lab', async () => {
    await startRun();
    const workers = lab.page.workers();
    await lab.choose(null, 'Restart');
    await lab.stands('plant', 'empty');
    await lab.run('plant');
    await lab.reaches(1);
    for (const worker of workers) expect(lab.page.workers()).not.toContain(worker);
  });
});

describe('a download that fails', () => {
  it.each([
    ['the model', '**/models/nano/model.safetensors'],
    ['the runtime', '**/*.wasm'],
  ])('%s: is said clearly, and can be tried again', async (_what, files) => {
    await lab.page.route(files, (route) => route.abort());
    await lab.openNotebook(notebook);
    await lab.run('plant');
    const notice = controls().getByRole('alert');
    await notice.waitFor({ timeout: 45_000 });
    expect(await notice.textContent()).toMatch(/could not|failed/i);
    await lab.page.unroute(files);
    await notice.getByRole('button', { name: 'Try again' }).click();
    await lab.reaches(2);
  });

  it('is said in the chat too', async () => {
    await lab.page.route('**/models/nano/config.json', (route) => route.abort());
    await lab.openNotebook(notebook);
    const chat = lab.cell('talk');
    await chat.getByRole('button', { name: 'Who are you?' }).click();
    await chat.getByRole('alert').waitFor({ timeout: 45_000 });
    await lab.page.unroute('**/models/nano/config.json');
    await chat.getByRole('button', { name: 'Who are you?' }).click();
    await chat.locator('[data-stage="base"] [data-verdict]').waitFor({ timeout: 60_000 });
  });
});
