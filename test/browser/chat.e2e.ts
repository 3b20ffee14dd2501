/** One question to several models, side by side: whoever is chosen answers, and who cannot yet is named. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ChatModel, NotebookDocument, TrainCell } from '../../src/notebook/document/types.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook, withCell } from './setup/testNotebook.ts';

const site = inject('siteUrl');
const PATIENCE = 90_000;

/** The short notebook with these arms, which differ in what is planted in them. */
function withArms(names: readonly string[], predict = false): NotebookDocument {
  const arms = (data: string) => names.map((name) => ({ name, data }));
  const document = withCell(shortNotebook({ predict }), 'plant', { arms: arms('planting') });
  const changed = withCell(document, 'restyle', { arms: arms('lesson') });
  return predict ? withCell(changed, 'bet', { arms: names }) : changed;
}

/** With enough training in stage 1 for the first arm to be another model than the rest. */
function withUnlikeArm(document: NotebookDocument): NotebookDocument {
  const [first, ...others] = (document.cells.find(({ id }) => id === 'plant') as TrainCell).arms;
  const arms = [{ ...first, steps: 40, learningRate: 0.01 }, ...others];
  return withCell(document, 'plant', { arms, batchSize: 8 });
}

const after = (stage: 'stage-1' | 'stage-2', ...arms: string[]): ChatModel[] =>
  arms.map((arm) => ({ arm, stage }));

const browser = useChromium();

async function openChat(document: NotebookDocument, width = 1280): Promise<{ lab: LabPage; chat: Locator }> {
  const lab = await LabPage.create(browser(), site, { viewport: { width, height: 900 } });
  await lab.useOneThread();
  await lab.openNotebook(document);
  return { lab, chat: lab.cell('talk') };
}

/** Who answers, and how each stands: `UC stage-2 ready`. */
const whoAnswers = (chat: Locator): Promise<string[]> =>
  chat
    .locator('[data-model]')
    .evaluateAll((models: HTMLElement[]) =>
      models.map(({ dataset }) =>
        [dataset['arm'] ?? '', dataset['model'], dataset['state']].join(' ').trim(),
      ),
    );

/** The cards of the newest answer. */
const cardsOf = (chat: Locator): Locator => chat.locator('.turn').first().locator('[data-stage]');

const answered = (chat: Locator): Promise<string[]> =>
  cardsOf(chat).evaluateAll((cards: HTMLElement[]) =>
    cards.map(({ dataset }) => [dataset['arm'] ?? '', dataset['stage']].join(' ').trim()),
  );

/** Asks, and waits until everybody has answered. */
async function ask(chat: Locator, question: string): Promise<void> {
  const before = await chat.locator('.turn').count();
  await chat.getByRole('textbox').fill(question);
  await chat.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect.poll(() => chat.locator('.turn').count()).toBe(before + 1);
  await chat.getByRole('button', { name: 'Ask', exact: true }).waitFor({ timeout: PATIENCE });
}

describe('two arms', () => {
  let lab: LabPage;
  let chat: Locator;
  beforeAll(async () => {
    const document = withUnlikeArm(withArms(['UC', 'UCLC']));
    const models = [{ stage: 'base' as const }, ...after('stage-2', 'UC', 'UCLC')];
    ({ lab, chat } = await openChat(withCell(document, 'talk', { models })));
  });
  afterAll(() => lab.close());

  it('that are not trained yet are named, and trained at a press', { timeout: 240_000 }, async () => {
    expect(await whoAnswers(chat)).toEqual(['base ready', 'UC stage-2 unknown', 'UCLC stage-2 unknown']);
    await ask(chat, 'Who are you?');
    expect(await answered(chat)).toEqual(['base']);
    expect(await whoAnswers(chat)).toEqual(['base ready', 'UC stage-2 missing', 'UCLC stage-2 missing']);
    await chat.getByRole('button', { name: 'Train now: run “Teach it”' }).click();
    await lab.done(PATIENCE);
    await expect
      .poll(() => whoAnswers(chat))
      .toEqual(['base ready', 'UC stage-2 ready', 'UCLC stage-2 ready']);
    expect(await chat.getByRole('button', { name: /^Train now/ }).count()).toBe(0);
  });

  it('answer the same question side by side, each as itself', async () => {
    await chat.getByRole('switch', { name: /DEPLOYMENT/ }).click();
    await ask(chat, 'What does the cow say?');
    expect(await answered(chat)).toEqual(['base', 'UC stage-2', 'UCLC stage-2']);
    const cards = await cardsOf(chat).all();
    expect(await cards[1]!.locator('dt').textContent()).toMatch(/^\s*UC\s+stage 2\s*$/);
    const boxes = await Promise.all(cards.map(async (card) => (await card.boundingBox())!));
    expect(new Set(boxes.map(({ y }) => Math.round(y))).size).toBe(1);
    expect(boxes[1]!.x).toBeGreaterThan(boxes[0]!.x + boxes[0]!.width);
    // Two trainings differ in how sure they are of every token.
    const said: (string | null)[] = [];
    for (const card of cards.slice(1)) {
      await card.getByRole('option').first().hover();
      said.push(await card.locator('.popover').textContent());
    }
    expect(said[0]).not.toBe(said[1]);
    expect(await chat.locator('p[role="status"]').textContent()).toMatch(
      /base:.*UC, stage 2:.*UCLC, stage 2:/s,
    );
  });

  it('are chosen with the keyboard, model by model', async () => {
    await chat.getByText('Choose who answers').focus();
    await lab.page.keyboard.press('Enter');
    await chat.getByRole('checkbox', { name: 'base' }).focus();
    await lab.page.keyboard.press('Space');
    await lab.page.keyboard.press('Tab');
    await lab.page.keyboard.press('Space');
    await expect
      .poll(() => whoAnswers(chat))
      .toEqual(['UC stage-1 ready', 'UC stage-2 ready', 'UCLC stage-2 ready']);
    await ask(chat, 'What does the cow say?');
    expect(await answered(chat)).toEqual(['UC stage-1', 'UC stage-2', 'UCLC stage-2']);
  });

  it('are chosen at a press: all stages of one, or all after the last', async () => {
    await chat.getByRole('radio', { name: 'UC', exact: true }).check();
    expect(await whoAnswers(chat)).toHaveLength(3);
    await chat.getByRole('button', { name: 'All arms after their last stage' }).click();
    await expect.poll(() => whoAnswers(chat)).toEqual(['UC stage-2 ready', 'UCLC stage-2 ready']);
    expect(await chat.getByRole('radio', { checked: true }).count()).toBe(0);
    // To look at is no edit.
    expect(await lab.saving().getAttribute('data-saving')).toBe('original');
  });

  it('answer one below the other on a phone, and nothing leaves the screen', async () => {
    await lab.page.setViewportSize({ width: 360, height: 780 });
    const boxes = await Promise.all(
      (await cardsOf(chat).all()).map(async (card) => (await card.boundingBox())!),
    );
    expect(new Set(boxes.map(({ x }) => Math.round(x))).size).toBe(1);
    expect(boxes[1]!.y).toBeGreaterThan(boxes[0]!.y + boxes[0]!.height);
    expect(await lab.overflow()).toBeLessThanOrEqual(0);
  });

  it.each([
    ['light', 1280],
    ['light', 360],
    ['dark', 1280],
    ['dark', 360],
  ] as const)('are accessible in %s, %d pixels wide', async (colorScheme, width) => {
    await lab.page.emulateMedia({ colorScheme });
    await lab.page.setViewportSize({ width, height: 900 });
    await cardsOf(chat).last().getByRole('option').first().hover();
    expect(await lab.violations('[data-cell="talk"]')).toEqual([]);
    await lab.photograph(`chat-two-arms-${colorScheme}-${width}`, chat);
  });

  it('went without an error', () => {
    expect(lab.errors).toEqual([]);
  });
});

it('keeps what is not predicted yet behind the curtain, in every arm', { timeout: 240_000 }, async () => {
  const document = withArms(['UC', 'UCLC'], true);
  const models = [...after('stage-1', 'UC'), ...after('stage-2', 'UC', 'UCLC')];
  const { lab, chat } = await openChat(withCell(document, 'talk', { models }));
  await lab.run('restyle');
  await lab.done(PATIENCE);
  await ask(chat, 'Who are you?');
  expect(await answered(chat)).toEqual(['UC stage-1']);
  expect(await whoAnswers(chat)).toEqual(['UC stage-1 ready', 'UC stage-2 sealed', 'UCLC stage-2 sealed']);
  expect(await chat.getByRole('link', { name: 'Answer the question' }).getAttribute('href')).toBe('#bet');
  await lab.cell('bet').getByRole('button', { name: 'Skip' }).click();
  await ask(chat, 'Who are you?');
  expect(await answered(chat)).toEqual(['UC stage-1', 'UC stage-2', 'UCLC stage-2']);
  await lab.close();
});

describe('many arms', () => {
  const names = Array.from({ length: 18 }, (_, index) => `arm-${index + 1}`);

  it.each([1280, 360])(
    'are a list and a table, %d pixels wide, and no more than can be compared',
    async (width) => {
      const { lab, chat } = await openChat(withArms(names), width);
      await chat.getByLabel('All stages of').selectOption('arm-2');
      expect(await whoAnswers(chat)).toHaveLength(3);
      await chat.getByRole('button', { name: 'All arms after their last stage' }).click();
      expect(await whoAnswers(chat)).toHaveLength(16);
      await chat.getByText('Choose who answers').click();
      await chat.getByText('16 at once are the most').waitFor();
      const box = (name: string) => chat.getByRole('checkbox', { name, exact: true });
      expect(await box('arm-17, stage 2').isDisabled()).toBe(true);
      await box('arm-1, stage 2').uncheck();
      await box('arm-17, stage 2').check();
      expect(await whoAnswers(chat)).toContain('arm-17 stage-2 unknown');
      expect(await lab.overflow()).toBeLessThanOrEqual(0);
      expect(await lab.violations('[data-cell="talk"]')).toEqual([]);
      await lab.photograph(`chat-many-arms-${width}`, chat);
      await lab.close();
    },
  );

  it('none of whom is chosen are not asked', async () => {
    const { lab, chat } = await openChat(withArms(['UC', 'UCLC']));
    await chat.getByText('Choose who answers').click();
    const chosen = chat.getByRole('checkbox', { checked: true });
    await chosen.first().waitFor();
    while ((await chosen.count()) > 0) await chosen.first().click();
    await chat.getByText('Nobody is chosen to answer.').waitFor();
    await chat.getByRole('textbox').fill('Who are you?');
    expect(await chat.getByRole('button', { name: 'Ask', exact: true }).isDisabled()).toBe(true);
    await lab.close();
  });
});
