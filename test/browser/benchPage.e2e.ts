/** The bench page: measures in the built site, under its security policy, and can be stopped. */
import { expect, inject, it } from 'vitest';
import { launchChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';

it('measures kernels, says that the adapter is software, and stops when asked to', async () => {
  const browser = await launchChromium();
  try {
    const lab = await LabPage.create(browser, new URL('bench.html', inject('siteUrl')).href);
    await lab.open();
    expect(await lab.violations()).toEqual([]);

    await lab.button('Measure').click();
    await lab.page.getByText('This is no graphics card.').waitFor();
    const rows = lab.page.getByRole('region', { name: 'Kernels of nano' }).locator('tbody tr');
    // The copies, and the square products of two families of kernels in three formats.
    await expect.poll(() => rows.count(), { timeout: 90_000 }).toBeGreaterThanOrEqual(8);

    await lab.button('Stop').click();
    await lab.page.locator('[data-status="stopped"]').waitFor();
    const download = lab.page.waitForEvent('download');
    await lab.button('Download JSON').click();
    expect((await download).suggestedFilename()).toBe('bench.json');
    expect(await lab.violations()).toEqual([]);
    expect(lab.errors).toEqual([]);
    expect(lab.foreignRequests).toEqual([]);
  } finally {
    await browser.close();
  }
});
