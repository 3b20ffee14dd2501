/**
 * WebKit, the engine of Safari, as Linux has it: WebKitGTK's own small browser, on a screen that nobody sees, driven
 * through WebDriver (https://www.w3.org/TR/webdriver2/). Playwright drives only a WebKit that it has built itself.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const DRIVER = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';
const LIBRARIES = '/usr/lib/x86_64-linux-gnu';
/** In milliseconds: for the driver to answer, and for anything that computes. */
const PATIENCE = 90_000;

export class WebKit {
  private constructor(
    private readonly session: string,
    private readonly processes: readonly ChildProcess[],
  ) {}

  /** @throws if one of its parts is not installed */
  static async launch(): Promise<WebKit> {
    const binary = browserBinary();
    if (!binary || !existsSync(DRIVER) || !existsSync(SCREEN)) {
      throw new Error('There is no WebKit here. On Debian: apt-get install webkit2gtk-driver xvfb');
    }
    const display = `:${90 + (process.pid % 900)}`;
    const screen = spawn(SCREEN, [display, '-screen', '0', '1400x1100x24'], { stdio: 'ignore' });
    const port = await freePort();
    const driver = spawn(DRIVER, [`--port=${port}`], {
      stdio: 'ignore',
      // Containers have neither its sandbox nor a graphics card.
      env: {
        ...process.env,
        DISPLAY: display,
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      },
    });
    const address = `http://127.0.0.1:${port}`;
    await until(() =>
      fetch(`${address}/status`).then(
        () => true,
        () => false,
      ),
    );
    const options = { binary, args: ['--automation'] };
    const capabilities = {
      alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options },
    };
    const { sessionId } = await ask<{ sessionId: string }>('POST', `${address}/session`, { capabilities });
    return new WebKit(`${address}/session/${sessionId}`, [driver, screen]);
  }

  /** Loads an address anew, even if only what is behind its `#` differs. */
  async open(url: string): Promise<void> {
    await this.command('url', { url: 'about:blank' });
    await this.command('url', { url });
  }

  async reload(): Promise<void> {
    await this.command('refresh', {});
  }

  /** Runs the body of a function in the page; `arguments` has the rest. */
  evaluate<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.command<T>('execute/sync', { script, args });
  }

  /** Waits until an expression is true in the page. */
  async waitFor(expression: string): Promise<void> {
    await until(() => this.evaluate<boolean>(`return Boolean(${expression})`), expression);
  }

  /** Presses the button with that text in the first element that fits the selector. */
  async press(selector: string, text: string): Promise<void> {
    const found = await this.evaluate<boolean>(
      `const [selector, text] = arguments;
       const buttons = [...document.querySelectorAll(selector + ' button')];
       const button = buttons.find((one) => one.textContent.trim() === text);
       button?.click();
       return button !== undefined;`,
      selector,
      text,
    );
    if (!found) throw new Error(`There is no button "${text}" in ${selector}.`);
  }

  async close(): Promise<void> {
    await ask('DELETE', this.session).catch(() => undefined);
    for (const process of this.processes) process.kill();
  }

  private command<T = null>(name: string, body: object): Promise<T> {
    return ask<T>('POST', `${this.session}/${name}`, body);
  }
}

function browserBinary(): string | undefined {
  if (!existsSync(LIBRARIES)) return undefined;
  return readdirSync(LIBRARIES)
    .filter((name) => name.startsWith('webkit2gtk-'))
    .map((name) => join(LIBRARIES, name, 'MiniBrowser'))
    .find(existsSync);
}

async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

async function until(holds: () => Promise<boolean>, what = 'an answer'): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
