/** One run of a sweep, to its end or its failure. */
import type { SweepOutcome, SweepRun } from '../../lab/sweep.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { describeError, UserError } from '../../support/errors.ts';
import type { Output } from '../command.ts';

/** A run that fails is an outcome of the sweep, whatever the reason: the others may be well. */
export async function attempt(
  { setting, seed }: Pick<SweepRun, 'setting' | 'seed'>,
  stderr: Output,
  run: () => Promise<ExperimentResult>,
): Promise<SweepOutcome> {
  try {
    const { rows, manifest } = await run();
    return { setting, seed, status: 'done', rows, manifest };
  } catch (error) {
    const { message, remedy } =
      error instanceof UserError ? error : { message: describeError(error), remedy: '' };
    // Whatever is not written for the user is a defect, and its stack says where.
    if (error instanceof Error && !(error instanceof UserError)) stderr.write(`${error.stack}\n`);
    return { setting, seed, status: 'failed', error: { message, remedy } };
  }
}
