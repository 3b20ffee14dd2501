/** Storage in pages of their own: what a tab can only be asked from outside, such as to be closed, or to be full. */
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServer, type ViteDevServer } from 'vite';
import { launchChromium } from '../../browser/setup/chromium.ts';
import type * as inPage from './inPage.ts';

const MIB = 2 ** 20;

const HTML = `<!doctype html><script type="module">
  import * as inPage from '/test/notebook/storage/inPage.ts';
  window.inPage = inPage;
</script>`;

/** A page that does nothing but what it is told. */
const idlePage = {
  name: 'idle-page',
  configureServer(server: ViteDevServer) {
    server.middlewares.use('/page', (_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(HTML);
    });
  },
};

let server: ViteDevServer;
let browser: Browser;
beforeAll(async () => {
  server = await createServer({
    configFile: false,
    root: join(import.meta.dirname, '../../..'),
    logLevel: 'error',
    plugins: [idlePage],
    server: { port: 0, hmr: false, watch: null, host: '127.0.0.1' },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  await server.listen();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

let context: BrowserContext;
beforeEach(async () => {
  context = await browser.newContext();
  // A context ends with its last page.
  await context.newPage();
});
afterEach(() => context.close());

const url = () => `${server.resolvedUrls!.local[0]}page`;

async function open(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url());
  return page;
}

type InPage = typeof inPage;

/** Calls a function of `inPage.ts` in the page. */
function call<Name extends keyof InPage>(page: Page, name: Name, ...args: Parameters<InPage[Name]>) {
  const calling = page.evaluate(
    ([name, args]) => {
      const functions = (window as unknown as { inPage: Record<string, (...args: unknown[]) => unknown> })
        .inPage;
      return functions[name]!(...args);
    },
    [name, args] as const,
  );
  return calling as Promise<Awaited<ReturnType<InPage[Name]>>>;
}

const ways: Record<string, (page: Page) => Promise<unknown>> = {
  reloaded: (page) => page.reload(),
  'left for another': (page) => page.goto('about:blank'),
  closed: (page) => page.close(),
};

it.each(Object.entries(ways))('a page that is %s right after an edit has saved it', async (_name, leave) => {
  const page = await open();
  await call(page, 'edit', 'a', 20_000);
  await leave(page);
  expect(await call(await open(), 'titleOf', 'a')).toBe('As it is now');
});

describe('where there is no more room', () => {
  let page: Page;
  beforeEach(async () => {
    page = await open();
    const session = await context.newCDPSession(page);
    const { origin } = new URL(url());
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8 * MIB });
  });

  it('the cache makes some for a notebook, and is not emptied for it', async () => {
    const { kept, saved, evicted, before, troubles } = await call(page, 'saveBesideTheCache');
    expect({ kept, saved, troubles }).toEqual({ kept: ['browser'], saved: 'saved', troubles: [] });
    expect(evicted).toBeGreaterThan(MIB);
    expect(evicted).toBeLessThan(before);
    expect(await call(page, 'titleOf', 'a')).toBe('Mine');
  });

  it('says so, loses nothing, and knows what was trained as long as the tab lives', async () => {
    expect(await call(page, 'saveWithoutRoom')).toEqual({
      ...{ refused: 'full', kept: 'tab', known: 1, title: 'As it was', saved: 'saved' },
      troubles: ['full', 'full'],
    });
  });
});
