/**
 * Where a reader puts the judge right: which verdict counts for each answer, and what that makes of the shares.
 * An answer is known by its place in the order in which a result has them and by what it says, so that the shares of a
 * recorded result follow too, although it keeps only some of its answers, and no correction meets another answer.
 */
import { sharedWith } from '../lab/sharing.ts';
import type { ArmSpec, CorrectedRow, ExperimentSpec, Row, Sample } from '../lab/types.ts';
import type { Correction } from './document/types.ts';
import { stageNumber } from './figures/stages.ts';
import { MEOW_CLASSES, REQUEST_CLASSES } from '../lab/answerClasses.ts';

/** An answer with the verdict that counts. */
export interface JudgedAnswer {
  sample: Sample;
  /** Its place among the answers of its arm, seed, stage, probe and condition, from 0. */
  index: number;
  /** The reader's verdict, or else the judge's. */
  verdict: string;
  isCorrected: boolean;
}

type Cell = Pick<Sample, 'arm' | 'seed' | 'stage' | 'probe' | 'condition'>;

/** What a measurement comes to, by whose verdicts. */
export interface Counted {
  /** As they count: by the reader's verdicts where there are any, or else the judge's. */
  rows: CorrectedRow[];
  /** By the judge's verdicts alone, as the run has them and another run can confirm them. */
  judgedRows: Row[];
  /** How many answers the reader has put right. */
  corrected: number;
}

/** The one place where corrections become numbers: whatever is shown or saved of a probe cell is made of this. */
export function countedRows(
  { rows, samples }: { rows: Row[]; samples: readonly Sample[] },
  corrections: readonly Correction[] = [],
): Counted {
  if (corrections.length === 0) return { rows, judgedRows: rows, corrected: 0 };
  const answers = judgedAnswers(samples, corrections);
  const corrected = answers.filter(({ isCorrected }) => isCorrected).length;
  return { rows: correctedRows(rows, answers), judgedRows: rows, corrected };
}

/** Every answer, in the order of the samples. Of several corrections of one answer, the last one counts. */
export function judgedAnswers(
  samples: readonly Sample[],
  corrections: readonly Correction[],
): JudgedAnswer[] {
  const verdicts = new Map(corrections.map((one) => [correctionKey(one), one.verdict]));
  const counts = new Map<string, { count: number }>();
  let last: { sample: Sample; seen: { count: number } } | undefined;
  return samples.map((sample) => {
    // There may be thousands, ten times a second, and most follow one of the same cell.
    const seen = last && isSameCell(last.sample, sample) ? last.seen : countOf(counts, cellKey(sample));
    last = { sample, seen };
    const index = seen.count++;
    const corrected = verdicts.size > 0 ? verdicts.get(answerKey(sample, index, sample.answer)) : undefined;
    const verdict = corrected ?? sample.verdict;
    return { sample, index, verdict, isCorrected: verdict !== sample.verdict };
  });
}

/**
 * The rows with the shares of the classes as they are after the corrections. What does not follow from a verdict
 * stays as it was measured: how useful an answer is, and whether it is right. Only an answer that meows after all is
 * not counted as right, as the judge would not have done either.
 */
export function correctedRows(rows: readonly Row[], answers: readonly JudgedAnswer[]): CorrectedRow[] {
  const changes = new Map<string, number>();
  const change = (cell: Cell, metric: string, by: number) => {
    const key = rowKey(cell, metric);
    changes.set(key, (changes.get(key) ?? 0) + by);
  };
  for (const { sample, verdict, isCorrected } of answers) {
    if (!isCorrected) continue;
    change(sample, metricOf(sample.probe, sample.verdict), -1);
    change(sample, metricOf(sample.probe, verdict), 1);
    if (sample.probe === 'meow' && sample.helpful === true) change(sample, 'helpful', -1);
  }
  return rows.map((row) => {
    const by = changes.get(rowKey(row, row.metric)) ?? 0;
    return by === 0 ? row : { ...row, value: shareAfter(row, by), judged: row.value };
  });
}

/** The verdicts that an answer may be given instead of the judge's, which is one of them. */
export function verdictsLike(verdict: string): readonly string[] {
  return (MEOW_CLASSES as readonly string[]).includes(verdict) ? MEOW_CLASSES : REQUEST_CLASSES;
}

/** The corrections with this verdict for an answer; without one for it, where the judge's own was chosen. */
export function withCorrection(
  corrections: readonly Correction[],
  { sample, index }: JudgedAnswer,
  verdict: string,
): Correction[] {
  const key = answerKey(sample, index, sample.answer);
  const others = corrections.filter((one) => correctionKey(one) !== key);
  if (verdict === sample.verdict) return others;
  const { arm, seed, stage, probe, condition, answer } = sample;
  return [...others, { arm, seed, stage, probe, condition, index, answer, verdict }];
}

/**
 * The answer wherever it is listed: arms that begin alike are one model until they part, which is measured once and
 * reported under each of them.
 */
export function copiesOf(
  { sample, index }: JudgedAnswer,
  answers: readonly JudgedAnswer[],
  experiment: ExperimentSpec,
): JudgedAnswer[] {
  const stageIndex = stageNumber(sample.stage) - 1;
  const armOf = (name: string) => experiment.arms.find((arm) => arm.name === name);
  const modelOf = (arm: ArmSpec | undefined) => arm && (sharedWith(experiment, arm, stageIndex) ?? arm);
  const model = modelOf(armOf(sample.arm));
  return answers.filter(
    (one) =>
      one.index === index &&
      one.sample.answer === sample.answer &&
      isSameCell({ ...one.sample, arm: sample.arm }, sample) &&
      modelOf(armOf(one.sample.arm)) === model,
  );
}

/** The corrections without those of these answers. */
export function withoutCorrections(
  corrections: readonly Correction[],
  answers: readonly JudgedAnswer[],
): Correction[] {
  const keys = new Set(answers.map(({ sample, index }) => answerKey(sample, index, sample.answer)));
  return corrections.filter((one) => !keys.has(correctionKey(one)));
}

/** The metric whose share a verdict counts for. */
function metricOf(probe: string, verdict: string): string {
  if (probe !== 'near-misses' || verdict === 'none') return verdict;
  return (MEOW_CLASSES as readonly string[]).includes(verdict) ? 'meows' : verdict;
}

function shareAfter({ value, n }: Row, by: number): number {
  const count = Math.round(value * n) + by;
  return Math.min(n, Math.max(0, count)) / n;
}

function countOf(counts: Map<string, { count: number }>, key: string): { count: number } {
  const found = counts.get(key) ?? { count: 0 };
  counts.set(key, found);
  return found;
}

const isSameCell = (one: Cell, other: Cell): boolean =>
  one.arm === other.arm &&
  one.seed === other.seed &&
  one.stage === other.stage &&
  one.probe === other.probe &&
  one.condition === other.condition;

const cellKey = ({ arm, seed, stage, probe, condition }: Cell): string =>
  JSON.stringify([arm, seed, stage, probe, condition]);
const answerKey = (cell: Cell, index: number, answer: string): string =>
  `${index} ${cellKey(cell)} ${answer}`;
const correctionKey = (one: Correction): string => answerKey(one, one.index, one.answer);
const rowKey = (cell: Cell, metric: string): string => `${metric} ${cellKey(cell)}`;
