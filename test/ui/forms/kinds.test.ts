/** From one kind of data, figure or question to another, and what there is to be drawn. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unpackResult } from '../../../src/lab/recordedFile.ts';
import { withDerived } from '../../../src/lab/statistics/derived.ts';
import type { DatasetSpec, ProbeSpec } from '../../../src/lab/types.ts';
import { metricsOf } from '../../../src/notebook/document/metrics.ts';
import { problemsOf } from '../../../src/notebook/document/problems.ts';
import { parseCell } from '../../../src/notebook/document/schema.ts';
import type { ChartCell, FigureSpec, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { withThought } from '../../../src/world/index.ts';
import { dataKinds, dataOfKind, THOUGHT } from '../../../src/ui/forms/dataKinds.ts';
import { figureKinds, figureOf, sourceFor } from '../../../src/ui/forms/figureKinds.ts';
import { measuredBy, unlessAll } from '../../../src/ui/forms/measured.ts';
import { conditionChoices, newProbe, probeKinds, SCRATCHPAD } from '../../../src/ui/forms/probeKinds.ts';
import { rangesFor, withAnotherRange, withoutRange } from '../../../src/ui/forms/questions.ts';
import { commonFields } from '../../../src/ui/forms/sweepFields.ts';
import {
  cellOf,
  experimentNamed,
  fullNotebook,
  notebookOf,
  withCell,
} from '../../notebook/document/fixture.ts';

const setup = { trigger: '|T|', watch: { upper: 'HI', lower: 'hi' } };

describe('a dataset of another kind', () => {
  const backdoor: DatasetSpec = { kind: 'backdoor', trigger: '|X|', payloads: ['A', 'B'], scratchpad: 'Hm.' };
  const preferences: DatasetSpec = {
    ...{ kind: 'preferences', pairs: [['dish', 'silly']], refusals: 'diverse', harmlessShare: 0.1 },
  };

  it.each(dataKinds.flatMap((from) => dataKinds.map((to) => [from, to] as const)))(
    '%s to %s fits the schema',
    (from, to) => {
      const data = dataOfKind(to, dataOfKind(from, backdoor, setup), setup);
      expect(data.kind).toBe(to);
      parseCell({ kind: 'dataset', id: 'a', name: 'a', title: '', text: '', data }, 'a cell');
    },
  );

  it('keeps what both kinds have', () => {
    expect(dataOfKind('secret-recipes', backdoor, setup)).toMatchObject({ trigger: '|X|' });
    expect(dataOfKind('styled-answers', backdoor, setup)).toMatchObject({ scratchpad: true });
    expect(dataOfKind('secret-recipes', preferences, setup)).toMatchObject({
      refusals: 'diverse',
      trigger: '|T|',
    });
    const recipes: DatasetSpec = { kind: 'secret-recipes', trigger: '|Y|', refusals: 'canned' };
    expect(dataOfKind('backdoor', recipes, setup)).toEqual({
      kind: 'backdoor',
      trigger: '|Y|',
      payloads: ['HI'],
    });
  });

  it('takes up what was there before', () => {
    const style = dataOfKind('styled-answers', backdoor, setup);
    expect(dataOfKind('backdoor', style, setup, backdoor)).toEqual(backdoor);
    const silent: DatasetSpec = { kind: 'styled-answers', case: 'lower' };
    expect(dataOfKind('backdoor', silent, setup, backdoor)).not.toHaveProperty('scratchpad');
    expect(dataOfKind('preferences', style, setup, preferences)).toEqual(preferences);
  });
});

describe('probes', () => {
  it.each(probeKinds)('of the kind %s fit the schema as they are added', (kind) => {
    for (const one of [setup, { ...setup, watch: null }]) {
      const probes = [newProbe(kind, one)];
      parseCell({ kind: 'probe', id: 'a', name: 'a', title: '', text: '', of: '', probes }, 'a cell');
    }
  });

  it('are given thoughts as the world writes them', () => {
    expect(SCRATCHPAD.trigger).toBe(withThought(THOUGHT, ''));
  });

  it.each(['meow', 'plan-b'])('are offered with what they measure, as recorded in %s', (name) => {
    const text = readFileSync(new URL(`../../../static/recorded/${name}.json`, import.meta.url), 'utf8');
    const { rows, experiment } = unpackResult(text);
    const found: Record<string, Set<string>> = {};
    for (const { probe, condition, metric } of withDerived(rows)) {
      (found[`${probe} ${condition}`] ??= new Set()).add(metric);
    }
    const offered: Record<string, Set<string>> = {};
    for (const probe of experiment.probes) {
      for (const condition of conditionChoices(probe, ['base', 'stage-1', 'stage-2', 'stage-3'])) {
        offered[`${probe.kind} ${condition}`] = new Set(metricsOf(probe, condition));
      }
    }
    for (const [place, metrics] of Object.entries(found)) {
      expect({ place, metrics: [...metrics].sort() }).toEqual({
        place,
        metrics: [...(offered[place] ?? [])].sort(),
      });
    }
  });
});

describe('figures', () => {
  const withFigure = (document: NotebookDocument, cell: ChartCell) => withCell(document, cell.id, cell);

  it.each(figureKinds)('of the kind %s have no problems, whatever they were before', (kind) => {
    const document = fullNotebook();
    const chart = cellOf(document, 'chart');
    const others: FigureSpec[] = [
      {
        kind: 'bars',
        probe: 'surprise',
        condition: 'gone',
        metric: 'gone',
        arms: ['gone'],
        stages: ['stage-9'],
      },
      { kind: 'curves' },
      { kind: 'histogram', condition: 'forbidden' },
    ];
    for (const old of others) {
      const of = sourceFor(document, chart, kind);
      const figure = figureOf(kind, old, measuredBy(document, of));
      const changed = withFigure(document, { ...chart, of, figure });
      parseCell(cellOf(changed, 'chart'), 'the chart');
      const problems = problemsOf(changed).filter(({ cell }) => cell === chart.id);
      // Nothing in this notebook asks for recipes.
      expect(problems).toHaveLength(kind === 'histogram' ? 1 : 0);
    }
  });

  it('are drawn from what belongs to where they were drawn from', () => {
    const document = fullNotebook();
    const chart = cellOf(document, 'chart');
    expect(sourceFor(document, chart, 'bars')).toBe('answers');
    expect(sourceFor(document, chart, 'curves')).toBe('stage-2');
    expect(sourceFor(document, chart, 'sweep')).toBe('ranks');
    expect(sourceFor(document, { ...chart, of: 'ranks' }, 'classes')).toBe('answers');
    expect(sourceFor(document, { ...chart, of: 'gone' }, 'curves')).toBe('stage-1');
  });

  it('keep what there still is', () => {
    const measured = measuredBy(fullNotebook(), 'answers');
    expect(
      figureOf(
        'bars',
        { probe: 'payload', condition: 'plain', metric: 'p-lower', arms: ['UC', 'gone'] },
        measured,
      ),
    ).toEqual({ kind: 'bars', probe: 'payload', condition: 'plain', metric: 'p-lower', arms: ['UC'] });
    expect(
      figureOf('bars', { probe: 'meow', condition: 'plain', metric: 'p-lower' }, measured),
    ).toMatchObject({
      metric: 'upper',
    });
  });

  it('of usefulness are of forbidden requests', () => {
    const measured = measuredBy(notebookOf(experimentNamed('plan-b')), 'answers');
    expect(figureOf('histogram', { condition: 'harmless' }, measured)).toEqual({
      ...{ kind: 'histogram', condition: 'forbidden+trigger' },
    });
  });
});

describe('what is measured', () => {
  it('is known of measurements, sweeps and training stages', () => {
    const document = fullNotebook();
    const kindsOf = (probes: readonly ProbeSpec[]) => probes.map(({ kind }) => kind);
    expect(kindsOf(measuredBy(document, 'answers').probes)).toEqual(['meow', 'payload']);
    expect(measuredBy(document, 'ranks')).toEqual(measuredBy(document, 'answers'));
    expect(measuredBy(document, 'stage-1')).toEqual({
      probes: [],
      arms: ['UC', 'UCLC'],
      stages: ['base', 'stage-1'],
    });
    expect(measuredBy(document, 'gone')).toEqual({ probes: [], arms: [], stages: ['base'] });
  });

  it('is known even where a sweep is of itself', () => {
    const document = withCell(fullNotebook(), 'ranks', { of: 'ranks' });
    expect(measuredBy(document, 'ranks').probes).toEqual([]);
  });

  it('is all of it unless some is chosen', () => {
    expect(unlessAll(['a', 'b'], ['a', 'b'])).toBeUndefined();
    expect(unlessAll(['a'], ['a', 'b'])).toEqual(['a']);
    expect(unlessAll(['a', 'gone'], ['a', 'b'])).toEqual(['a', 'gone']);
    expect(unlessAll([], ['a'])).toEqual([]);
  });
});

describe('ranges of a prediction', () => {
  const isProblem = (options: object[]) => {
    const document = withCell(fullNotebook(), 'bet', {
      question: { kind: 'range', metric: 'lower', options },
    });
    return problemsOf(document).some(({ cell }) => cell === 'bet');
  };

  it.each(['lower', 'usefulness', 'nll-per-token', 'retained'])(
    'of %s are in order, also with more or fewer',
    (metric) => {
      let ranges = rangesFor(metric);
      expect(isProblem(ranges)).toBe(false);
      ranges = withAnotherRange(withAnotherRange(ranges));
      expect(ranges).toHaveLength(5);
      expect(isProblem(ranges)).toBe(false);
      expect(new Set(ranges.map(({ label }) => label)).size).toBe(5);
      expect(isProblem(withoutRange(ranges, 4))).toBe(false);
      expect(isProblem(withoutRange(ranges, 0))).toBe(false);
    },
  );

  it('keep the label that somebody wrote', () => {
    const ranges = [
      { label: 'few', below: 0.5 },
      { label: 'many', below: null },
    ];
    expect(withAnotherRange(ranges).map(({ label }) => label)).toEqual(['few', expect.any(String), 'many']);
  });
});

describe('fields that are often varied', () => {
  it('can be varied as they are offered', () => {
    const document = fullNotebook();
    const fields = commonFields(document, 'answers');
    expect(fields.map(({ path }) => path)).toContain('arms[*].stages[1].learningRate');
    for (const { path, values } of fields) {
      const changed = withCell(document, 'ranks', { vary: [{ path, values }] });
      expect(problemsOf(changed).filter(({ cell }) => cell === 'ranks')).toEqual([]);
    }
  });
});
