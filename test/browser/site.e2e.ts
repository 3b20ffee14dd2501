/** How the built site is served: with its security policy, isolated, and with plain answers. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import { serveSite } from '../../src/cli/site/serve.ts';
import { launchChromium } from './setup/chromium.ts';

const site = inject('siteUrl');
const root = fileURLToPath(new URL('../../', import.meta.url));

it('sends the headers that make a page cross-origin isolated', async () => {
  const { status, headers } = await fetch(site);
  expect(status).toBe(200);
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
});

it('tells browsers not to show it within another page', async () => {
  const { headers } = await fetch(site);
  expect(headers.get('content-security-policy')).toMatch(/; frame-ancestors 'none'(;|$)/);
  expect(headers.get('x-frame-options')).toBe('DENY');
});

it('has the same policy in the page itself, for hosts that send no headers', async () => {
  const page = await (await fetch(site)).text();
  expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src [^"]*connect-src/);
});

it('ships the models byte for byte', async () => {
  const config = await fetch(new URL('models/nano/config.json', site));
  expect(config.status).toBe(200);
  expect(await config.text()).toBe(await readFile(`${root}models/nano/config.json`, 'utf8'));
});

it('answers 404 for what does not exist', async () => {
  expect((await fetch(new URL('models/nono/config.json', site))).status).toBe(404);
  expect((await fetch(new URL('nothing-here', site))).status).toBe(404);
});

it('takes the next port when one is taken', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as AddressInfo;
  const server = await serveSite(root, { port, host: '127.0.0.1' });
  expect(server.port).toBeGreaterThan(port);
  expect((await fetch(server.url)).status).toBe(200);
  await server.close();
  blocker.close();
});

it('lets a page load nothing from elsewhere and run nothing inline', async () => {
  // A neighbour who would gladly answer: it is the page that must not ask.
  let visits = 0;
  const neighbour = createServer((_, response) => {
    visits++;
    response.setHeader('Access-Control-Allow-Origin', '*').end('hello');
  });
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve));
  const { port } = neighbour.address() as AddressInfo;
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(site);
    const found = await page.evaluate(async (elsewhere) => {
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.ranInline = true';
      document.head.append(inline);
      return {
        isolated: globalThis.crossOriginIsolated,
        fetched: await fetch(elsewhere).then(
          () => true,
          () => false,
        ),
        ranInline: 'ranInline' in globalThis,
      };
    }, `http://127.0.0.1:${port}/`);
    expect(found).toEqual({ isolated: true, fetched: false, ranInline: false });
    expect(visits).toBe(0);
  } finally {
    await browser.close();
    neighbour.close();
  }
});
