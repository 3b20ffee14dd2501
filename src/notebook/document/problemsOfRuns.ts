/** What is wrong with the cells that something is trained or measured for. */
import { bases } from '../../lab/bases.ts';
import { experimentMistakes } from '../../lab/experimentChecks.ts';
import { MAX_STAGES } from '../../lab/experimentFields.ts';
import { placeOf } from '../../lab/schemaMistakes.ts';
import type { ExperimentSpec } from '../../lab/types.ts';
import { repeated } from '../../support/group.ts';
import { canonicalJson } from '../../support/hash.ts';
import { nearest } from '../../support/nearest.ts';
import { originOf, stageNumber, stageOf } from './chain.ts';
import { cellOfKind } from './graph.ts';
import type { Problem } from './problems.ts';
import type { DatasetCell, NotebookDocument, ProbeCell, SweepCell, TrainCell } from './types.ts';
import { isPairwise } from '../../lab/objectives.ts';

/** More runs than that are for a terminal. */
export const MAX_SWEEP_RUNS = 1_000;

export function datasetProblems({ data }: DatasetCell): Problem[] {
  if (data.kind !== 'preferences') return [];
  const twice = data.pairs.find(([chosen, rejected]) => chosen === rejected);
  if (!twice) return [];
  return [{ message: `It prefers ${twice[0]} to itself.`, remedy: 'Choose another answer in this pair.' }];
}

export function trainProblems(document: NotebookDocument, cell: TrainCell): Problem[] {
  const problems = setupProblems(document);
  if (cell.arms.length === 0) {
    problems.push({ message: 'No arm is trained here.', remedy: 'Add an arm and choose its dataset.' });
  }
  if (stageNumber(document, cell) > MAX_STAGES) {
    problems.push({
      message: `This would be more than ${MAX_STAGES} stages, one after the other.`,
      remedy: 'Let it begin with the base, or with an earlier stage.',
    });
  }
  for (const name of repeated(armsOf(cell))) {
    problems.push({
      message: `The arm ${name} is here more than once.`,
      remedy: 'Give each a name of its own.',
    });
  }
  for (const arm of cell.arms) {
    if (cell.after === null && arm.from !== undefined) {
      problems.push({
        message: `The arm ${arm.name} goes on from ${arm.from}, but this stage begins with the base.`,
        remedy: 'Choose the stage before.',
      });
    }
    const before = cell.after === null ? undefined : cellOfKind(document, cell.after, 'train');
    if (before && !originOf(document, cell, arm)) {
      const names = before.arms.map(({ name }) => name).join(', ');
      problems.push({
        message: `The arm ${arm.name} goes on from ${arm.from ?? arm.name}, which ${before.name} does not train.`,
        remedy: `Choose where it goes on from: ${names || 'there is no arm yet'}.`,
      });
    }
    const stage = stageOf(document, cell, arm);
    if (!stage || !isPairwise(stage.objective)) continue;
    for (const { path, what } of experimentMistakes({
      ...nothing,
      arms: [{ name: arm.name, stages: [stage] }],
    })) {
      // What is wrong with the data whatever the objective is told of the dataset.
      const place = path.slice(4);
      if (place.length > 1) continue;
      const isOdd = place[0] === 'batchSize';
      problems.push({
        message: `The arm ${arm.name}: ${placeOf(place)} ${what}.`,
        remedy: isOdd ? 'Choose an even batch size.' : 'Choose SFT, or data with rejected answers.',
      });
    }
  }
  return problems;
}

/** An experiment of which nothing is there that could be wrong. */
const nothing: ExperimentSpec = {
  preset: '',
  base: '',
  quantization: 'none',
  lora: { rank: 1, alpha: 1, targets: [] },
  arms: [],
  probes: [],
  seeds: [],
};

function setupProblems({ setup: { base, lora, seeds } }: NotebookDocument): Problem[] {
  return [
    ...unknownBase(base),
    ...experimentMistakes({ ...nothing, lora, seeds }).map(({ path, what }) => ({
      message: `In the notebook's settings, ${placeOf(path)} ${what}.`,
      remedy: 'Take one of them away.',
    })),
  ];
}

/** In a terminal the base may also be any model, by the path of its folder. */
function unknownBase(base: string): Problem[] {
  const known = Object.keys(bases);
  if (/[/\\]/.test(base) || known.includes(base)) return [];
  const near = nearest(base, known);
  const remedy = `Choose one of: ${known.join(', ')}.`;
  return [
    {
      message: `The notebook's base is ${base}, and there is no such model.`,
      remedy: near === null ? remedy : `Did you mean ${near}? ${remedy}`,
    },
  ];
}

export function probeProblems(document: NotebookDocument, cell: ProbeCell): Problem[] {
  const problems: Problem[] = [];
  const trained = cellOfKind(document, cell.of, 'train');
  if (trained) problems.push(...unknownArms(cell.arms, trained.name, armsOf(trained)));
  if (cell.arms?.length === 0) {
    problems.push({ message: 'No arm is measured here.', remedy: 'Choose at least one.' });
  }
  if (cell.probes.length === 0) {
    problems.push({ message: 'Nothing is measured here.', remedy: 'Add a probe.' });
  }
  for (const { path, what } of experimentMistakes({ ...nothing, probes: cell.probes })) {
    problems.push({ message: `${placeOf(path)} ${what}.`, remedy: 'Change one of them, or take it away.' });
  }
  return problems;
}

export const armsOf = ({ arms }: TrainCell) => arms.map(({ name }) => name);

/** Arms or metrics that are chosen more than once. */
export function chosenAgain(what: 'arm' | 'metric', chosen: readonly string[] = []): Problem[] {
  const remedy = 'Choose each once.';
  return repeated(chosen).map((name) =>
    what === 'arm'
      ? { message: `The arm ${name} is chosen more than once.`, remedy }
      : { message: `The metric ${name} is chosen more than once.`, remedy },
  );
}

/** Arms that are asked for and not there. */
export function unknownArms(
  asked: readonly string[] = [],
  source: string,
  known: readonly string[],
): Problem[] {
  return asked
    .filter((name) => !known.includes(name))
    .map((name) => ({
      message: `${source} has no arm ${name}.`,
      remedy: known.length > 0 ? `It has: ${known.join(', ')}.` : 'It has none yet.',
    }));
}

export function sweepProblems({ vary, seeds }: SweepCell): Problem[] {
  const problems: Problem[] = [];
  if (vary.length === 0) {
    problems.push({ message: 'No field is varied.', remedy: 'Choose a field and its values.' });
  }
  for (const path of repeated(vary.map((one) => one.path))) {
    problems.push({ message: `${path} is varied twice.`, remedy: 'Give all its values at once.' });
  }
  for (const { path, values } of vary) {
    if (values.length === 0) {
      problems.push({ message: `${path} has no values.`, remedy: 'Give it at least one.' });
    }
    const texts = values.map(canonicalJson);
    const again = texts.find((text, place) => texts.indexOf(text) < place);
    if (again !== undefined) {
      problems.push({ message: `${path} has the value ${again} twice.`, remedy: 'Give each once.' });
    }
  }
  const seedAgain = seeds.find((seed, index) => seeds.indexOf(seed) < index);
  if (seedAgain !== undefined) {
    problems.push({ message: `The seed ${seedAgain} is there twice.`, remedy: 'Give each once.' });
  }
  const runs = vary.reduce((product, { values }) => product * values.length, seeds.length);
  if (runs > MAX_SWEEP_RUNS) {
    problems.push({
      message: `These are ${runs} runs, and a notebook does at most ${MAX_SWEEP_RUNS}.`,
      remedy: 'Vary less, or give fewer seeds.',
    });
  }
  return problems;
}
