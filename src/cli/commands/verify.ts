import { parseArgs } from 'node:util';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  compareRows,
  SAME,
  TOLERATED_ANSWERS,
  TOLERATED_SHARE,
  type RowComparison,
  type RowDifference,
} from '../../lab/compareRows.ts';
import { readResult } from '../../lab/recordedFile.ts';
import { layOut, type Column } from '../../lab/table.ts';
import type { ExperimentResult, Manifest } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import { parseChoices, parseSeeds, readFlags, UsageError } from '../arguments.ts';
import { parseBackend } from '../backendFlag.ts';
import type { Command, CommandContext } from '../command.ts';
import { followRun } from '../followRun.ts';
import { readText } from '../ownFiles.ts';
import { formatDuration } from '../progress.ts';

const MAX_RESULT_BYTES = 500_000_000;
/** As many of the rows that differ are shown. */
const SHOWN = 20;

export const verify: Command = {
  name: 'verify',
  summary: 'runs an experiment again and compares with the result in a file',

  help: () => `Runs the experiment of a result again and compares row by row.

  npm run lab -- verify FILE [options]

  FILE               what "run --out" wrote, or a recorded result such as static/recorded/meow.json
  --arms A,B         only these arms of it
  --seeds 0,1,2      only these seeds of it
  --backend NAME     what computes: auto, webgpu, onnx or reference (what the result was made on)

Before that it is checked whether base, world, data and experiment are still what they were. The exit status is 0 if
all rows agree, 1 if not. Rows agree if no more than ${TOLERATED_ANSWERS} of their answers differ: on the same machine and backend they
should be the same, elsewhere numbers are rounded in other places, and a sampled answer may fall differently.
What is not sampled may differ by ${100 * TOLERATED_SHARE} %.
`,

  async run(args, context) {
    const { path, result, backend } = await parseRequest(args, context);
    const { experiment, manifest } = result;
    context.stderr.write(`${describeOrigin(path, result)}\n`);

    const warnings = differingHashes(manifest.hashes, await context.hashesOf(result.whole));
    for (const warning of warnings) context.stderr.write(`${warning}\n`);
    if (warnings.length === 0) context.stderr.write('Base, world, data and experiment are the same here.\n');

    const events = context.runExperiment(experiment, { backend, signal: context.signal });
    const again = await followRun(events, context.stderr);
    context.signal.throwIfAborted();
    const comparison = compareRows(result.rows, again.rows);
    const verdict = describeVerdict(comparison);
    const made = `Made again with version ${packageJson.version} on ${again.manifest.runtime} in ${seconds(again)}.`;
    context.stdout.write(`${[made, ...describeDifferences(comparison), ...warnings, verdict].join('\n')}\n`);
    if (!comparison.agrees) throw new UserError(`${path} was not confirmed.`, remedy(warnings));
  },
};

interface Chosen extends ExperimentResult {
  /** All arms and seeds, of which `experiment` may be a part. */
  whole: ExperimentResult['experiment'];
}

async function parseRequest(args: string[], context: CommandContext) {
  const { values, positionals } = readFlags(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: { arms: { type: 'string' }, seeds: { type: 'string' }, backend: { type: 'string' } },
    }),
  );
  const [path, extra] = positionals;
  if (path === undefined) throw new UsageError('Say which file.', 'Such as static/recorded/meow.json.');
  if (extra !== undefined) throw new UsageError(`One file at a time: what is "${extra}"?`, 'See --help.');
  const whole = readResult(await readText(path, MAX_RESULT_BYTES));
  const result = choose(whole, values);
  if (!/[/\\]/.test(result.experiment.base) && !context.bases.includes(result.experiment.base)) {
    throw new UserError(
      `${path} is of the base ${result.experiment.base}, which is not here.`,
      `There is: ${context.bases.join(', ') || 'none'}. "help pretrain" says how to make one.`,
    );
  }
  return { path, result, backend: parseBackend(values.backend ?? result.manifest.backend) };
}

/** The arms and seeds that are asked for, and their rows. */
function choose(result: ExperimentResult, values: { arms?: string; seeds?: string }): Chosen {
  const whole = result.experiment;
  const names = whole.arms.map(({ name }) => name);
  const armNames = values.arms === undefined ? names : parseChoices('arm', values.arms, names);
  const seeds = values.seeds === undefined ? whole.seeds : parseSeeds(values.seeds);
  const unknown = seeds.find((seed) => !whole.seeds.includes(seed));
  if (unknown !== undefined) {
    throw new UsageError(`The result has no seed ${unknown}.`, `It has: ${whole.seeds.join(', ')}.`);
  }
  const isChosen = ({ arm, seed }: { arm: string; seed: number }) =>
    armNames.includes(arm) && seeds.includes(seed);
  const arms = whole.arms.filter(({ name }) => armNames.includes(name));
  const experiment = { ...whole, arms, seeds };
  const { durations } = result.manifest;
  const manifest = { ...result.manifest, durations: durations.filter(isChosen) };
  return { ...result, whole, experiment, manifest, rows: result.rows.filter(isChosen) };
}

function describeOrigin(path: string, result: ExperimentResult): string {
  const { experiment, manifest } = result;
  const { version, createdAt, runtime, computedOn = [] } = manifest;
  const arms = experiment.arms.map(({ name }) => name).join(', ');
  const sittings = new Set(computedOn.map((sitting) => sitting.runtime));
  const several = sittings.size > 1 ? ` It was begun elsewhere: ${[...sittings].join('; ')}.` : '';
  return (
    `${path}: ${experiment.preset} on ${experiment.base}, ${arms}, seeds ${experiment.seeds.join(', ')}. ` +
    `Made on ${createdAt.slice(0, 10)} with version ${version} on ${runtime} in ${seconds(result)}.${several}`
  );
}

const seconds = ({ manifest }: ExperimentResult): string =>
  formatDuration(manifest.durations.reduce((sum, { total }) => sum + total, 0));

/** What a difference in each hash means. */
const meanings: Record<keyof Manifest['hashes'], string> = {
  base: "The base model's files are not those the result was made with: it is another model.",
  world: 'The world has changed: its facts, recipes or wording, and with them prompts and judgements.',
  data: "The stages' examples are not those the result was made with.",
  experiment: 'The experiment in the file is not the one it was made of: somebody edited it.',
};

function differingHashes(then: Manifest['hashes'], now: Manifest['hashes']): string[] {
  const names = ['base', 'world', 'data', 'experiment'] as const;
  return names.flatMap((name) =>
    then[name] === now[name]
      ? []
      : [`${meanings[name]} (${name}: ${then[name].slice(0, 8)} then, ${now[name].slice(0, 8)} now)`],
  );
}

const columns: readonly Column<RowDifference>[] = [
  { title: 'arm', text: ({ expected }) => expected.arm, words: true },
  { title: 'seed', text: ({ expected }) => String(expected.seed) },
  { title: 'stage', text: ({ expected }) => expected.stage, words: true },
  { title: 'probe', text: ({ expected }) => expected.probe, words: true },
  { title: 'condition', text: ({ expected }) => expected.condition, words: true },
  { title: 'metric', text: ({ expected }) => expected.metric, words: true },
  { title: 'then', text: ({ expected }) => expected.value.toFixed(4) },
  { title: 'now', text: ({ actual }) => actual.toFixed(4) },
  {
    title: 'answers',
    text: ({ answers, expected }) => (answers === null ? '–' : `${answers.toFixed(1)} of ${expected.n}`),
  },
];

function describeDifferences({ differing, missing, additional }: RowComparison): string[] {
  const shown = differing.slice(0, SHOWN);
  const { head, line } = layOut(columns, shown);
  const more = differing.length - shown.length;
  return [
    ...(shown.length > 0 ? ['', 'Rows that differ, the most first:', ...head, ...shown.map(line)] : []),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(shown.length > 0 ? [''] : []),
    ...(missing.length > 0 ? [`${missing.length} rows of the file did not come out again.`] : []),
    ...(additional.length > 0 ? [`${additional.length} rows came out that are not in the file.`] : []),
  ];
}

function describeVerdict({ compared, same, differing, agrees }: RowComparison): string {
  if (agrees && differing.length === 0) return `All ${compared} rows are the same.`;
  const beyond = differing.filter(({ isTolerable }) => !isTolerable).length;
  const largest = Math.max(0, ...differing.map(({ difference }) => difference));
  const sampled = differing.filter(({ answers }) => answers !== null && answers > TOLERATED_ANSWERS + SAME);
  const counts =
    `Of ${compared} rows ${same} are the same and ${differing.length} differ by more than ${SAME}, ` +
    `${beyond} of them by more than is tolerated (${sampled.length} by more than ${TOLERATED_ANSWERS} answers); ` +
    `the largest difference is ${largest.toPrecision(3)}.`;
  return `${counts} ${agrees ? 'The result is confirmed.' : 'The result is not confirmed.'}`;
}

function remedy(warnings: readonly string[]): string {
  return warnings.length > 0
    ? 'It was made of something else, see above: use the version that made it.'
    : 'Try the backend it was made on; on the same machine it should give the same rows.';
}
