import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags, ensureChromium } from '../../run/browser.ts';

/** A fresh headless Chromium, the one that `npm test` found or installed. Close it when the tests are done. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags });
}
