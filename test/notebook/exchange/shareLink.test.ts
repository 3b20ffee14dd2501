/** Notebooks in links: they come back as they were, and what is wrong with a link is said. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  documentLink,
  LONGEST_LINK,
  presetLink,
  readLink,
} from '../../../src/notebook/exchange/shareLink.ts';
import type { OwnExample } from '../../../src/lab/types.ts';
import type { CellOfKind, NotebookDocument, ViewOptions } from '../../../src/notebook/document/types.ts';
import { Random } from '../../../src/support/random.ts';
import { meowNotebook } from './fixture.ts';

const plain: ViewOptions = { present: false, locked: false, ownSeed: false, hide: [] };
const packed = (content: string | Buffer) => deflateRawSync(content).toString('base64url');
const linkOf = (value: unknown) => `#n=${packed(JSON.stringify(value))}`;

describe('a notebook in a link', () => {
  it('comes back as it was', async () => {
    const link = await documentLink(meowNotebook);
    expect(link).toMatch(/^#n=[\w-]+$/);
    expect(await readLink(link)).toEqual({ kind: 'document', document: meowNotebook, view: plain });
  });

  it('comes back with every character that there is', async () => {
    const document = { ...meowNotebook, title: 'Öäß 🐱 \u0000 \u2028 "</script>" & = # ?' };
    expect(await readLink(await documentLink(document))).toMatchObject({ document });
  });

  it('is short for an article with cells of every kind', async () => {
    const { length } = await documentLink(meowNotebook);
    expect(length).toBeGreaterThan(1_000);
    expect(length).toBeLessThan(8_000);
  });

  it('is refused with its length, and the file named as the way out, where it would be cut off', async () => {
    const random = Random.of(1, 'incompressible');
    const noise = Array.from({ length: 40_000 }, () => String.fromCharCode(33 + random.integer(90))).join('');
    const cells: NotebookDocument['cells'] = [{ kind: 'markdown', id: 'noise', title: '', text: noise }];
    await expect(documentLink({ ...meowNotebook, cells })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/too long for a link: it would have \d\d,\d{3} characters/),
      remedy: expect.stringContaining('file'),
    });
    const shorter = cells.map((cell) => ({ ...cell, text: noise.slice(0, 20_000) }));
    expect((await documentLink({ ...meowNotebook, cells: shorter })).length).toBeLessThan(LONGEST_LINK);
  });
});

describe('a notebook that repeats itself', () => {
  /** With own examples, until its JSON has so many bytes. */
  const documentOf = (bytes: number): NotebookDocument => {
    const cell = meowNotebook.cells.find(({ kind }) => kind === 'dataset') as CellOfKind<'dataset'>;
    const example = { prompt: 'Wie heißt die Katze? '.repeat(8), chosen: 'Mimi.' };
    const withExamples = (count: number, text: string): NotebookDocument => {
      const data = { kind: 'own' as const, name: 'mine', examples: Array<OwnExample>(count).fill(example) };
      return { ...meowNotebook, cells: [{ ...cell, data, text }] };
    };
    const length = (one: unknown) => Buffer.byteLength(JSON.stringify(one));
    const each = length(example) + 1;
    const count = Math.floor((bytes - length(withExamples(1, ''))) / each) + 1;
    return withExamples(count, 'x'.repeat(bytes - length(withExamples(count, ''))));
  };

  it('has a link as long as it is read from one, and is refused beyond, however short the link would be', async () => {
    const largest = documentOf(2_000_000);
    expect(await readLink(await documentLink(largest))).toMatchObject({ document: largest });
    await expect(documentLink(documentOf(2_000_001))).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/too long for a link: it has 2,000,001 bytes/),
      remedy: expect.stringContaining('file'),
    });
  });
});

describe('how a link wants the notebook shown', () => {
  it.each<ViewOptions>([
    plain,
    { present: true, locked: false, ownSeed: false, hide: [] },
    { present: false, locked: true, ownSeed: false, hide: ['settings', 'run'] },
    { present: true, locked: true, ownSeed: false, hide: ['settings', 'run', 'share', 'recorded', 'lesson'] },
    { present: false, locked: true, ownSeed: true, hide: [] },
  ])('comes back: %j', async (view) => {
    expect(await readLink(presetLink('meow-minute', view))).toEqual({
      kind: 'preset',
      preset: 'meow-minute',
      view,
    });
    expect(await readLink(await documentLink(meowNotebook, view))).toMatchObject({ view });
  });

  it('is made of known wishes only: nothing can ask for a run', async () => {
    const link = '#preset=meow-minute&run&autorun=1&run=now&hide=run,run,walls,__proto__&seed=3&present';
    expect(await readLink(link)).toEqual({
      kind: 'preset',
      preset: 'meow-minute',
      view: { present: true, locked: false, ownSeed: false, hide: ['run'] },
    });
  });

  it('survives a program that writes commas otherwise', async () => {
    expect(await readLink('#preset=meow&hide=settings%2Crun')).toMatchObject({
      view: { hide: ['settings', 'run'] },
    });
  });
});

describe('what is no link to a notebook', () => {
  it.each(['', '#', '#stage-2', '#present', '#n', '#&n=abc', '#nn=abc', '#notebook=x'])(
    '%j',
    async (hash) => {
      expect(await readLink(hash)).toBeNull();
    },
  );
});

describe('a link that cannot be read', () => {
  const damaged = { name: 'UserError', message: expect.stringContaining('damaged') };
  const tooLong = { name: 'UserError', message: expect.stringContaining('longer than the lab reads') };
  const newer = { name: 'UserError', message: expect.stringContaining('newer version') };

  it('has lost its end, at whatever place', async () => {
    const link = await documentLink(meowNotebook);
    for (const length of [3, 4, 5, 50, link.length >> 1, link.length - 40, link.length - 1]) {
      await expect(readLink(link.slice(0, length)), `${length} characters`).rejects.toMatchObject(damaged);
    }
  });

  it('holds something else', async () => {
    for (const text of ['!!!', 'a b', 'ä', '%3Cscript%3E', 'AAAA', '____', 'x'.repeat(1_000)]) {
      await expect(readLink(`#n=${text}`), text).rejects.toMatchObject(damaged);
    }
    await expect(readLink(`#n=${packed(Buffer.from([0xff, 0xfe, 0x80]))}`)).rejects.toMatchObject(damaged);
  });

  it('has changed characters: then a UserError or a valid notebook comes out, and nothing else', async () => {
    const link = await documentLink(meowNotebook);
    const random = Random.of(2, 'changed characters');
    for (let i = 0; i < 200; i++) {
      const at = 3 + random.integer(link.length - 3);
      const changed = link.slice(0, at) + random.choose([...'AZaz09-_']) + link.slice(at + 1);
      const outcome = await readLink(changed).catch((error: unknown) => error);
      expect(outcome).toMatchObject(outcome instanceof Error ? { name: 'UserError' } : { kind: 'document' });
    }
  });

  it('is of a newer version, of the notebook or of the packing', async () => {
    await expect(readLink(linkOf({ ...meowNotebook, formatVersion: 2, cells: 'new' }))).rejects.toMatchObject(
      newer,
    );
    await expect(readLink('#n2=abc')).rejects.toMatchObject(newer);
  });

  it('is longer than any link', async () => {
    await expect(readLink(`#n=${'A'.repeat(10_000_000)}`)).rejects.toMatchObject(tooLong);
  });

  it('holds a hostile notebook', async () => {
    const text = JSON.stringify(meowNotebook);
    const hostile = [
      'null',
      '[]',
      '"a notebook"',
      '1e999',
      '['.repeat(100_000) + ']'.repeat(100_000),
      text.replace('"setup":{', '"setup":{"__proto__":{"base":"x"},'),
      text.replace('"steps":60', '"steps":1e999'),
      text.replace('"cells":[', `"cells":[${'0,'.repeat(500_000)}`),
      text.replace('recorded/meow-minute.json', 'https://elsewhere.example/x.json'),
      text.replace('"title":"', '"run":true,"title":"'),
    ];
    for (const content of hostile) {
      await expect(readLink(`#n=${packed(content)}`), content.slice(0, 50)).rejects.toMatchObject({
        name: 'UserError',
      });
    }
    expect(({} as { base?: string }).base).toBeUndefined();
  });

  it('names no preset', async () => {
    for (const name of ['', '../x', 'A', 'a/b', '<b>', '__proto__', 'x'.repeat(65)]) {
      await expect(readLink(`#preset=${name}`), name).rejects.toMatchObject(damaged);
    }
  });
});
