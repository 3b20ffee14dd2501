/** Screens that are not articles, in light and dark: forms, dialogs, menus, what runs and what went wrong. */
import { afterEach, describe, expect, inject, it } from 'vitest';
import { shell } from '../../src/ui/texts/en/shell.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');

const browser = useChromium();
let lab: LabPage;
afterEach(() => lab.close());

describe.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const)('in $colorScheme, $width pixels wide', ({ colorScheme, width }) => {
  async function create(): Promise<void> {
    lab = await LabPage.create(browser(), site, { colorScheme, viewport: { width, height: 860 } });
    await lab.useOneThread();
  }

  /** What is on the screen fits it, is accessible, and has a picture to be looked at. */
  async function inspect(name: string, part?: string): Promise<void> {
    expect(await lab.overflow(), name).toBeLessThanOrEqual(0);
    expect(await lab.violations(part), name).toEqual([]);
    await lab.page.screenshot({ path: lab.picture(`screen-${name}-${colorScheme}-${width}`) });
  }

  it('what is wrong with a screen is found', async () => {
    await create();
    await lab.open();
    await lab.page.evaluate(() => {
      const pale = document.createElement('p');
      pale.textContent = 'Hardly to be read';
      Object.assign(pale.style, { background: '#fff', color: '#ddd' });
      document.querySelector('main')!.append(new Image(), document.createElement('button'), pale);
    });
    const found = (await lab.violations()).map((text) => text.split(':')[0]);
    expect(found).toEqual(['button-name', 'color-contrast', 'image-alt']);
  });

  it('every form, and a text view with a mistake', { timeout: 240_000 }, async () => {
    await create();
    const seen = new Set<string>();
    for (const preset of ['meow-minute', 'what-survives']) {
      await lab.open(`#preset=${preset}`);
      await inspectForms(seen);
    }
    expect([...seen].sort()).toEqual(Object.keys(shell.kinds).sort());
  });

  async function inspectForms(seen: Set<string>): Promise<void> {
    for (const cell of await lab.page.locator('[data-cell]').all()) {
      const kind = (await cell.getAttribute('data-kind'))!;
      if (seen.has(kind)) continue;
      seen.add(kind);
      const part = `[data-cell="${await cell.getAttribute('data-cell')}"]`;
      await cell.locator('[data-edit]').click();
      await cell.getByRole('radio', { name: 'Form' }).waitFor({ state: 'attached' });
      await cell.evaluate((element) => element.scrollIntoView());
      await inspect(`form-${kind}`, part);
      // The text view is the same for all kinds.
      if (kind !== 'train') {
        await cell.locator('[data-edit]').click();
        continue;
      }
      await cell.getByRole('radio', { name: 'Text' }).dispatchEvent('click');
      await cell.locator('[data-cell-text]').fill('{ "kind": ');
      await cell.locator('[data-apply]').click();
      await cell.getByRole('alert').first().waitFor();
      await inspect(`text-${kind}`, part);
      await cell.locator('[data-revert]').click();
      await cell.locator('[data-edit]').click();
    }
  }

  it('setup, dialogs and menus', { timeout: 120_000 }, async () => {
    await create();
    await lab.open('#preset=meow-minute');
    await lab.page.locator('details', { hasText: 'Setup' }).locator('summary').first().click();
    await inspect('setup');
    await lab.page.locator('details', { hasText: 'Lesson plan' }).locator('summary').first().click();
    await inspect('lesson');
    await lab.page.locator('[data-contents] summary').click();
    await inspect('contents');
    await lab.page.locator('nav button[aria-haspopup="menu"]').click();
    await inspect('menu');
    await lab.page.keyboard.press('Escape');
    const close = () => lab.page.locator('dialog[open] [data-close]').click();
    await lab.command('Share');
    await lab.page.locator('[data-export="rows"] button:enabled').first().waitFor();
    await inspect('share', 'dialog[open]');
    await close();
    for (const name of ['Pool the class’s results', 'All commands', 'Keys']) {
      await lab.choose(null, name);
      await lab.page.locator('dialog[open]').waitFor();
      await inspect(name.toLowerCase().replace(/\W+/g, '-'), 'dialog[open]');
      await close();
    }
  });

  it('one cell a screen, with the teacher’s notes', { timeout: 120_000 }, async () => {
    await create();
    await lab.open('#preset=meow-minute');
    await lab.command('Present');
    await inspect('present-title');
    for (const [at, name] of ['text', 'figure', 'prediction'].entries()) {
      // Past the rest of a cell that is longer than the screen.
      await lab.page.keyboard.press('Shift+ArrowRight');
      await lab.page
        .getByText(`${at + 2} / `)
        .first()
        .waitFor();
      await inspect(`present-${name}`);
    }
    await lab.page.keyboard.press('n');
    await inspect('present-notes');
    await lab.page.keyboard.press('b');
    await inspect('present-blank');
  });

  it('a notebook that is run, its data, its answers and its chat', { timeout: 240_000 }, async () => {
    await create();
    await lab.openNotebook(shortNotebook());
    await lab.run('answers');
    await inspect('running');
    await lab.stands('answers', 'fresh');
    await lab.cell('answers').evaluate((element) => element.scrollIntoView());
    await inspect('answers');
    const data = lab.page.locator('[data-kind="dataset"]').first();
    await data.locator('[data-show-examples]').click();
    await data.locator('[data-edit-as-own]').click();
    await data.getByRole('button', { name: 'Look through all of it' }).click();
    await data.locator('[data-report]').first().waitFor();
    await data.locator('[data-measure]').click();
    await data.locator('[data-surprise]').first().waitFor();
    await data.evaluate((element) => element.scrollIntoView());
    await inspect('dataset');
    await data.locator('[data-surprise-tools]').evaluate((element) => element.scrollIntoView());
    await inspect('dataset-report');
  });

  it('what is kept, and erasing it', { timeout: 120_000 }, async () => {
    await create();
    await lab.open();
    await lab.page.click('[data-new]');
    await lab.page.waitForURL(/#notebook=/);
    await inspect('new');
    await lab.open();
    await lab.page.locator('[data-own] li').first().waitFor();
    await inspect('own');
    await lab.page.click('[data-erase]');
    await inspect('erase');
    await lab.page.click('[data-erase-on]');
    await inspect('erase-again');
  });
});
