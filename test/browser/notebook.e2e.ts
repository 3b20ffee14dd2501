/** Working with a notebook: predicting, running, editing, and finding everything again. */
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { useChromium } from './setup/chromium.ts';
import { LabPage, type KeptResult } from './setup/labPage.ts';
import { ARM, linkTo, shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
const ALL = shortNotebook().cells.map(({ id }) => id);

const browser = useChromium();

let lab: LabPage;
beforeEach(async () => {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
});
afterEach(() => lab.close());

/** Gives a train cell another number of steps, in its form. */
async function cellsThatAre(standing: string): Promise<(string | null)[]> {
  return lab.page
    .locator(`[data-standing="${standing}"]`)
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')));
}

/** What a result was taken from, in place of being computed: training and measurements, by stage. */
function reusedIn({ result }: KeptResult): string[] {
  return (result.manifest.reused ?? []).map(({ what, stage }) => `${what} ${stage}`);
}

describe('a result', () => {
  it('belongs to what the cell says: edited, it is stale; undone, it is found again', async () => {
    await lab.openNotebook(shortNotebook());
    await lab.run('answers');
    await lab.stands('answers', 'fresh');
    // One run has all that the cells before it would come to.
    expect(await cellsThatAre('fresh')).toEqual(['plant', 'restyle', 'answers']);
    const marks = await lab.marks('figure');
    expect(marks.size).toBeGreaterThan(0);

    await lab.setSteps('restyle', 3);
    expect(await cellsThatAre('fresh')).toEqual(['plant']);
    expect(await cellsThatAre('stale')).toEqual(['answers']);
    expect(await lab.cell('figure').locator('[data-stale="true"]').count()).toBe(1);
    expect(await lab.marks('figure')).toEqual(marks);
    await lab.saved();

    await lab.page.locator('[data-undo]').click();
    expect(await cellsThatAre('stale')).toEqual([]);
    await lab.saved();
    await lab.page.locator('[data-redo]').click();
    await lab.saved();

    // What is run now has the first stage from before.
    await lab.choose(null, 'Run stale');
    await lab.stands('answers', 'fresh');
    const results = await lab.kept<KeptResult>('results');
    const changed = results.find(({ result }) => result.experiment.arms[0]!.stages[1]!.steps === 3)!;
    expect(reusedIn(changed)).toEqual(['meow base', 'training stage-1', 'meow stage-1']);

    // Both are kept, and going back finds the first one.
    await lab.setSteps('restyle', 2);
    await lab.stands('answers', 'fresh');
    expect(await lab.marks('figure')).toEqual(marks);
    expect(lab.errors).toEqual([]);
  });

  it('is not computed twice', async () => {
    await lab.openNotebook(shortNotebook());
    await lab.page.locator('[data-run-all]').click();
    await lab.stands('answers', 'fresh');
    await lab.done();
    expect(await lab.page.locator('[data-run-all]').isDisabled()).toBe(true);
    const before = await lab.resultOf('answers');

    await lab.cell('answers').getByRole('button', { name: 'Run again' }).click();
    const createdAt = async () => (await lab.resultOf('answers')).manifest.createdAt;
    await expect.poll(createdAt, { timeout: 60_000 }).not.toBe(before.manifest.createdAt);
    const again = (await lab.kept<KeptResult>('results')).find(({ cell }) => cell === 'answers')!;
    expect(reusedIn(again).sort()).toEqual([
      ...['meow base', 'meow stage-1', 'meow stage-2'],
      ...['training stage-1', 'training stage-2'],
    ]);
    expect(again.result.rows).toEqual(before.rows);
    expect(again.result.curves).toEqual(before.curves);

    // A verdict that the reader puts right counts in every figure of the measurement, which say so.
    const marks = await lab.marks('figure');
    const verdict = lab.cell('answers').locator('[data-verdict] select').first();
    const other = (await verdict.inputValue()) === 'mixed' ? 'none' : 'mixed';
    await verdict.selectOption(other);
    await lab.cell('answers').locator('[data-corrections="1"]').waitFor();
    const corrected = lab.cell('figure').locator('[data-figure][data-corrected="1"]');
    expect(await corrected.textContent()).toContain('One verdict behind this was put right by hand.');
    expect(await lab.marks('figure')).not.toEqual(marks);
    expect((await lab.resultOf('answers')).rows).toEqual(before.rows);
    await lab.button('Undo corrections').click();
    expect(await lab.marks('figure')).toEqual(marks);
  });

  it('is forgotten when the reader says so', async () => {
    await lab.openNotebook(shortNotebook());
    await lab.run('plant');
    await lab.stands('plant', 'fresh');
    await lab.choose(null, 'Forget my results');
    await lab.page.getByText('What is lost: one result of a cell.').waitFor();
    expect(await lab.standing('plant')).toBe('fresh');
    await lab.page.locator('[data-forget]').click();
    await lab.stands('plant', 'empty');
    await lab.reload();
    expect(await lab.standing('plant')).toBe('empty');
    expect(await lab.kept('results')).toEqual([]);
  });
});

describe('a prediction', () => {
  it('opens the curtain, is compared with the run, and is there after a reload', async () => {
    await lab.openNotebook(shortNotebook({ predict: true }));
    await lab.choose(null, 'Keep this notebook');
    await lab.saved();
    const bet = lab.cell('bet').locator(`[data-arm="${ARM}"]`);
    await lab.run('answers');
    await lab.stands('answers', 'fresh');
    // Nothing of stage 2 is drawn, said or listed before the question is answered.
    expect([...(await lab.marks('figure')).keys()].filter((mark) => mark.includes('stage-2'))).toEqual([]);
    await lab.cell('restyle').locator('[data-covered="stage-2"]').waitFor();
    expect(await lab.cell('restyle').locator('[data-curtain]').count()).toBe(1);
    expect(await lab.cell('answers').locator('[data-verdict]').count()).toBeGreaterThan(0);
    const listed = await lab.cell('answers').getByRole('list', { name: 'Answers' }).textContent();
    expect(listed).not.toContain('stage 2');
    await lab.cell('figure').getByRole('radio', { name: 'Table' }).check();
    expect(await lab.cell('figure').getByRole('table').textContent()).not.toContain('stage 2');
    await lab.cell('figure').getByRole('radio', { name: 'Chart' }).check();

    await lab.cell('bet').getByRole('button', { name: 'Commit my prediction' }).click();
    await lab.cell('bet').getByRole('alert').waitFor();
    await lab
      .cell('bet')
      .getByRole('radio', { name: /It is gone/ })
      .check();
    await lab.cell('bet').getByRole('button', { name: 'Commit my prediction' }).click();
    expect(await bet.getAttribute('data-predicted')).toBe('gone');
    const found = await bet.getAttribute('data-found');
    expect(['upper', 'lower', 'both', 'gone']).toContain(found);
    expect(await bet.textContent()).toContain(found === 'gone' ? 'Right' : 'Not this time');
    const marks = await lab.marks('figure');
    expect([...marks.keys()].some((mark) => mark.includes('stage-2'))).toBe(true);
    await lab.saved();

    await lab.reload();
    await bet.waitFor();
    expect(await bet.getAttribute('data-predicted')).toBe('gone');
    await expect.poll(() => bet.getAttribute('data-found')).toBe(found);
    expect(await lab.marks('figure')).toEqual(marks);
  });

  it('is there after a reload of an original, too', async () => {
    await lab.open('#preset=meow-minute');
    const bets = lab.cell('predict').locator('[data-arm]');
    for (const choices of await lab.cell('predict').locator('fieldset').all()) {
      await choices.getByRole('radio', { name: /It whispers/ }).check();
    }
    await lab.cell('predict').getByRole('button', { name: 'Commit my prediction' }).click();
    await expect.poll(() => bets.count()).toBe(2);
    for (const bet of await bets.all()) {
      expect(await bet.getAttribute('data-predicted')).toBe('lower');
      // It is about the reader's own run: the recorded ones are told, and decide nothing.
      expect(await bet.getAttribute('data-found')).toBeNull();
      const recorded = bet.locator('[data-stand-in="recorded"]');
      expect(['upper', 'lower', 'both', 'gone']).toContain(await recorded.getAttribute('data-came-out'));
      expect(await bet.textContent()).not.toMatch(/Right|Not this time/);
    }
    expect(await bets.last().textContent()).toContain(
      'The recorded runs came out as It whispers, as you said.',
    );
    await lab.reload();
    await expect.poll(() => bets.count()).toBe(2);
  });
});

describe('editing', () => {
  it('makes a copy of what came with a link, which a reload opens', async () => {
    await lab.openNotebook(shortNotebook());
    expect(await lab.saving().getAttribute('data-saving')).toBe('original');
    await lab.page.locator('[data-edit-heading]').click();
    await lab.page.getByLabel('Title', { exact: true }).fill('Mine');
    await lab.page.locator('[data-edit-heading]').click();
    await lab.saved();
    expect(lab.page.url()).toMatch(/#notebook=[\w-]+$/);
    await lab.reload();
    expect(await lab.page.getByRole('heading', { level: 1 }).textContent()).toBe('Mine');
    expect(await lab.cells()).toEqual(ALL);

    await lab.open();
    await lab.page.getByRole('link', { name: 'Mine', exact: true }).click();
    await lab.page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
  });

  it('inserts, moves, duplicates and deletes cells, step by step back and forth', async () => {
    await lab.openNotebook(shortNotebook());
    await lab.page.getByRole('button', { name: 'Insert a cell after A short one' }).click();
    await lab.page.locator('[data-insert="note"]').click();
    const note = (await lab.cells())[1]!;
    expect(await lab.cells()).toEqual(['intro', note, ...ALL.slice(1)]);
    await lab.saved();
    await lab.choose(note, 'Move up');
    expect(await lab.cells()).toEqual([note, ...ALL]);
    await lab.choose('plant', 'Duplicate');
    const after = await lab.cells();
    expect(after).toHaveLength(ALL.length + 2);
    const copy = after[after.indexOf('plant') + 1]!;
    expect(ALL).not.toContain(copy);
    await lab.choose(copy, 'Delete');
    await lab.choose(note, 'Delete');
    expect(await lab.cells()).toEqual(ALL);

    // What a cell needs is missed where it is used.
    await lab.choose('restyle', 'Delete');
    expect(await lab.standing('answers')).toBe('blocked');
    expect(await lab.cell('answers').getByRole('note').first().textContent()).toContain('restyle');
    expect(await lab.cell('answers').locator('button[data-run]').isDisabled()).toBe(true);
    await lab.page.locator('[data-undo]').click();
    expect(await lab.standing('answers')).toBe('empty');

    const undo = lab.page.locator('[data-undo]');
    const states = [];
    while (await undo.isEnabled()) {
      await undo.click();
      states.push((await lab.cells()).join(' '));
    }
    expect(states).toHaveLength(5);
    expect(states.at(-1)).toBe(ALL.join(' '));
    await lab.saved();
    await lab.reload();
    expect(await lab.cells()).toEqual(ALL);
  });

  it('of a cell as text says what is wrong with it, and takes over what is right', async () => {
    await lab.openNotebook(shortNotebook());
    const cell = lab.cell('plant');
    await cell.locator('[data-edit]').click();
    await cell.getByRole('radio', { name: 'Text', exact: true }).check();
    const text = cell.locator('[data-cell-text]');
    const whole = await text.inputValue();
    await text.fill(whole.replace('"steps": 4', '"steps": "four"'));
    await cell.locator('[data-apply]').click();
    expect(await cell.getByRole('alert').textContent()).toMatch(/steps.*whole number/s);
    await text.fill(whole.replace('"steps": 4', '"steps": 7'));
    await cell.locator('[data-apply]').click();
    expect(await cell.getByRole('alert').count()).toBe(0);
    await lab.saved();
    expect(await cell.locator('[data-cost]').textContent()).toContain('7 training steps');
  });

  it('in two tabs at once loses neither version', async () => {
    await lab.openNotebook(shortNotebook());
    await lab.choose(null, 'Keep this notebook');
    await lab.saved();
    const other = await LabPage.in(lab.page.context(), lab.page.url());
    await other.open();
    for (const [tab, title] of [
      [other, 'Theirs'],
      [lab, 'Mine'],
    ] as const) {
      await tab.page.bringToFront();
      await tab.page.locator('[data-edit-heading]').click();
      await tab.page.getByLabel('Title', { exact: true }).fill(title);
      await tab.page.locator('[data-saving="saved"], [data-saving="failed"]').waitFor();
      await tab.page.waitForTimeout(600);
    }
    expect(await lab.saving().textContent()).toContain('Another tab has changed');
    await lab.button('Keep mine as a copy').click();
    await lab.saved();
    await lab.open();
    for (const title of ['Theirs', 'Mine']) {
      await lab.page.getByRole('link', { name: title, exact: true }).waitFor();
    }
  });

  it('has a name for every button of every cell', async () => {
    await lab.openNotebook(shortNotebook());
    const titles = await lab.page.locator('section[data-cell] h2').allTextContents();
    expect(titles).toHaveLength(ALL.length);
    for (const title of titles.map((one) => one.trim())) {
      for (const does of ['Edit', 'Fold', 'What can be done with this cell', 'Insert a cell after']) {
        const button = lab.page.getByRole('button', { name: `${does} ${title}`, exact: true });
        expect(await button.count(), `${does} ${title}`).toBe(1);
      }
    }
    const runs = await lab.page.locator('section[data-cell] button[data-run]').count();
    expect(runs).toBeGreaterThan(2);
    expect(await lab.page.getByRole('button', { name: 'Run', exact: true }).count()).toBe(0);
    expect(await lab.page.getByRole('button', { name: 'Run Plant it', exact: true }).count()).toBe(1);
  });

  it('is not possible where the link says so', async () => {
    await lab.open(await linkTo(shortNotebook(), { locked: true, hide: ['run', 'settings'] }));
    expect(await lab.page.locator('[data-edit], [data-edit-heading], [data-undo]').count()).toBe(0);
    expect(await lab.page.getByRole('button', { name: 'Insert a cell' }).count()).toBe(0);
    expect(await lab.page.locator('button[data-run], [data-run-all], details.setup').count()).toBe(0);
  });

  it('is not promised where the link says that nothing can be changed', async () => {
    const locked = 'nothing in it can be changed here';
    await lab.open('#preset=meow-minute&locked');
    const told = lab.page.locator('[data-original]');
    expect(await told.textContent()).toContain(locked);
    expect(await told.textContent()).not.toContain('Your first change');
    await lab.open(await linkTo(shortNotebook(), { locked: true }));
    expect(await told.textContent()).toContain(locked);
    await lab.open('#preset=meow-minute');
    expect(await told.textContent()).toContain('Your first change');
  });
});

it('gives each student a seed of their own where the link says so, and the same again on the next visit', async () => {
  const document = { ...shortNotebook(), lesson: { aims: [], steps: [] } };
  const link = await linkTo(document, { locked: true, ownSeed: true });
  const seedIn = async ({ page }: LabPage) => {
    const summary = await page.locator('details.setup summary').textContent();
    return Number(/seed (\d+)/.exec(summary!)![1]);
  };
  await lab.open(link);
  const seed = await seedIn(lab);
  expect(seed).toBeGreaterThanOrEqual(10_000);
  await lab.page.locator('[data-run-all]').click();
  await lab.stands('answers', 'fresh');
  expect((await lab.resultOf('answers')).experiment.seeds).toEqual([seed]);
  const code = await lab.page.locator('[data-code]').textContent();
  await lab.reload();
  await lab.stands('answers', 'fresh');
  expect(await lab.page.locator('[data-code]').textContent()).toBe(code);
  const other = await LabPage.create(browser(), site);
  await other.open(link);
  expect(await seedIn(other)).not.toBe(seed);
  await other.close();
});

describe('the base', () => {
  it('is another: neither a chat nor a dataset takes what is of the base before for its own', async () => {
    await lab.openNotebook(shortNotebook());
    const stages = lab.cell('talk').locator('[data-model^="stage-"]');
    const states = () => stages.evaluateAll((all) => all.map((one) => one.getAttribute('data-state')));
    await lab.run('restyle');
    await lab.stands('restyle', 'fresh');
    await expect.poll(states).toEqual(['ready', 'ready']);
    // How surprising the lesson is to the model that it begins with, which the run has trained.
    const lesson = lab.cell('lesson');
    await lesson.locator('[data-show-examples]').click();
    await lesson.getByLabel('Surprising to').selectOption(`${ARM} after stage 1, seed 0`);
    await lesson.locator('[data-measure]').click();
    await expect.poll(() => lesson.locator('[data-surprise]').count(), { timeout: 30_000 }).toBe(4);
    await lab.page.locator('details.setup summary').click();
    const base = lab.page.locator('details.setup').getByLabel('Base model');
    await base.selectOption('micro');
    await expect.poll(states).toEqual(['unknown', 'unknown']);
    expect(await lesson.locator('[data-surprise]').count()).toBe(0);
    await base.selectOption('nano');
    await expect.poll(states).toEqual(['ready', 'ready']);
    expect(await lesson.locator('[data-surprise]').count()).toBe(4);
  });
});

it('is still open after a link to one of its cells, and a reload', async () => {
  await lab.openNotebook(shortNotebook({ predict: true }));
  const address = lab.page.url();
  await lab.page.keyboard.press('Tab');
  await lab.page.keyboard.press('Enter');
  await expect.poll(() => lab.page.evaluate(() => document.activeElement?.id)).toBe('intro');
  await expect.poll(() => lab.page.url()).toBe(address);
  await lab.reload();
  await expect.poll(() => lab.cells()).toHaveLength(ALL.length + 1);
});
