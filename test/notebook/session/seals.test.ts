/** What stays covered until the reader has predicted it. */
import { describe, expect, it } from 'vitest';
import type { ResultCell } from '../../../src/notebook/document/types.ts';
import { coveredIn, sealOf } from '../../../src/notebook/session/seals.ts';
import { meowNotebook, probeCell } from '../exchange/fixture.ts';

const trained = meowNotebook.cells.filter((cell) => cell.kind === 'train') as ResultCell[];
const nothing = () => false;

describe('the question about a probe', () => {
  it('covers it, and the curves of the stage that it measures, until it is settled', () => {
    const cells = [probeCell, trained.at(-1)!];
    for (const cell of cells) {
      expect(sealOf(meowNotebook, cell, nothing)?.id).toBe('predict');
      expect(sealOf(meowNotebook, cell, (id) => id === 'predict')).toBeNull();
    }
    expect(sealOf(meowNotebook, trained[0]!, nothing)).toBeNull();
  });
});

describe('a covered stage', () => {
  it.each([
    ['yours', false, 'stage-2'],
    ['imported', false, 'stage-2'],
    ['recorded', false, null],
    ['yours', true, null],
    ['imported', true, null],
  ] as const)('of a result that is %s, stale %s: %s', (source, stale, covered) => {
    expect(coveredIn({ source, stale }, 'stage-2')).toBe(covered);
    expect(coveredIn({ source, stale }, null)).toBeNull();
  });

  it('is none where nothing is shown', () => {
    expect(coveredIn(null, 'stage-2')).toBeNull();
  });
});
