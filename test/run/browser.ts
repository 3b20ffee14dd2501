/**
 * Finds the Chromium that the browser tests drive, and gets one where none is installed.
 *
 * It has to be a whole Chromium or Chrome: Playwright's "headless shell" has no WebGPU.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What a headless Chromium is started with: no sandbox (containers), no traffic of its own, and WebGPU. */
export const chromiumFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--enable-unsafe-webgpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const fixedPlaces = [
  '/usr/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where `npx playwright install chromium` puts its browsers, by platform. */
const playwrightCaches = [
  process.env.PLAYWRIGHT_BROWSERS_PATH,
  join(homedir(), '.cache', 'ms-playwright'),
  join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  join(homedir(), 'AppData', 'Local', 'ms-playwright'),
];
const playwrightBinaries = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win64/chrome.exe',
  'chrome-win/chrome.exe',
];

/** The path of a Chromium or Chrome, or null. `$CHROMIUM_PATH`, if set, is the only place looked at. */
export function findChromium(): string | null {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return isExecutable(chosen) ? chosen : null;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...onPath, ...fixedPlaces, ...playwrightChromiums()].find(isExecutable) ?? null;
}

/** The path of a Chromium, installed with Debian's package manager if need be; throws one clear line. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROMIUM_PATH) {
    throw new Error(
      `CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which is not a program that can be started.`,
    );
  }
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('There is no Chromium yet: installing it with apt-get.');
    const installed = apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium');
    const chromium = installed ? findChromium() : null;
    if (chromium) return chromium;
  }
  throw new Error(
    'The browser tests need Chromium or Chrome. Install one (Debian, Ubuntu: "sudo apt-get install chromium"; ' +
      'anywhere: "npx playwright-core install chromium"), or set CHROMIUM_PATH to one that you have.',
  );
}

function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
}

function playwrightChromiums(): string[] {
  return playwrightCaches
    .filter((cache): cache is string => cache !== undefined && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => /^chromium-\d+$/.test(name))
        .sort()
        .reverse()
        .flatMap((name) => playwrightBinaries.map((binary) => join(cache, name, binary))),
    );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
