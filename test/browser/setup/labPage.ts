/** A page of the lab in a fresh profile, with what tests of it need to know and do. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import type { ExperimentResult } from '../../../src/lab/types.ts';

declare global {
  interface Window {
    /** Milliseconds since the page began and duration of every task that blocked the main thread. */
    longTasks: { start: number; duration: number }[];
  }
}

export type Outcome = 'It still shouts' | 'It whispers' | 'A bit of both' | 'It is gone';

export class LabPage {
  /** Addresses asked for outside the page's own origin. */
  readonly foreignRequests: string[] = [];
  /** Errors that nobody caught, and what the browser itself complained of. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async create(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<LabPage> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const lab = new LabPage(await context.newPage(), url);
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      const local = protocol === 'blob:' || protocol === 'data:';
      if (!local && origin !== new URL(url).origin) lab.foreignRequests.push(request.url());
    });
    lab.page.on('pageerror', (error) => lab.errors.push(error.message));
    lab.page.on('console', (message) => {
      if (message.type() === 'error') lab.errors.push(message.text());
    });
    await lab.page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) {
          window.longTasks.push({ start: startTime, duration });
        }
      }).observe({ type: 'longtask', buffered: true });
    });
    return lab;
  }

  async open(): Promise<void> {
    await this.page.goto(this.url);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  /** A part of the notebook, by the id of its cell. */
  cell(id: string) {
    return this.page.locator(`#${id}`);
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name }).first();
  }

  /** The words of the live region: what the run has come to. */
  milestone(words: RegExp) {
    return this.page.locator('[data-milestone]').filter({ hasText: words });
  }

  async chooseArm(arm: string): Promise<void> {
    await this.cell('stage-1').getByRole('radio', { name: arm, exact: true }).check();
  }

  async predict(outcomes: Outcome[]): Promise<void> {
    const questions = this.cell('predict').locator('form fieldset');
    for (const [index, outcome] of outcomes.entries()) {
      await questions
        .nth(index)
        .getByRole('radio', { name: new RegExp(outcome) })
        .check();
    }
    await this.button('Commit my prediction').click();
  }

  /** Waits until the curve of an arm and stage has at least so many points, and returns how many. */
  async curve(name: string, points: number): Promise<number> {
    const curve = this.page.locator(`[data-curve="${name}"]`);
    await this.page.waitForFunction(
      ([selector, least]) => {
        const element = document.querySelector<HTMLElement>(selector);
        return Number(element?.dataset['points'] ?? 0) >= least;
      },
      [`[data-curve="${name}"]`, points] as const,
      { timeout: 90_000 },
    );
    return Number(await curve.getAttribute('data-points'));
  }

  /** Every bar of the main chart: `arm/stage/condition/metric` → value and n. */
  async bars(): Promise<Map<string, { value: number; n: number }>> {
    const read = await this.cell('result')
      .locator('[data-bar]')
      .evaluateAll((bars) =>
        (bars as unknown as { dataset: DOMStringMap }[]).map(
          ({ dataset }) =>
            [dataset['bar']!, { value: Number(dataset['value']), n: Number(dataset['n']) }] as const,
        ),
      );
    return new Map(read);
  }

  async downloadResult(): Promise<ExperimentResult> {
    return JSON.parse(await this.download('Download result')) as ExperimentResult;
  }

  async download(button: string): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.cell('result').getByRole('button', { name: button }).click();
    return readFile(await (await download).path(), 'utf8');
  }

  /** Violations that axe calls serious or critical, in one line each. */
  async seriousViolations(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  /** The tasks that blocked the main thread since a moment given by `now()`. */
  async longTasksSince(moment: number): Promise<number[]> {
    const tasks = await this.page.evaluate(() => window.longTasks);
    return tasks.filter(({ start }) => start >= moment).map(({ duration }) => duration);
  }

  now(): Promise<number> {
    return this.page.evaluate(() => performance.now());
  }
}
