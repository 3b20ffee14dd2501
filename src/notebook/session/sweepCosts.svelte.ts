/**
 * What sweeps take. Every setting has to be looked at for that, up to a thousand of them, which takes half a second:
 * it is done in slices, between which the page answers to whoever is typing. What is small is known at once.
 */
import { eachSetting, stepsOf, type SweepSpec } from '../../lab/sweep.ts';
import { UserError } from '../../support/errors.ts';
import { describeProblem, type Problem } from '../problem.ts';
import type { CompiledCell } from './standing.ts';

/** Training steps of all runs; or why one of the settings cannot be run, as a value together with another. */
export type SweepCost = { steps: number } | { problem: Problem };

/** Milliseconds of a slice, and the settings that are looked at in it however long they take. */
const SLICE = 8;
const FEW = 12;

export class SweepCosts {
  /** By the key of the sweep. */
  private readonly known = new Map<string, SweepCost>();
  /** Which sweep of a cell is being looked at. */
  private readonly counting = new Map<string, string>();
  /** How many have been finished later, so that whoever asked asks again. */
  private finished = $state(0);

  /** Null while it is being counted. */
  of(cell: string, key: string, sweep: SweepSpec): SweepCost | null {
    // Read, so that what is derived from this follows.
    void this.finished;
    const known = this.known.get(key);
    if (known || this.counting.get(cell) === key) return known ?? null;
    this.counting.set(cell, key);
    return this.goOn(cell, key, counted(sweep));
  }

  /** What keeps a cell from being run: of a sweep, also one of its settings, once somebody has looked at it. */
  problemOf({ kind, cell, compiled }: CompiledCell): Problem | null {
    if ('problem' in compiled) return compiled.problem;
    const cost = kind === 'sweep' ? this.of(cell.id, compiled.key, compiled.spec) : null;
    return cost && 'problem' in cost ? cost.problem : null;
  }

  private goOn(cell: string, key: string, count: Generator<void, SweepCost>): SweepCost | null {
    const end = performance.now() + SLICE;
    for (let looked = 0; looked < FEW || performance.now() < end; looked++) {
      const { done, value } = count.next();
      if (!done) continue;
      this.known.set(key, value);
      return value;
    }
    setTimeout(() => {
      // The cell has become another sweep meanwhile.
      if (this.counting.get(cell) !== key) return;
      if (this.goOn(cell, key, count)) this.finished++;
    });
    return null;
  }
}

function* counted(sweep: SweepSpec): Generator<void, SweepCost> {
  let steps = 0;
  try {
    for (const { experiment } of eachSetting(sweep)) {
      steps += stepsOf(experiment);
      yield;
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: describeProblem(error) };
  }
  return { steps };
}
