import { parseArgs } from 'node:util';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  ANSWERS_PER_TOLERATED,
  compareRows,
  TOLERATED_ANSWERS,
  TOLERATED_SHARE,
  type Expectation,
} from '../../lab/compareRows.ts';
import { computedAlike } from '../../lab/computedOn.ts';
import type { Manifest } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import { readFlags, UsageError } from '../arguments.ts';
import { parseBackend } from '../backendFlag.ts';
import type { Command, CommandContext } from '../command.ts';
import { followRun } from '../followRun.ts';
import { differingParts, type Part } from '../madeOf.ts';
import { formatDuration } from '../progress.ts';
import { madeRuns, readResults, type MadeRun } from '../readResults.ts';
import { chosenRuns, type ChosenRun } from '../verify/chosenRuns.ts';
import { describeDifferences, describeExpectation, describeVerdict } from '../verify/report.ts';

export const verify: Command = {
  name: 'verify',
  summary: 'runs an experiment again and compares with the result in a file',

  help: () => `Runs the experiment of a result again and compares row by row.

  npm run lab -- verify FILE [options]

  FILE               what "run --out" wrote, of an experiment or of a notebook; what "sweep --out" wrote; or a recorded
                     result such as static/recorded/meow.json or static/recorded/sweeps/meow-rank.json
  --arms A,B         only these arms of it
  --seeds 0,1,2      only these seeds of it
  --runs N           of a sweep or a notebook, only the first N runs, one for every cell, or for every setting and seed
  --backend NAME     what computes: auto, webgpu, onnx or reference (what the result was made on)

Before that it is checked whether base, world, data and experiment are still what they were. The exit status is 0 if
all rows agree, 1 if not. On the same kind of machine, with the same runtime, rows have to be the same, but for the
digits that recorded results leave out. Elsewhere numbers are rounded in other places, and a sampled answer may fall
differently: one in ${ANSWERS_PER_TOLERATED}, and ${TOLERATED_ANSWERS} at most, of a row's answers may differ, and what is not sampled by ${100 * TOLERATED_SHARE} %.
`,

  async run(args, context) {
    const { path, runs, of, failed, backend } = await parseRequest(args, context);
    if (of > 1) context.stderr.write(`${describeFile(path, runs.length, of, failed)}\n`);
    const refuted: Verified[] = [];
    for (const [index, run] of runs.entries()) {
      if (of > 1) context.stderr.write(`\nRun ${index + 1} of ${runs.length}: `);
      context.stderr.write(`${describeOrigin(of > 1 ? run.name : path, run)}\n`);
      const verified = await verifyRun(run, backend, context);
      const place = of > 1 ? `${index > 0 ? '\n' : ''}${run.name}\n` : '';
      context.stdout.write(`${place}${verified.text}\n`);
      if (!verified.agrees) refuted.push(verified);
    }
    if (of > 1) {
      context.stdout.write(`\nConfirmed: ${runs.length - refuted.length} of ${runs.length} runs.\n`);
    }
    if (refuted.length > 0) {
      const which = of > 1 ? `: ${refuted.length} of ${runs.length} runs differ` : '';
      throw new UserError(`${path} was not confirmed${which}.`, remedy(refuted));
    }
  },
};

interface Verified {
  agrees: boolean;
  expectation: Expectation;
  /** What of it is not the same any more; empty if everything is. */
  warnings: string[];
  text: string;
}

async function verifyRun(
  run: ChosenRun,
  backend: string | undefined,
  context: CommandContext,
): Promise<Verified> {
  const { stderr, signal } = context;
  const warnings = differences(run.manifest.hashes, await context.hashesOf(run.whole));
  for (const warning of warnings) stderr.write(`${warning}\n`);
  if (warnings.length === 0) stderr.write('Base, world, data and experiment are the same here.\n');

  const wish = parseBackend(backend ?? run.manifest.backend);
  const events = context.runExperiment(run.experiment, { backend: wish, signal });
  const again = await followRun(events, stderr);
  signal.throwIfAborted();
  const expectation = computedAlike(run.manifest, again.manifest) ? 'same' : 'close';
  const comparison = compareRows(run.rows, again.rows, expectation);
  const made = `Made again with version ${packageJson.version} on ${again.manifest.runtime} in ${seconds(again)}.`;
  const lines = [
    `${made} ${describeExpectation(expectation)}`,
    ...describeDifferences(comparison),
    ...warnings,
    describeVerdict(comparison),
  ];
  return { agrees: comparison.agrees, expectation, warnings, text: lines.join('\n') };
}

async function parseRequest(args: string[], context: CommandContext) {
  const { values, positionals } = readFlags(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        arms: { type: 'string' },
        seeds: { type: 'string' },
        runs: { type: 'string' },
        backend: { type: 'string' },
      },
    }),
  );
  const [path, extra] = positionals;
  if (path === undefined) throw new UsageError('Say which file.', 'Such as static/recorded/meow.json.');
  if (extra !== undefined) throw new UsageError(`One file at a time: what is "${extra}"?`, 'See --help.');
  const { backend } = values;
  if (backend !== undefined) parseBackend(backend);
  const { runs: all, failed } = madeRuns(await readResults(path));
  if (all.length === 0) {
    throw new UserError(`${path} holds no run that came to its end.`, 'There is nothing to verify.');
  }
  const runs = chosenRuns(all, values);
  const strange = runs.map(({ experiment }) => experiment.base).find((base) => !isThere(base, context));
  if (strange !== undefined) {
    throw new UserError(
      `${path} is of the base ${strange}, which is not here.`,
      `There is: ${context.bases.join(', ') || 'none'}. "help pretrain" says how to make one.`,
    );
  }
  return { path, runs, of: all.length, failed, backend };
}

const isThere = (base: string, { bases }: CommandContext): boolean =>
  /[/\\]/.test(base) || bases.includes(base);

function describeFile(path: string, chosen: number, all: number, failed: number): string {
  const part = chosen < all ? `, of which ${chosen} will be made again` : '';
  const without = failed > 0 ? ` ${failed} more had failed, and are left out.` : '';
  return `${path}: ${all} runs${part}.${without}`;
}

function describeOrigin(name: string, { experiment, manifest }: MadeRun): string {
  const { version, createdAt, runtime, computedOn = [] } = manifest;
  const arms = experiment.arms.map((arm) => arm.name).join(', ');
  const sittings = new Set(computedOn.map((sitting) => sitting.runtime));
  const several = sittings.size > 1 ? ` It was begun elsewhere: ${[...sittings].join('; ')}.` : '';
  return (
    `${name}: ${experiment.preset} on ${experiment.base}, ${arms}, seeds ${experiment.seeds.join(', ')}. ` +
    `Made on ${createdAt.slice(0, 10)} with version ${version} on ${runtime} in ${seconds({ manifest })}.${several}`
  );
}

const seconds = ({ manifest }: Pick<MadeRun, 'manifest'>): string =>
  formatDuration(manifest.durations.reduce((sum, { total }) => sum + total, 0));

/** What a difference in each hash means. */
const meanings: Record<Part, string> = {
  base: "The base model's files are not those the result was made with: it is another model.",
  world: 'The world has changed: its facts, recipes or wording, and with them prompts and judgements.',
  data: "The stages' examples are not those the result was made with.",
  experiment: 'The experiment in the file is not the one it was made of: somebody edited it.',
};

const differences = (then: Manifest['hashes'], now: Manifest['hashes']): string[] =>
  differingParts(then, now).map(
    (part) => `${meanings[part]} (${part}: ${then[part].slice(0, 8)} then, ${now[part].slice(0, 8)} now)`,
  );

function remedy(refuted: readonly Verified[]): string {
  if (refuted.some(({ warnings }) => warnings.length > 0)) {
    return 'It was made of something else, see above: use the version that made it.';
  }
  return refuted.some(({ expectation }) => expectation === 'same')
    ? 'It should have come out the same here: somebody may have edited the file.'
    : 'Try the backend it was made on; on the same machine it should give the same rows.';
}
