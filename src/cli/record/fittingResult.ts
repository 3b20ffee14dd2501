/** A result from a file that may stand as the recorded one: made of what this version has. */
import type { Preset } from '../../lab/presets/index.ts';
import type { ExperimentResult, ExperimentSpec } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import { canonicalJson } from '../../support/hash.ts';
import type { CommandContext } from '../command.ts';
import { differingParts, partNames } from '../madeOf.ts';
import { readResults } from '../readResults.ts';

/**
 * Reads a result that `run --out` wrote.
 * @throws UsageError if there is no such file, UserError if it is not a whole result, or not of this preset, or was
 *   made with another base, world, data or version of the preset.
 */
export async function fittingResult(
  file: string,
  preset: Preset,
  context: CommandContext,
): Promise<ExperimentResult> {
  const results = await readResults(file);
  if (results.kind !== 'result') {
    throw new UserError(`${file} holds the results of a ${results.kind}, not one of ${preset.name}.`, remedy);
  }
  const { result } = results;
  const { experiment, manifest } = result;
  if ('kept' in result) {
    throw new UserError(`${file} is a recorded result already, without most of its answers.`, remedy);
  }
  if (experiment.preset !== preset.name) {
    throw new UserError(`${file} is a result of ${experiment.preset}, not of ${preset.name}.`, remedy);
  }
  if (!context.bases.includes(experiment.base)) {
    throw new UserError(
      `${file} was made with the base ${experiment.base}, which is not in models/.`,
      remedy,
    );
  }
  const expected = withArmsAndSeedsOf(experiment, preset.experiment(experiment.base));
  if (canonicalJson(experiment) !== canonicalJson(expected)) {
    throw new UserError(`${file} was made with another version of the preset ${preset.name}.`, remedy);
  }
  const [part] = differingParts(manifest.hashes, await context.hashesOf(experiment));
  if (part) {
    throw new UserError(`${file} was made with another ${partNames[part]} than this version's.`, remedy);
  }
  return result;
}

const remedy = 'Make it with: npm run lab -- run PRESET --seeds 0,1,2 --out FILE';

/** The preset as it would be asked for with the same arms and seeds. */
function withArmsAndSeedsOf({ arms, seeds }: ExperimentSpec, preset: ExperimentSpec): ExperimentSpec {
  const named = arms.flatMap(({ name }) => preset.arms.find((arm) => arm.name === name) ?? []);
  return { ...preset, arms: named, seeds };
}
