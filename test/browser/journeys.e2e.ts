/**
 * Every notebook that ships with the lab, as a person would use it: opened, predicted, edited in its forms, run,
 * shared by a link, opened elsewhere, saved as a file and imported.
 */
import { afterEach, expect, inject, it } from 'vitest';
import type { Cell, ProbeCell } from '../../src/notebook/document/types.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { forms } from '../../src/ui/texts/en/forms.ts';
import { useChromium } from './setup/chromium.ts';
import { importFile, saved } from './setup/files.ts';
import { LabPage } from './setup/labPage.ts';

const site = inject('siteUrl');

/** Enough to go through all of it; what comes out is the business of the recorded results. */
const STEPS = 2;
const PROMPTS = 4;

const browser = useChromium();
let lab: LabPage;
let other: LabPage;
afterEach(() => Promise.all([lab.close(), other.close()]));

const withCells = shippedNotebooks.filter(({ id }) => id !== 'empty');

it.each(withCells)(
  '$title: predicted, edited, run, shared and imported',
  { timeout: 300_000 },
  async (entry) => {
    const { id, load } = entry;
    const document = await load();
    [lab, other] = [await LabPage.create(browser(), site), await LabPage.create(browser(), site)];
    for (const page of [lab, other]) await page.useOneThread();
    await lab.open(`#preset=${id}`);

    for (const cell of ofKind(document.cells, 'predict')) await predict(cell.id);
    const probe = ofKind(document.cells, 'probe')[0]!;
    for (const cell of ofKind(document.cells, 'train'))
      await editNumbers(cell.id, [forms.train.steps], STEPS);
    await editNumbers(probe.id, [forms.probe.prompts, forms.probe.examples], PROMPTS);
    await lab.saved();

    await lab.run(probe.id);
    await lab.stands(probe.id, 'fresh', 200_000);
    await expectOwnFigures(lab, document.cells, probe);
    for (const bet of ofKind(document.cells, 'predict').filter(({ of }) => of === probe.name)) {
      // After so few steps there may be nothing to measure what is left of.
      const verdict = lab.cell(bet.id).locator('[data-found], [data-undecided="true"]');
      await verdict.first().waitFor();
    }

    const before = await lab.cells();
    await lab.page.click('[data-share]');
    const link = lab.page.getByLabel('The link', { exact: true });
    await expect.poll(() => link.inputValue()).toMatch(/#n=/);
    const file = await saved(lab.page.locator('[data-export="notebook"] button').first());

    // By the link: everything that was edited, and nothing that was computed.
    await other.page.goto(await link.inputValue());
    await other.page.getByRole('heading', { level: 1, name: entry.title }).waitFor();
    await other.opened();
    expect(await other.cells()).toEqual(before);
    await expectEdited(other, document.cells);
    expect(await other.standing(probe.id)).toBe('empty');
    expect(other.page.workers()).toEqual([]);
    expect(await other.kept('results')).toEqual([]);

    // By the file: the results as well, which do not pass for the reader's own.
    await other.open();
    await importFile(other.page, 'theirs.json', file);
    await other.page.waitForURL(/#notebook=/);
    await other.page.getByRole('heading', { level: 1, name: entry.title }).waitFor();
    await other.opened();
    expect(await other.cells()).toEqual(before);
    await expectEdited(other, document.cells);
    await other.cell(probe.id).getByText('Imported from theirs.json').waitFor();
    expect(await other.standing(probe.id)).toBe('empty');
    expect(
      await other.page.locator('[data-figure][data-source="imported"] [data-mark]').count(),
    ).toBeGreaterThan(0);

    for (const page of [lab, other]) {
      expect(page.errors).toEqual([]);
      expect(page.foreignRequests).toEqual([]);
    }
  },
);

const ofKind = <Kind extends Cell['kind']>(cells: readonly Cell[], kind: Kind) =>
  cells.filter((cell): cell is Extract<Cell, { kind: Kind }> => cell.kind === kind);

/** Takes the first option for every arm. */
async function predict(cell: string): Promise<void> {
  const arms = lab.cell(cell).locator('fieldset');
  for (const arm of await arms.all()) await arm.getByRole('radio').first().dispatchEvent('click');
  await lab.cell(cell).getByRole('button', { name: 'Commit my prediction' }).click();
  await lab.cell(cell).locator('[data-predicted]').first().waitFor();
}

/** Opens the form of a cell, and writes a number into each field in sight with one of these labels. */
async function editNumbers(cell: string, labels: readonly string[], value: number): Promise<void> {
  await lab.cell(cell).locator('[data-edit]').click();
  const fields = labels
    .map((label) => lab.cell(cell).getByLabel(label, { exact: true }))
    .reduce((all, one) => all.or(one))
    .filter({ visible: true });
  // The form is fetched when the first cell is edited.
  await fields.first().waitFor();
  for (const field of await fields.all()) {
    await field.fill(String(value));
    await field.blur();
  }
  await lab.cell(cell).locator('[data-edit]').click();
}

/** The figures over a measurement show what has just been run, and nothing else. */
async function expectOwnFigures(of: LabPage, cells: readonly Cell[], { name }: ProbeCell): Promise<void> {
  const figures = cells.filter((cell) => cell.kind === 'chart' && cell.of === name);
  expect(figures.length).toBeGreaterThan(0);
  for (const { id } of figures) {
    await of.cell(id).locator('[data-figure][data-source="yours"]').waitFor({ state: 'attached' });
  }
}

async function expectEdited(of: LabPage, cells: readonly Cell[]): Promise<void> {
  for (const { id } of ofKind(cells, 'train')) {
    const unfold = of.cell(id).locator('[data-fold][aria-expanded="false"]');
    if ((await unfold.count()) > 0) await unfold.click();
    expect(await of.cell(id).locator('[data-steps]').textContent()).toBe(String(STEPS));
  }
}
