/** The recorded result stands in for a run that breaks off or takes too long, and says so, until the run has its own. */
import { beforeAll, expect, inject, it } from 'vitest';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { cells as texts } from '../../src/ui/texts/en/cells.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { withOneArm } from './setup/testNotebook.ts';

const site = inject('siteUrl');
/** A snapshot comes every 20 steps. */
const SNAPSHOT = 20;
/** What a machine with other things to do gives the page, in milliseconds: little, and then nothing for long. */
const SLICE = { of: 400, given: 25 };

const browser = useChromium();
let lab: LabPage;
beforeAll(async () => {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
  const shipped = shippedNotebooks.find(({ id }) => id === 'meow-minute')!;
  await lab.openNotebook(withOneArm(await shipped.load()));
});

const figure = (source: string) => lab.cell('stage-1').locator(`figure[data-source="${source}"]`);
const label = (why: 'slow' | 'lost') => lab.cell('stage-1').getByText(texts.twin[why]);
/** What is said of it to those who do not see it. */
const said = () => lab.page.locator('[role="status"][data-twin-said]').textContent();
const choose = (source: string) =>
  lab.cell('stage-1').getByRole('radio', { name: source }).check({ force: true });

/** It stands in for what was run, with these words; cells that the run is not about have nothing to say. */
async function expectTwin(why: 'slow' | 'lost', withinSeconds = 60): Promise<void> {
  await label(why).waitFor({ timeout: 1_000 * withinSeconds });
  await figure('recorded').locator('[data-mark], polyline').first().waitFor();
  expect(await said()).toBe(texts.twin[why]);
  expect(await lab.page.locator('[data-twin]').count()).toBe(1);
  expect(await lab.page.locator('figure[data-source="recorded"]').count()).toBeGreaterThan(1);
}

async function expectNoTwin(): Promise<void> {
  await figure('yours').waitFor();
  expect(await lab.page.locator('[data-twin]').count()).toBe(0);
  expect(await said()).toBe('');
}

/** Has the browser's pages computed in slices, as on a machine that has too much to do. Returns what ends it. */
async function slowDown(): Promise<() => void> {
  const session = await browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pages = processInfo.filter(({ type }) => type === 'renderer');
  const signal = (name: NodeJS.Signals) => pages.forEach(({ id }) => process.kill(id, name));
  const timer = setInterval(() => {
    signal('SIGSTOP');
    setTimeout(() => signal('SIGCONT'), SLICE.of - SLICE.given);
  }, SLICE.of);
  return () => clearInterval(timer);
}

it('stands in for a run whose worker died', async () => {
  await figure('recorded').waitFor();
  await lab.run('stage-1');
  await lab.reaches(SNAPSHOT + 2);
  await expectNoTwin();
  for (const worker of lab.page.workers()) {
    const die = () => {
      setTimeout(() => {
        throw new Error('thrown by the test');
      });
    };
    worker.evaluate(die).catch(() => undefined);
  }
  await expectTwin('lost');
  expect(await lab.violations('[data-cell="stage-1"]')).toEqual([]);
  // Whoever would rather see how far their own run came may, and come back.
  await choose(texts.sources.yours);
  await figure('yours').waitFor();
  expect(await label('lost').count()).toBe(0);
  await choose(texts.sources.recorded);
  await expectTwin('lost');
});

it('gives way when the run goes on, and stands in again once that takes more than twice its time', async () => {
  await lab.cell('stage-1').locator('[data-go-on]').click();
  await lab.reaches(SNAPSHOT + 4);
  const left = lab.page.locator('[data-run="running"] [data-seconds-left]').first();
  const seconds = Number(await left.getAttribute('data-seconds-left'));
  await expectNoTwin();
  const speedUp = await slowDown();
  try {
    // Twice what was expected, on whatever machine this is, and what a page that stands still most of the time is late.
    await expectTwin('slow', 30 + 3 * seconds);
  } finally {
    speedUp();
  }
}, 300_000);

it('is replaced by the result of the run', async () => {
  await lab.done();
  await expectNoTwin();
  await lab.stands('stage-1', 'fresh');
  expect(await lab.milestone(/Your result is shown/).count()).toBe(1);
  expect(lab.errors.filter((error) => !error.includes('thrown by the test'))).toEqual([]);
});
