/** Runs the comparison in a headless Chromium, on a page that is built and served for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { chromiumFlags, ensureChromium } from '../run/browser.ts';
// For the type of `window.runBench`.
import type {} from './browser/page.ts';
import type { Runner } from './request.ts';

export const runInBrowser: Runner = async (request, progress) => {
  const outDir = await mkdtemp(join(tmpdir(), 'bench-page-'));
  try {
    const site = {
      configFile: false,
      root: join(import.meta.dirname, 'browser'),
      logLevel: 'error',
    } as const;
    await build({
      ...site,
      build: { outDir, target: 'esnext', emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
    });
    const server = await preview({ ...site, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
    const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags });
    try {
      const page = await browser.newPage();
      page.on('console', (message) => progress(message.text()));
      page.on('pageerror', (error) => progress(String(error)));
      await page.goto(server.resolvedUrls!.local[0]!);
      await page.waitForFunction(() => 'runBench' in window);
      const measurements = await page.evaluate((asked) => window.runBench(asked), request);
      return { where: `Chromium ${browser.version()}`, measurements };
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
};
