/** The table of a run, and its place in RESULTS.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { LOSS_TOLERANCE, median, type Measurement } from './measure.ts';
import type { BenchRun } from './request.ts';
import type { Scenario } from './contender.ts';

const BEGIN = '<!-- peers: begin; written by `npm run bench` in test/bench -->';
const END = '<!-- peers: end -->';
const SOFTWARE = '**Software adapter: says nothing about GPUs.**';

export interface Report {
  /** Tells runs apart: a later run of the same model in the same place replaces this one. */
  title: string;
  body: string;
}

export function report(scenario: Scenario, run: BenchRun, machine: string, setting: string): Report {
  const { config, lora, shape } = scenario;
  const adapters = new Set(run.measurements.flatMap(({ adapter }) => adapter?.name ?? []));
  const software = run.measurements.some(({ adapter }) => adapter?.software);
  const device = [...adapters].join(' and ') || 'no adapter';
  const lines = [
    ...(software ? [SOFTWARE, ''] : []),
    `${run.where}; ${device}; ${machine}; ${new Date().toISOString().slice(0, 10)}.`,
    `Vocabulary ${config.vocabularySize}, width ${config.width}, feed-forward ${config.feedForwardWidth}, ` +
      `${config.layers} layers, ${config.heads} heads; LoRA of rank ${lora.rank} on all projections; ` +
      `${shape.rows} rows of ${shape.time} positions, ${shape.scored} of them scored; ${setting}.`,
    '',
    '| contender | loss error | prepare, ms | first step, ms | later steps, ms | dispatches | submits | peak buffers, MiB |',
    '|---|---|---|---|---|---|---|---|',
    ...run.measurements.map(row),
  ];
  const place = run.where.split(' ')[0]!;
  return {
    title: `${scenario.name}, ${place}, ${device}${software ? ' (software adapter)' : ''}`,
    body: lines.join('\n'),
  };
}

/** Loss error: the largest difference in the losses of the first steps. */
function row({ contender, version, failure, steps, ...values }: Measurement): string {
  const name = `${contender} ${version}`;
  if (failure !== undefined) return `| ${name} | failed: ${failure.replaceAll('|', '/')} | | | | | | |`;
  const { lossError, prepare, coldStep, dispatches, submits, peakBytes } = values;
  const [fastest, slowest] = [Math.min(...steps), Math.max(...steps)];
  const cells = [
    name,
    lossError!.toExponential(0),
    rounded(prepare!),
    rounded(coldStep!),
    `${rounded(median(steps))} [${rounded(fastest)} … ${rounded(slowest)}]`,
    dispatches,
    submits,
    rounded(peakBytes! / 2 ** 20),
  ];
  return `| ${cells.join(' | ')} |`;
}

const rounded = (value: number) => value.toFixed(value < 100 ? 1 : 0);

/** Writes a report into the file's section on peers, in place of an earlier one of the same title. */
export function updateResults(path: string, { title, body }: Report): void {
  const text = readFileSync(path, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${path} has no section between "${BEGIN}" and "${END}".`);
  const section = text.slice(begin + BEGIN.length, end);
  const reports = new Map(
    section
      .split(/^### /m)
      .slice(1)
      .map((part) => {
        const [first, ...rest] = part.split('\n');
        return [first!, rest.join('\n').trim()];
      }),
  );
  reports.set(title, body);
  const sorted = [...reports].sort(([a], [b]) => a.localeCompare(b));
  const written = sorted.map(([heading, content]) => `### ${heading}\n\n${content}\n`).join('\n');
  writeFileSync(path, `${text.slice(0, begin)}${BEGIN}\n\n${written}\n${text.slice(end)}`);
}

export const explanation =
  `Loss error: how far the losses of the first four steps are off at most; above ${LOSS_TOLERANCE} a contender is not timed. ` +
  'Later steps: median [fastest … slowest]. Dispatches and submits are those of one step.';
