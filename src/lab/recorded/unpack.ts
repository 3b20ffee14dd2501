/** From the compact form back to a result. */
import { stageName } from '../runRecord.ts';
import type { CurvePoint, ExperimentResult, Row, Sample, StageName } from '../types.ts';
import type { AnswerRecord, CurveRecord, PlaceRecord, ProbeRecord, RecordedFile } from './shape.ts';

/** What was measured at one place, without saying where. */
interface Measured {
  probes: ProbeRecord[];
  curve: CurveRecord[];
}

/** Says at which place of the form something is missing, or too much. */
export class MisfitError extends Error {}

/**
 * The rows, answers and curves of the form, whose shape has been checked; their numbers have not.
 * @throws MisfitError where its parts do not fit together
 */
export function unpack(file: RecordedFile): Pick<ExperimentResult, 'rows' | 'samples' | 'curves'> {
  const rows: Row[] = [];
  const samples: Sample[] = [];
  const curves: CurvePoint[] = [];
  const measured = new Map<string, Measured>();
  for (const [index, place] of file.places.entries()) {
    const where = `places.${index}`;
    const [armIndex, seed, stageIndex] = place.at;
    const arm = required(file.experiment.arms[armIndex], `${where}.at`);
    const here = { arm: arm.name, seed, stage: stageName(stageIndex) };
    const { probes, curve } = withCopies(place, measured, where);
    measured.set(JSON.stringify(place.at), { probes, curve });
    for (const { probe, cells, answers } of probes) {
      for (const cell of cells) rows.push(...rowsOf(file, cell, { ...here, probe }, `${where}.probes`));
      for (const { condition, answers: list } of answers) {
        for (const answer of list) {
          samples.push({ ...here, probe, condition, ...textsOf(file, answer, `${where}.probes`) });
        }
      }
    }
    for (const segment of curve) curves.push(...pointsOf(segment, here, `${where}.curve`));
  }
  return { rows, samples, curves };
}

/** What was measured at a place, with what is said to be the same as in an earlier arm. */
function withCopies(place: PlaceRecord, earlier: ReadonlyMap<string, Measured>, where: string): Measured {
  const { at, like, probes, curve } = place;
  if (!like) return { probes, curve };
  const original = required(earlier.get(JSON.stringify([like.arm, at[1], at[2]])), `${where}.like`);
  const copied = like.probes.map((name) =>
    required(
      original.probes.find(({ probe }) => probe === name),
      `${where}.like`,
    ),
  );
  return { probes: [...copied, ...probes], curve: like.curve ? original.curve : curve };
}

function rowsOf(
  { shapes }: RecordedFile,
  [shapeIndex, n, ...numbers]: number[],
  place: Pick<Row, 'arm' | 'seed' | 'stage' | 'probe'>,
  where: string,
): Row[] {
  const { condition, metrics, counted } = required(shapes[shapeIndex ?? -1], where);
  if (n === undefined || numbers.length !== metrics.length || counted.length !== metrics.length) {
    throw new MisfitError(where);
  }
  return metrics.map((metric, i) => {
    const number = numbers[i]!;
    if (counted[i]! && !Number.isInteger(number)) throw new MisfitError(where);
    return { ...place, condition, metric, value: counted[i]! ? number / n : number, n };
  });
}

function textsOf({ strings }: RecordedFile, answer: AnswerRecord, where: string) {
  const [asked, said, judged, helpful, usefulness] = answer;
  return {
    prompt: required(strings[asked], where),
    answer: required(strings[said], where),
    verdict: required(strings[judged], where),
    helpful,
    ...(usefulness !== undefined && { usefulness }),
  };
}

function pointsOf(
  { steps, metrics, points }: CurveRecord,
  place: { arm: string; seed: number; stage: StageName },
  where: string,
): CurvePoint[] {
  return points.map((numbers) => {
    if (numbers.length !== 8 + (metrics?.length ?? 0)) throw new MisfitError(where);
    const [
      step,
      loss,
      gradNorm,
      learningRate,
      triggerUpper,
      triggerLower,
      plainUpper,
      plainLower,
      ...logged
    ] = numbers as [number, number, number, number, number, number, number, number, ...number[]];
    return {
      ...place,
      ...{ step, steps, loss, gradNorm, learningRate },
      payload: {
        trigger: { upper: triggerUpper, lower: triggerLower },
        plain: { upper: plainUpper, lower: plainLower },
      },
      ...(metrics && { metrics: Object.fromEntries(metrics.map((name, i) => [name, logged[i]!])) }),
    };
  });
}

function required<T>(value: T | undefined, where: string): T {
  if (value === undefined) throw new MisfitError(where);
  return value;
}
