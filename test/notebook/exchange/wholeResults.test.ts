/** Results of which the compact form would leave something out, in a notebook's file. */
import { describe, expect, it } from 'vitest';
import type { ExperimentResult } from '../../../src/lab/types.ts';
import { exportNotebook, importNotebook } from '../../../src/notebook/exchange/files.ts';
import { meowNotebook, probeCell, recorded } from './fixture.ts';

/** With the answers of another seed, too. */
function whole(change: (answer: string) => string = (same) => same): ExperimentResult {
  const { kept: _kept, ...result } = recorded();
  const more = result.samples.map((sample) => ({ ...sample, seed: 1, answer: change(sample.answer) }));
  return { ...result, samples: [...result.samples, ...more] };
}
const fileOf = (result: ExperimentResult) =>
  exportNotebook(meowNotebook, { results: [{ cell: probeCell.id, result }] });

describe('a result of which the compact form would leave something out', () => {
  const result = whole();
  const file = fileOf(result);

  it('comes back whole, in a file that says it is newer', () => {
    expect(JSON.parse(file)).toMatchObject({ formatVersion: 3 });
    expect(importNotebook(file, 'mine.json').results).toEqual([{ cell: probeCell.id, result }]);
    const { kept: _kept, ...compact } = recorded();
    expect(JSON.parse(fileOf(compact))).toMatchObject({ formatVersion: 1 });
  });

  it('is compact where a file would be too long to be read', () => {
    const long = 'meow '.repeat(Math.ceil(4_200_000 / result.samples.length) * 2);
    const text = fileOf(whole((answer) => answer + long));
    expect(text.length).toBeLessThan(2_000_000);
    expect(importNotebook(text, 'mine.json').results[0]!.result.rows).toHaveLength(result.rows.length);
  });

  const withResult = (change: (result: Record<string, unknown>) => void) => {
    const value = JSON.parse(file) as { results: { result: Record<string, unknown> }[] };
    change(value.results[0]!.result);
    return JSON.stringify(value);
  };
  it.each([
    ['has no rows', () => withResult((of) => delete of.rows)],
    ['has rows of words', () => withResult((of) => (of.rows = ['meow']))],
    ['is of no experiment', () => withResult((of) => (of.experiment = { arms: [] }))],
    ['has a prototype', () => file.replace('"samples":[', '"samples":[{"__proto__":{"polluted":true}},')],
    ['is deep', () => file.replace('"curves":[', `"curves":[${'['.repeat(2_000)}${']'.repeat(2_000)},`)],
    [
      'has no end of rows',
      () => withResult((of) => (of.rows = Array.from({ length: 420_000 }, () => result.rows[0]))),
    ],
  ])('is refused: it %s', (_, make) => {
    const text = make();
    expect(text).not.toBe(file);
    let error: unknown;
    try {
      importNotebook(text, 'class.json');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringContaining('class.json') });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
