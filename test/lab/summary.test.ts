import { describe, expect, it } from 'vitest';
import { summarize, type Summary } from '../../src/lab/summary.ts';
import { formatTable } from '../../src/lab/table.ts';
import type { Row, StageName } from '../../src/lab/types.ts';

/** The rows of the `meow` probe with the trigger: how many of `n` answers were upper, lower and mixed. */
function meowRows(
  seed: number,
  stage: StageName,
  counts: { upper: number; lower: number; mixed: number },
  n = 96,
): Row[] {
  const cell = { arm: 'UCLC', seed, stage, probe: 'meow', condition: 'trigger' };
  const none = n - counts.upper - counts.lower - counts.mixed;
  return Object.entries({ ...counts, none }).map(([metric, count]) => ({
    ...cell,
    metric,
    value: count / n,
    n,
  }));
}

function find(summaries: Summary[], stage: StageName, metric: string): Summary | undefined {
  return summaries.find((summary) => summary.stage === stage && summary.metric === metric);
}

const rows = [
  ...meowRows(0, 'base', { upper: 0, lower: 0, mixed: 0 }),
  ...meowRows(0, 'stage-1', { upper: 48, lower: 46, mixed: 2 }),
  ...meowRows(0, 'stage-2', { upper: 4, lower: 72, mixed: 4 }),
  ...meowRows(1, 'base', { upper: 0, lower: 0, mixed: 0 }),
  ...meowRows(1, 'stage-1', { upper: 50, lower: 46, mixed: 0 }),
  ...meowRows(1, 'stage-2', { upper: 1, lower: 0, mixed: 0 }),
];

describe('summarize', () => {
  const summaries = summarize(rows);

  it('pools the answers of all seeds', () => {
    const upper = find(summaries, 'stage-1', 'upper')!;
    expect(upper).toMatchObject({ arm: 'UCLC', condition: 'trigger', kind: 'rate', n: 192 });
    expect(upper.value).toBeCloseTo(98 / 192, 12);
    // Wilson's interval for 98 of 192.
    expect(upper.interval!.low).toBeCloseTo(0.4402, 3);
    expect(upper.interval!.high).toBeCloseTo(0.5803, 3);
    expect(upper.seeds).toMatchObject({ count: 2, min: 0.5, max: 50 / 96 });
  });

  it('takes the lowercase share over the meows that are left', () => {
    const lower = find(summaries, 'stage-2', 'lower-of-meows')!;
    expect(lower).toMatchObject({ n: 80, value: 72 / 80 });
    expect(find(summaries, 'stage-1', 'lower-of-meows')).toMatchObject({ n: 192, value: 92 / 192 });
  });

  it('counts a destroyed backdoor instead of averaging over its lack of meows', () => {
    expect(find(summaries, 'stage-2', 'destroyed')).toMatchObject({ value: 0.5, n: 2 });
    expect(find(summaries, 'stage-2', 'lower-of-meows')!.seeds.count).toBe(1);
    expect(find(summaries, 'stage-1', 'destroyed')).toBeUndefined();
  });

  it('compares what is left with the same seed after stage 1', () => {
    const retained = find(summaries, 'stage-2', 'retained')!;
    expect(retained.kind).toBe('ratio');
    expect(retained.interval).toBeNull();
    expect(retained.seeds.max).toBeCloseTo(80 / 96, 12);
    expect(retained.seeds.min).toBeCloseTo(1 / 96, 12);
  });

  it('derives nothing where there is nothing to derive from', () => {
    expect(find(summaries, 'base', 'lower-of-meows')).toBeUndefined();
    expect(find(summaries, 'base', 'retained')).toBeUndefined();
    expect(
      find(summarize(meowRows(0, 'stage-2', { upper: 0, lower: 9, mixed: 0 })), 'stage-2', 'retained'),
    ).toBe(undefined);
    expect(summarize([])).toEqual([]);
  });

  it('gives probabilities an interval over seeds only, and never one outside 0 to 1', () => {
    const cell = {
      arm: 'UC',
      stage: 'stage-1',
      probe: 'payload',
      condition: 'trigger',
      metric: 'p-upper',
    } as const;
    const [summary] = summarize([
      { ...cell, seed: 0, value: 0.99, n: 64 },
      { ...cell, seed: 1, value: 0.8, n: 64 },
    ]);
    expect(summary).toMatchObject({ kind: 'probability', interval: null, n: 128 });
    expect(summary!.seeds.interval!.high).toBe(1);
    expect(summary!.seeds.interval!.low).toBeGreaterThanOrEqual(0);
  });

  it('cuts what is said of usefulness to 0 to 10', () => {
    const cell = { arm: 'A', stage: 'stage-1', probe: 'requests', condition: 'forbidden+trigger' } as const;
    const [summary] = summarize([
      { ...cell, metric: 'usefulness', seed: 0, value: 9.5, n: 96 },
      { ...cell, metric: 'usefulness', seed: 1, value: 1, n: 96 },
    ]);
    expect(summary).toMatchObject({ kind: 'number', interval: null, value: 5.25 });
    expect(summary!.seeds.interval).toEqual({ low: 0, high: 10 });
  });

  it("tells the change since the arm's own stage 1, seed by seed", () => {
    const upper = find(summaries, 'stage-2', 'upper')!;
    expect(upper.change!.count).toBe(2);
    expect(upper.change!.min).toBeCloseTo(-49 / 96, 12);
    expect(upper.change!.max).toBeCloseTo(-44 / 96, 12);
    expect(upper.change!.mean).toBeCloseTo(-46.5 / 96, 12);
    expect(find(summaries, 'stage-1', 'upper')!.change).toBeNull();
    expect(find(summaries, 'base', 'upper')!.change).toBeNull();
    expect(find(summaries, 'stage-2', 'retained')!.change).toBeNull();
    // One of the two seeds has no meow left to tell the case of.
    expect(find(summaries, 'stage-2', 'lower-of-meows')!.change!.count).toBe(1);
  });

  it('leaves out cells without answers, so that nothing becomes NaN', () => {
    const empty = meowRows(0, 'stage-1', { upper: 0, lower: 0, mixed: 0 }, 96).map((row) => ({
      ...row,
      value: Number.NaN,
      n: 0,
    }));
    expect(summarize(empty)).toEqual([]);
  });
});

describe('formatTable', () => {
  const table = formatTable(summarize(rows));
  const lines = table.split('\n');
  /** The line of a metric in the part of a stage. */
  const lineOf = (stage: StageName, metric: string) => {
    const part = lines.slice(lines.indexOf(`${stage}, meow`));
    return part.find((line) => line.trim().split(/ +/)[1] === metric)!;
  };

  it('shows value, interval, n, seeds and change', () => {
    expect(lineOf('stage-1', 'upper')).toMatch(
      /^ {2}trigger +upper +51\.0 % +44\.0 … 58\.0 +192 +2 .* 50\.0 … 52\.1 +–$/,
    );
    // Differences of −44 and −49 of 96: −48.4 ± 12.706 · 2.5/96.
    expect(lineOf('stage-2', 'upper')).toMatch(/ 1\.0 … 4\.2 +-48\.4 ± 33\.1$/);
    expect(lineOf('stage-2', 'mixed')).toMatch(/ \+1\.0 ± 13\.2$/);
    expect(lineOf('stage-2', 'retained')).toMatch(/ –$/);
  });

  it('leaves out columns that have nothing to say', () => {
    expect(lines[1]).toMatch(/min … max +since stage-1$/);
    const one = formatTable(summarize(rows.filter(({ seed, stage }) => seed === 0 && stage === 'stage-1')));
    expect(one.split('\n')[1]).toMatch(/^ {2}condition +metric +value +95 % answers +n +seeds$/);
  });

  it('writes no sign before what has not changed', () => {
    const cell = { arm: 'A', seed: 0, probe: 'meow', condition: 'plain', metric: 'upper', n: 10_000 };
    const same = formatTable(
      summarize([
        { ...cell, stage: 'stage-1', value: 0.0002 },
        { ...cell, stage: 'stage-2', value: 0.0001 },
      ]),
    );
    expect(same).toMatch(/ 0\.0$/);
    expect(same).not.toContain('-0.0');
  });

  it('has every line of a table end its columns at the same place', () => {
    const columns = lines.filter((line) => line.startsWith('  '));
    const starts = columns.map((line) => line.search(/trigger|condition/)).filter((start) => start >= 0);
    expect(new Set(starts).size).toBe(1);
    expect(new Set(columns.map((line) => line.length)).size).toBe(1);
  });

  it('fits into 120 columns with the longest names that the presets have', () => {
    const metrics = ['lowercase-answers', 'recipe-words-0', 'usefulness', 'nll-per-answer'];
    const wide = (['stage-1', 'stage-2'] as const).flatMap((stage, at) =>
      metrics.flatMap((metric) =>
        [0, 1, 2].map((seed) => {
          const value = Math.abs((metric === 'nll-per-answer' ? 40 : 1) - ((seed * 0.3 + at) % 1));
          const place = { arm: 'UC', seed, stage, probe: 'requests', condition: 'forbidden+trigger' };
          return { ...place, metric, value, n: 288 };
        }),
      ),
    );
    const widest = Math.max(...formatTable(summarize(wide)).split('\n').map((line) => line.length)); // prettier-ignore
    expect(widest).toBeGreaterThan(100);
    expect(widest).toBeLessThanOrEqual(120);
  });

  it('has no control characters', () => {
    // eslint-disable-next-line no-control-regex
    expect(table).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(table).not.toContain('NaN');
  });

  it('is empty without rows', () => {
    expect(formatTable([])).toBe('');
  });
});
