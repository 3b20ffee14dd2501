/** After the first visit, the page works without a network: it opens, and it trains. */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveSite, type SiteServer } from '../../src/cli/site/serve.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { launchChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { linkTo, shortNotebook } from './setup/testNotebook.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let browser: Browser;
let server: SiteServer;
beforeAll(async () => {
  // One of its own, since it is to go away.
  [browser, server] = await Promise.all([
    launchChromium(),
    serveSite(root, { port: 4400, host: '127.0.0.1' }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

it('opens, shows recorded results and trains when the server is gone', { timeout: 300_000 }, async () => {
  const lab = await LabPage.create(browser, server.url, { serviceWorkers: 'allow' });
  await lab.useOneThread();
  await lab.open();
  await lab.page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === 'activated') return;
    await new Promise<void>((resolve) => {
      active?.addEventListener('statechange', () => {
        if (active.state === 'activated') resolve();
      });
    });
  });
  expect(lab.errors).toEqual([]);
  await server.close();
  expect(
    await fetch(server.url).then(
      () => true,
      () => false,
    ),
  ).toBe(false);

  await lab.reload();
  for (const { id, title } of shippedNotebooks) {
    await lab.open(`?visit=later#preset=${id}`);
    await lab.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  await lab.open('?visit=later#preset=meow-minute');
  await lab.cell('result').locator('[data-mark]').first().waitFor();

  await lab.open(`?visit=last${await linkTo(shortNotebook())}`);
  await lab.run('answers');
  await lab.stands('answers', 'fresh');
  expect((await lab.marks('figure')).size).toBeGreaterThan(0);
  // Across isolated origins, threads are allowed, as with the server.
  expect(await lab.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  expect(lab.foreignRequests).toEqual([]);
});
