/** Files that enter the page and leave it. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** Puts a file in where the landing page asks for one. */
export async function importFile(page: Page, name: string, content: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('[data-import]')]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: content });
}

/** What a button saves. */
export async function saved(button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([button.page().waitForEvent('download'), button.click()]);
  return readFile(await download.path());
}
