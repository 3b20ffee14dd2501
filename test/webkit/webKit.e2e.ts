/** The built page in WebKit: what a reader with Safari needs most, since everything else is tested in Chromium. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import { shell } from '../../src/ui/texts/en/shell.ts';
import { linkTo, shortNotebook } from '../browser/setup/testNotebook.ts';
import { WebKit } from './webKit.ts';

const site = inject('siteUrl');
/** All cells are drawn. */
const WHOLE = `document.querySelector('main')?.ariaBusy === 'false'`;
const standing = (cell: string) => `document.querySelector('[data-cell="${cell}"]').dataset.standing`;

let webKit: WebKit;
beforeAll(async () => {
  webKit = await WebKit.launch();
});
afterAll(() => webKit.close());

it('shows the recorded results', async () => {
  await webKit.open(site);
  await webKit.waitFor(`document.querySelectorAll('[data-headline] [data-mark]').length > 4`);
});

describe.each(shippedNotebooks)('$title', ({ id, load }) => {
  it('opens by its address', async () => {
    const { cells, recorded } = await load();
    await webKit.open(`${site}#preset=${id}`);
    await webKit.waitFor(WHOLE);
    const count = `return document.querySelectorAll('[data-cell]').length`;
    expect(await webKit.evaluate(count)).toBe(cells.length);
    expect(await webKit.evaluate(`return document.querySelectorAll('[data-broken]').length`)).toBe(0);
    if (recorded.length > 0) await webKit.waitFor(`document.querySelector('[data-mark]')`);
  });
});

it('trains, answers, and finds everything again', async () => {
  await webKit.open(site + (await linkTo(shortNotebook())));
  await webKit.waitFor(WHOLE);
  await webKit.press('[data-cell="answers"]', 'Run');
  await webKit.waitFor(`${standing('answers')} === 'fresh'`);

  await webKit.press('[data-cell="talk"]', 'Who are you?');
  await webKit.waitFor(`document.querySelectorAll('[data-cell="talk"] [data-stage]').length === 3`);

  // An edit makes a copy, which has an address of its own and is kept.
  await webKit.press('header', shell.heading.edit);
  await webKit.waitFor(`document.querySelector('input.title')`);
  await webKit.evaluate(`
    const field = document.querySelector('input.title');
    field.value = 'Mine';
    field.dispatchEvent(new Event('input', { bubbles: true }));`);
  await webKit.waitFor(`location.hash.startsWith('#notebook=')`);
  await webKit.press('header', shell.cell.done);
  await webKit.waitFor(`document.querySelector('[data-saving="saved"]')`);
  await webKit.reload();
  await webKit.waitFor(WHOLE);
  expect(await webKit.evaluate(`return document.querySelector('h1').textContent`)).toBe('Mine');
  await webKit.waitFor(`${standing('answers')} === 'fresh'`);
});
