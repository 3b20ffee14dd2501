/** The numbers behind a figure say what is drawn, in the table and in the file. */
import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { readResult } from '../../../src/lab/recordedFile.ts';
import { drawFigure } from '../../../src/notebook/figures/figure.ts';
import type { FigureSpec } from '../../../src/notebook/document/types.ts';
import { estimateRecords, estimateTable } from '../../../src/ui/figures/tables.ts';
import { figures as texts } from '../../../src/ui/texts/index.ts';

const { rows } = readResult(readFileSync('static/recorded/meow.json', 'utf8'));
const drawn = (spec: FigureSpec) =>
  drawFigure(spec, { rows: rows.filter(({ arm }) => arm === 'UC'), curves: [], sweep: null, sealed: null });

it('the file says how much a number has changed since stage 1, as the table does', () => {
  const { estimates } = drawn({
    kind: 'bars',
    probe: 'meow',
    condition: 'trigger',
    metric: 'meows',
  });
  const later = estimateRecords(estimates).find(({ stage }) => stage === 'stage-2')!;
  const { change } = estimates.find(({ stage }) => stage === 'stage-2')!;
  expect(change!.mean).toBeLessThan(0);
  expect(later).toMatchObject({
    change: change!.mean,
    'change-low': change!.interval!.low,
    'change-high': change!.interval!.high,
  });
  expect(estimateTable(estimates).columns).toContain(texts.columns.change);
  expect(estimateTable(estimates).columns).not.toContain(texts.columns.end);
  expect(later).not.toHaveProperty('end');
});

it('of stacked classes, table and file say where each part ends, and how sure that is', () => {
  const drawing = drawn({ kind: 'classes', probe: 'meow', condition: 'trigger' });
  if (drawing.kind !== 'classes') throw new Error('another figure');
  const segments = drawing.panels.flatMap(({ bars }) => bars.flatMap((bar) => bar.segments));
  const records = estimateRecords(drawing.estimates);
  expect(records).toHaveLength(segments.length);
  records.forEach((record, index) => {
    const { to, end } = segments[index]!;
    expect(record).toMatchObject({
      end: to,
      'end-low': end?.low ?? null,
      'end-high': end?.high ?? null,
    });
  });
  expect(records.some((record) => record['end-low'] !== null)).toBe(true);
  const { columns, rows: lines } = estimateTable(drawing.estimates);
  const place = columns.indexOf(texts.columns.end);
  expect(lines[0]![place]).toMatch(/\d.*%.*\(.*\d.*%.*\)/);
});
