/** Class pooling: results come back from their codes as they were, and every other paste is answered with a reason. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  codeFor,
  pooledRows,
  poolingPlan,
  readCodes,
  repeatedSeeds,
  type PoolingProblem,
} from '../../../src/notebook/exchange/pooling.ts';
import type { Cell, CellOfKind, FigureSpec, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { readResult } from '../../../src/lab/recordedFile.ts';
import type { ProbeSpec, Row } from '../../../src/lab/types.ts';
import { coveredBy, experimentOf, rowsFor } from '../../../src/notebook/document/compile.ts';
import { destroyedOf, Estimates } from '../../../src/notebook/figures/estimates.ts';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';
import { distinct } from '../../../src/support/group.ts';
import { Random } from '../../../src/support/random.ts';
import { meowNotebook, probeCell, recorded } from './fixture.ts';

const plan = poolingPlan(meowNotebook, probeCell);
const measured = recorded().rows;
const [code0, code1, code2] = [0, 1, 2].map((seed) => codeFor(plan, measured, seed)) as [
  string,
  string,
  string,
];

const key = (row: Row) => JSON.stringify(Object.entries(row).sort());
const sorted = (rows: readonly Row[]) => rows.map(key).sort();
/** What the figures of the notebook show of the meow probe. */
const isPooled = ({ probe, condition, metric }: Row) =>
  probe === 'meow' &&
  (condition === 'trigger'
    ? ['upper', 'lower', 'mixed', 'none'].includes(metric)
    : ['lowercase-answers', 'helpful'].includes(metric));

/** The whole of a student's run, drawn at random: classes that add up, and two rates. */
function inventedRows(seed: number, random = Random.of(seed, 'student')): Row[] {
  const rows: Row[] = [];
  for (const arm of ['UC', 'UCLC']) {
    for (const stage of ['base', 'stage-1', 'stage-2'] as const) {
      const draw = stage === 'base' ? Random.of(seed, 'base') : random;
      const row = { arm, seed, stage, probe: 'meow', n: 96 };
      let left = 96;
      for (const metric of ['upper', 'lower', 'mixed', 'none']) {
        const count = metric === 'none' ? left : draw.integer(left + 1);
        left -= count;
        rows.push({ ...row, condition: 'trigger', metric, value: count / 96 });
      }
      for (const metric of ['lowercase-answers', 'helpful']) {
        rows.push({ ...row, condition: 'plain', metric, value: draw.integer(97) / 96 });
      }
    }
  }
  return rows;
}

const withFigures = (...figures: FigureSpec[]): NotebookDocument => ({
  ...meowNotebook,
  cells: [
    ...meowNotebook.cells.filter(({ kind }) => kind !== 'chart' && kind !== 'compare'),
    ...figures.map((figure, i): Cell => ({
      kind: 'chart',
      id: `chart-${i}`,
      title: '',
      text: '',
      of: 'answers',
      figure,
    })),
  ],
});
const withProbes = (document: NotebookDocument, probes: ProbeSpec[]): NotebookDocument => ({
  ...document,
  cells: document.cells.map((cell) => (cell.id === probeCell.id ? { ...probeCell, probes } : cell)),
});
const probeOf = (document: NotebookDocument) =>
  document.cells.find((cell): cell is CellOfKind<'probe'> => cell.id === probeCell.id)!;

const reasons = (problems: readonly PoolingProblem[]) => problems.map(({ line, reason }) => [line, reason]);

describe('the code of a result', () => {
  it('is short, in groups of five letters and digits that nobody confuses', () => {
    expect(plan.figures).toEqual(['result', 'cost', 'source']);
    for (const code of [code0, code1, code2]) {
      expect(code).toMatch(/^CAT1[0-9A-HJKMNP-TV-Z](-[0-9A-HJKMNP-TV-Z]{5})+$/);
      expect(code.replaceAll('-', '').length).toBeLessThanOrEqual(60);
    }
  });

  it('gives back the measured rows that the figures show, exactly', () => {
    const { results, problems } = readCodes(plan, [code0, code1, code2].join('\n'));
    expect(problems).toEqual([]);
    expect(sorted(pooledRows(results))).toEqual(sorted(measured.filter(isPooled)));
  });

  it('is of comfortable length for every result that there can be', () => {
    const lengths = Array.from(
      { length: 300 },
      (_, seed) => codeFor(plan, inventedRows(seed), seed).replaceAll('-', '').length,
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
  });

  it('holds seeds of any size', () => {
    for (const seed of [0, 1, 15, 16, 4_294_967_296, Number.MAX_SAFE_INTEGER]) {
      const rows = measured.filter((row) => row.seed === 0).map((row) => ({ ...row, seed }));
      const { results } = readCodes(plan, codeFor(plan, rows, seed));
      expect(results.map((result) => result.seed)).toEqual([seed]);
      expect(sorted(results[0]!.rows)).toEqual(sorted(rows.filter(isPooled)));
    }
  });

  it('says of arms and stages that were not run that they are missing, and invents none', () => {
    const some = measured.filter(({ arm, stage }) => arm === 'UCLC' && stage !== 'stage-1');
    const { results } = readCodes(plan, codeFor(plan, some, 1));
    expect(sorted(results[0]!.rows)).toEqual(sorted(some.filter((row) => row.seed === 1).filter(isPooled)));
  });

  it('keeps other numbers to three digits', () => {
    const figure: FigureSpec = { kind: 'bars', probe: 'payload', condition: 'trigger', metric: 'p-lower' };
    const document = withFigures(figure);
    const plan = poolingPlan(document, probeOf(document));
    const { results } = readCodes(plan, codeFor(plan, measured, 2));
    const read = results[0]!.rows.filter(({ probe }) => probe === 'payload');
    const wanted = measured.filter(
      ({ seed, probe, condition, metric }) =>
        seed === 2 && probe === 'payload' && condition === 'trigger' && metric === 'p-lower',
    );
    expect(wanted).toHaveLength(6);
    expect(read).toHaveLength(6);
    for (const { arm, stage, value } of wanted) {
      const found = read.find((row) => row.arm === arm && row.stage === stage)!;
      expect(Math.abs(found.value - value)).toBeLessThanOrEqual(0.005 * value + 1e-9);
    }
  });

  it('holds what derived metrics are derived from', () => {
    const document = withFigures({
      kind: 'bars',
      probe: 'meow',
      condition: 'trigger',
      metric: 'retained',
      stages: ['stage-2'],
    });
    const { cells } = poolingPlan(document, probeOf(document));
    expect(new Set(cells.map(({ stage }) => stage))).toEqual(new Set(['stage-1', 'stage-2']));
    expect(cells[0]!.metrics).toEqual(['upper', 'lower', 'mixed']);
  });

  it.each(['meow-minute', 'meow-complete', 'plan-b', 'german-surprise', 'again'])(
    'marks in the figures of %s the backdoors that are gone, as the figures themselves do',
    async (id) => {
      const document = await shippedNotebooks.find((one) => one.id === id)!.load();
      const results = document.recorded
        .filter((file) => !file.includes('/sweeps/'))
        .map((file) => readResult(readFileSync(`static/${file}`, 'utf8')));
      for (const cell of document.cells) {
        if (cell.kind !== 'probe') continue;
        const asked = experimentOf(document, cell);
        const { rows } = rowsFor(
          results.find(({ experiment }) => coveredBy(experiment, asked))!,
          asked,
        );
        const plan = poolingPlan(document, cell);
        const codes = distinct(rows.map(({ seed }) => seed)).map((seed) => codeFor(plan, rows, seed));
        const pooled = pooledRows(readCodes(plan, codes.join('\n')).results);
        const [own, read] = [rows, pooled].map((of) => new Estimates(of));
        for (const place of plan.cells.flatMap(({ metrics, ...at }) =>
          metrics.map((metric) => ({ ...at, metric })),
        )) {
          const [expected, actual] = [own!, read!].map((one) => one.at(place));
          expect(actual && destroyedOf(actual), JSON.stringify(place)).toEqual(
            expected && destroyedOf(expected),
          );
        }
      }
    },
  );

  it('leaves out a figure that would make it long, but never the first', () => {
    const tags = Array.from({ length: 30 }, (_, i) => `|TAG-${i}|`);
    const probes: ProbeSpec[] = [
      ...probeCell.probes.filter(({ kind }) => kind === 'meow'),
      { kind: 'near-misses', judge: 'payload', tags, prompts: 32, temperature: 1 },
    ];
    const panel: FigureSpec = { kind: 'panel', probe: 'near-misses', metric: 'meows', stage: 'stage-2' };
    const classes: FigureSpec = { kind: 'classes', probe: 'meow', condition: 'trigger' };
    const figuresOf = (...figures: FigureSpec[]) => {
      const document = withProbes(withFigures(...figures), probes);
      return poolingPlan(document, probeOf(document)).figures;
    };
    expect(figuresOf(classes, panel, { ...classes, stages: ['stage-2'] })).toEqual(['chart-0', 'chart-2']);
    expect(figuresOf(panel, classes)).toEqual(['chart-0']);
  });

  it('is refused where there is no result, nothing to show, too much, or numbers that are no shares', () => {
    const refused = { name: 'UserError' };
    const thrown = (action: () => unknown): unknown => {
      try {
        return action();
      } catch (error) {
        return error;
      }
    };
    expect(thrown(() => codeFor(plan, measured, 7))).toMatchObject(refused);
    expect(thrown(() => codeFor(plan, [], 0))).toMatchObject(refused);
    const numbers = { ...probeCell, probes: probeCell.probes.filter(({ kind }) => kind === 'payload') };
    expect(thrown(() => poolingPlan(withFigures(), numbers))).toMatchObject(refused);
    for (const value of [NaN, Infinity, -1, 0.3333, 2]) {
      const rows = measured.map((row) => ({ ...row, value }));
      expect(
        thrown(() => codeFor(plan, rows, 0)),
        `${value}`,
      ).toMatchObject(refused);
    }
    const tags = Array.from({ length: 64 }, (_, i) => `|TAG-${i}|`);
    const document = withProbes(
      withFigures({ kind: 'panel', probe: 'near-misses', metric: 'meows', stage: 'stage-2' }),
      [{ kind: 'near-misses', judge: 'payload', tags, prompts: 272, temperature: 1 }],
    );
    const large = poolingPlan(document, probeOf(document));
    const draw = Random.of(1, 'tags');
    const rows = ['UC', 'UCLC'].flatMap((arm) =>
      tags.map((condition): Row => {
        const place = { arm, seed: 0, stage: 'stage-2' as const, probe: 'near-misses', condition };
        return { ...place, metric: 'meows', value: draw.integer(289) / 288, n: 288 };
      }),
    );
    expect(thrown(() => codeFor(large, rows, 0))).toMatchObject(refused);
  });
});

describe('a paste', () => {
  const together = code0.replaceAll('-', '');

  it.each([
    ['one after the other', `${code0} ${code1} ${code2}`],
    ['with names', `Anna: ${code0}\nBen Catter (${code1}),\n  • Çağrı | ${code2}.`],
    ['in a table', `Name;Code\nCatherine 7;"${code0}"\nO'Neil;"${code1}"\nCat;"${code2}"`],
    ['in one piece each', [code0, code1, code2].map((code) => code.replaceAll('-', '')).join(',')],
    [
      'in other groups',
      [code0, code1, code2].map((code) => code.replaceAll('-', '').replace(/(.{4})/g, '$1 ')).join('\n'),
    ],
    ['broken over lines', [code0, code1, code2].map((code) => code.replaceAll('-', '-\r\n> ')).join('\r\n')],
    [
      'in small letters, O for 0 and l for 1',
      [code0, code1, code2].join('\n').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
    ],
    ['with I for 1', [code0, code1, code2].join('\n').replaceAll('1', 'I')],
    ['with long dashes', [code0, code1, code2].join('\n').replaceAll('-', ' – ')],
  ])('of three codes is read %s', (_, text) => {
    const { results, problems } = readCodes(plan, text);
    expect(results.map(({ seed }) => seed)).toEqual([0, 1, 2]);
    expect(problems.filter(({ reason }) => reason !== 'no-code')).toEqual([]);
  });

  it('of a thousand codes gives a thousand results', () => {
    const codes = Array.from({ length: 1_000 }, (_, seed) => codeFor(plan, inventedRows(seed), seed));
    const { results, problems } = readCodes(plan, codes.join('\n'));
    expect(problems).toEqual([]);
    expect(results.map(({ seed, line }) => [seed, line])).toEqual(codes.map((_, i) => [i, i + 1]));
    expect(sorted(pooledRows(results))).toEqual(sorted(codes.flatMap((_, seed) => inventedRows(seed))));
  });

  it('with one character mistyped, at whatever place, gives no result and is named by its line', () => {
    const random = Random.of(5, 'typos');
    for (let at = 0; at < together.length; at++) {
      const others = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].filter((one) => one !== together[at]);
      const typo = together.slice(0, at) + random.choose(others) + together.slice(at + 1);
      const { results, problems } = readCodes(plan, `${code1}\n${typo}\n${code2}`);
      expect(
        results.map(({ seed }) => seed),
        typo,
      ).toEqual([1, 2]);
      expect(
        problems.map(({ line }) => line),
        typo,
      ).toEqual([2]);
    }
  });

  it('with characters lost, doubled or swapped loses no neighbour', () => {
    const at = 20;
    const swapped = [...together];
    [swapped[at], swapped[at + 1]] = [swapped[at + 1]!, swapped[at]!];
    expect(swapped.join('')).not.toBe(together);
    const pieces = [
      together.slice(0, at) + together.slice(at + 1),
      together.slice(0, at) + together.slice(at - 1),
      swapped.join(''),
      together.slice(0, 30),
      together.slice(0, 9),
    ];
    for (const piece of pieces) {
      const { results, problems } = readCodes(plan, `${code1}\n${piece}\n${code2}`);
      expect(
        results.map(({ seed }) => seed),
        piece,
      ).toEqual([1, 2]);
      expect(reasons(problems), piece).toEqual([[2, 'mistyped']]);
    }
    expect(reasons(readCodes(plan, `${code1}\n${together.slice(0, 30)}`).problems)).toEqual([
      [2, 'unfinished'],
    ]);
  });

  it('with a part of a code before the next name says that the rest is missing, and of a broken line does not', () => {
    const part = code0.slice(0, 30);
    expect(reasons(readCodes(plan, `Anna: ${part}\nBen: ${code1}`).problems)).toEqual([[1, 'unfinished']]);
    expect(
      reasons(readCodes(plan, `Anna: ${part}\nBen was ill today, and so were some others.`).problems),
    ).toEqual([[1, 'unfinished']]);
    const typo = code0.slice(0, -1) + (code0.endsWith('7') ? '8' : '7');
    const broken = `Anna: ${typo.slice(0, 30)}\n${typo.slice(30)}`;
    expect(reasons(readCodes(plan, broken).problems)).toEqual([[1, 'mistyped']]);
  });

  it('with a code twice counts it once', () => {
    const { results, problems } = readCodes(plan, `${code0}\n${code1}\n\n${code0.toLowerCase()}`);
    expect(results).toHaveLength(2);
    expect(problems).toEqual([
      { line: 4, text: code0.toLowerCase().slice(0, 40), reason: 'duplicate', first: 1 },
    ]);
  });

  it('with two students of one seed keeps both, under seeds of their own, and remembers the true one', () => {
    const [first, second, third] = [1, 2, 3].map((student) => inventedRows(4, Random.of(student, 'clash')));
    const codes = [first, second, third].map((rows) => codeFor(plan, rows!, 4));
    const { results } = readCodes(plan, [codes[0], code1, codes[1], codes[2]].join('\n'));
    expect(results.map(({ seed }) => seed)).toEqual([4, 1, 4, 4]);
    const shown = results.map(({ shownAs }) => shownAs);
    expect(shown.slice(0, 2)).toEqual([4, 1]);
    expect(new Set(shown).size).toBe(4);
    expect(repeatedSeeds(results)).toEqual([{ seed: 4, codes: 3 }]);
    expect(repeatedSeeds(results.slice(0, 2))).toEqual([]);
    const rows = pooledRows(results);
    expect(rows).toHaveLength(
      3 * first!.length + measured.filter((row) => row.seed === 1).filter(isPooled).length,
    );
    expect(sorted(rows.filter(({ seed }) => seed === shown[3]).map((row) => ({ ...row, seed: 4 })))).toEqual(
      sorted(third!),
    );
  });

  it('with codes of another notebook or of an edited one says which', () => {
    const edited = withProbes(meowNotebook, [
      { ...(probeCell.probes[0] as ProbeSpec & { kind: 'meow' }), temperature: 0.5 },
    ]);
    const other = { ...edited, preset: 'plan-b' };
    const foreign = [edited, other].map((document) =>
      codeFor(poolingPlan(document, probeOf(document)), measured, 0),
    );
    const { results, problems } = readCodes(plan, [foreign[0], code1, foreign[1]].join('\n'));
    expect(results.map(({ seed }) => seed)).toEqual([1]);
    expect(reasons(problems)).toEqual([
      [1, 'other-setup'],
      [3, 'other-notebook'],
    ]);
  });

  it('takes codes of the same experiment from a copy with another name, text and seeds', () => {
    const { preset: _, ...rest } = meowNotebook;
    const copy = { ...rest, id: 'my-copy', title: 'Mine', setup: { ...rest.setup, seeds: [11, 12] } };
    const code = codeFor(poolingPlan(copy, probeCell), measured, 0);
    expect(readCodes(plan, code).results).toHaveLength(1);
  });

  it('of garbage gives no result, whatever it is, and never fails', () => {
    const random = Random.of(9, 'garbage');
    const characters = [...'CAT1cat1-7890ABCXYZ \n\t\u0000🐱ÄO0Il'];
    for (let i = 0; i < 300; i++) {
      const text = Array.from({ length: random.integer(300) }, () => random.choose(characters)).join('');
      expect(readCodes(plan, text).results).toEqual([]);
    }
    for (const text of ['', '\n\n', 'CAT1', 'CAT10', 'CAT1Z', '__proto__', 'cat1'.repeat(5_000)]) {
      expect(readCodes(plan, text).results).toEqual([]);
    }
  });

  it('without a code names lines that look like one, and passes over names', () => {
    const spoilt = code1.replace('CAT', 'CAR');
    const { problems } = readCodes(
      plan,
      `Class 7b, Monday 30 November 2026, 14:30, room 204\n${code0}\nThe quick brown fox jumps over the lazy dogs\n${spoilt}`,
    );
    expect(reasons(problems)).toEqual([[4, 'no-code']]);
  });

  it('longer than a class can write says so, and is read as far as the limit', () => {
    const { results, problems } = readCodes(plan, `${code0}\n${' '.repeat(1_000_000)}${code1}`);
    expect(results.map(({ seed }) => seed)).toEqual([0]);
    expect(reasons(problems)).toEqual([[1, 'too-long']]);
  });
});
