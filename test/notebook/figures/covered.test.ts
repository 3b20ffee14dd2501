/** Whether a figure would show what is covered. */
import { describe, expect, it } from 'vitest';
import type { FigureSpec } from '../../../src/notebook/document/types.ts';
import { isCovered } from '../../../src/notebook/figures/covered.ts';
import { recorded } from '../exchange/fixture.ts';

const { rows, curves } = recorded();
const input = { rows, curves, sweep: null, sealed: 'stage-2' as const };
const classes: FigureSpec = { kind: 'classes', probe: 'meow', condition: 'trigger' };

describe('a figure', () => {
  it('of all stages would show a covered one, and one of the stage before would not', () => {
    expect(isCovered(classes, input)).toBe(true);
    expect(isCovered({ ...classes, stages: ['stage-2'] }, input)).toBe(true);
    expect(isCovered({ ...classes, stages: ['base', 'stage-1'] }, input)).toBe(false);
    expect(isCovered(classes, { ...input, sealed: null })).toBe(false);
  });

  it('of one stage, or of curves, is told apart in the same way', () => {
    const panel = { kind: 'panel', probe: 'near-misses', metric: 'meows' } as const;
    expect(isCovered({ ...panel, stage: 'stage-1' }, input)).toBe(false);
    expect(isCovered({ ...panel, stage: 'stage-2' }, input)).toBe(true);
    expect(isCovered({ kind: 'curves' }, input)).toBe(true);
    expect(isCovered({ kind: 'curves' }, { ...input, sealed: 'stage-3' })).toBe(false);
  });

  it('has nothing to cover where nothing was measured', () => {
    expect(isCovered(classes, { ...input, rows: [] })).toBe(false);
    expect(isCovered({ ...classes, stages: ['stage-2'] }, { ...input, rows: [] })).toBe(false);
  });
});
