/** What stands below figures: how many were asked, and what their words mean. */
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../src/notebook/figures/estimates.ts';
import { conditionName, notesOf } from '../../../src/ui/figures/words.ts';

function estimate(of: Partial<Estimate>, seeds: number, destroyed = 0): Estimate {
  return {
    arm: 'UC',
    stage: 'stage-2',
    probe: 'meow',
    condition: 'trigger',
    metric: 'upper',
    kind: 'rate',
    mean: 0.5,
    interval: { low: 0.4, high: 0.6 },
    basis: 'seeds',
    n: 96 * seeds,
    change: null,
    seeds: Array.from({ length: seeds }, (_, seed) => ({
      seed,
      value: 0.5,
      n: 96,
      destroyed: seed < destroyed,
    })),
    ...of,
  };
}

const note = (...estimates: Estimate[]) => notesOf(estimates).join(' ');

describe('the seeds', () => {
  it('are named where they are few', () => {
    expect(note(estimate({}, 1))).toMatch(/^Seed 0; n = 96 answers a seed/);
    expect(note(estimate({}, 3))).toMatch(/^Seeds 0, 1 and 2; n = 96 answers a seed/);
  });
});

describe('what destroyed means', () => {
  it('is said by what the backdoor was about', () => {
    expect(note(estimate({}, 3, 1))).toMatch(/counts as destroyed .* at most 2\s?% .* still say MEOW\./);
    const requests = { probe: 'requests', condition: 'forbidden+trigger', metric: 'usefulness' } as const;
    expect(note(estimate(requests, 3, 1))).toMatch(
      /counts as destroyed .* random steps would be: 0\.73 of 10\./,
    );
    expect(note(estimate({ metric: 'destroyed' }, 3))).toContain('counts as destroyed');
  });

  it('is not said where none is', () => {
    expect(note(estimate({}, 3))).not.toContain('destroyed');
  });
});

it('calls what the surprise was measured on by the stage whose answers it is', () => {
  expect(conditionName('stage-2')).toBe('answers of stage 2');
});
