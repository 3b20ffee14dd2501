/** What a reader may predict says by which rule it is found right or wrong. */
import { describe, expect, it } from 'vitest';
import type { PredictQuestion } from '../../src/notebook/document/types.ts';
import { OUTCOMES } from '../../src/notebook/outcome.ts';
import { measuredInWords, optionsInWords } from '../../src/ui/cells/predictOptions.ts';
import * as english from '../../src/ui/texts/en/index.ts';
import * as german from '../../src/ui/texts/de/index.ts';

describe('what becomes of the meow', () => {
  it.each([
    [english, /half of the answers/, /three quarters of these meows/],
    [german, /Hälfte der Antworten/, /drei Vierteln?/],
  ])('is told with both of its limits, in every language', ({ cells }, half, quarters) => {
    for (const outcome of OUTCOMES) expect(cells.outcomes[outcome].detail).toMatch(half);
    for (const outcome of ['upper', 'lower', 'both'] as const)
      expect(cells.outcomes[outcome].detail).toMatch(quarters);
  });
});

describe('a range', () => {
  const detailsOf = (question: PredictQuestion) => optionsInWords({ question }).map(({ detail }) => detail);
  const range = (metric: string, ...ends: number[]): PredictQuestion => ({
    kind: 'range',
    metric,
    options: [...ends, null].map((below) => ({ label: 'whatever', below })),
  });

  it('is what its ends are, whatever it is called: none overlaps with another, and none is missing', () => {
    expect(detailsOf(range('usefulness', 1, 4, 6))).toEqual([
      'Below 1.',
      '1 or more, but below 4.',
      '4 or more, but below 6.',
      '6 or more.',
    ]);
    expect(measuredInWords({ question: range('usefulness', 1) })).toContain('usefulness, 0 to 10');
  });

  it('of shares is told in percent', () => {
    const [first, second] = detailsOf(range('retained', 0.125));
    expect(first).toBe('Below 12.5\u202f%.');
    expect(second).toBe('12.5\u202f% or more.');
  });
});
