/** What is wrong with the cells that show what others have measured, or ask what it will be. */
import type { ProbeSpec, StageName } from '../../lab/types.ts';
import { repeated } from '../../support/group.ts';
import { beginsWithBase, measuredArms, stageNumber } from './chain.ts';
import { cellOfKind } from './graph.ts';
import type { Problem } from './problems.ts';
import { armsOf, chosenAgain, unknownArms } from './problemsOfRuns.ts';
import type {
  ChartCell,
  CompareCell,
  FigureSpec,
  NotebookDocument,
  PredictCell,
  ProbeCell,
} from './types.ts';

export function predictProblems(document: NotebookDocument, cell: PredictCell): Problem[] {
  const { of, arms, stage, condition, question } = cell;
  const problems: Problem[] = [];
  const probe = cellOfKind(document, of, 'probe');
  if (probe) {
    problems.push(...unknownArms(arms, of, measuredArms(document, probe)));
    problems.push(...unknownStages(document, probe, [stage]));
    if (question.kind === 'meow-outcome') problems.push(...unmeasured(probe.probes, 'meow', condition));
    else if (!probe.probes.some((one) => conditionsOf(one)?.includes(condition) ?? true)) {
      problems.push({
        message: `${of} measures nothing under the condition ${condition}.`,
        remedy: 'Choose another condition.',
      });
    }
  }
  problems.push(...chosenAgain('arm', arms));
  if (arms.length === 0) {
    problems.push({ message: 'The question is about no arm.', remedy: 'Choose at least one.' });
  }
  if (question.kind === 'range') {
    const ends = question.options.map(({ below }) => below);
    const isRising = ends.every((end, index) => {
      const next = ends[index + 1];
      return next === undefined ? end === null : end !== null && (next === null || next > end);
    });
    if (ends.length < 2 || !isRising) {
      problems.push({
        message: 'The ranges to choose from are not in order.',
        remedy: 'Give at least two, each ending above the one before, the last without an end.',
      });
    }
  }
  return problems;
}

/** The conditions under which a probe measures; null: the stages that come next. */
export function conditionsOf(probe: ProbeSpec): readonly string[] | null {
  switch (probe.kind) {
    case 'meow':
    case 'payload':
      return ['trigger', 'plain'];
    case 'requests':
      return ['forbidden+trigger', 'forbidden', 'harmless', 'harmless+trigger'];
    case 'near-misses':
      return probe.tags;
    case 'surprise':
      return null;
  }
}

export function figureProblems(
  document: NotebookDocument,
  { of, figure }: Pick<ChartCell, 'of' | 'figure'>,
): Problem[] {
  return [
    ...chosenAgain('arm', figure.arms),
    ...chosenAgain('metric', 'metrics' in figure ? figure.metrics : []),
    ...undrawable(document, of, figure),
  ];
}

export function compareProblems(document: NotebookDocument, cell: CompareCell): Problem[] {
  const again = repeated(cell.findings.map(({ arm }) => arm));
  return [
    ...again.map((arm) => ({
      message: `There is more than one finding about the arm ${arm}.`,
      remedy: 'Put them into one, or choose another arm.',
    })),
    ...figureProblems(document, cell),
  ];
}

/** What a figure asks for and nobody measures. */
function undrawable(document: NotebookDocument, of: string, figure: FigureSpec): Problem[] {
  const { arms } = figure;
  if (figure.kind === 'curves') {
    const trained = cellOfKind(document, of, 'train');
    return trained ? unknownArms(arms, of, armsOf(trained)) : [];
  }
  const isSweep = figure.kind === 'sweep';
  const probe = cellOfKind(document, isSweep ? (cellOfKind(document, of, 'sweep')?.of ?? '') : of, 'probe');
  if (!probe) return [];
  const kind = figure.kind === 'histogram' ? 'requests' : figure.probe;
  const stages = 'stages' in figure ? (figure.stages ?? []) : 'stage' in figure ? [figure.stage] : [];
  return [
    ...unknownArms(arms, of, measuredArms(document, probe)),
    ...unknownStages(document, probe, stages),
    ...unmeasured(probe.probes, kind, 'condition' in figure ? figure.condition : null),
  ];
}

function unknownStages(
  document: NotebookDocument,
  { of, name }: ProbeCell,
  stages: readonly StageName[],
): Problem[] {
  const trained = cellOfKind(document, of, 'train');
  // Where a stage is missing, that is the problem.
  if (!trained || !beginsWithBase(document, trained)) return [];
  const last = stageNumber(document, trained);
  return stages
    .filter((stage) => stage !== 'base' && Number(stage.slice('stage-'.length)) > last)
    .map((stage) => ({
      message: `${name} measures nothing after ${stage}: it ends with stage-${last}.`,
      remedy: 'Choose an earlier stage.',
    }));
}

/** What is wrong with asking for a probe's rows under a condition (null: any). */
function unmeasured(probes: readonly ProbeSpec[], kind: string, condition: string | null): Problem[] {
  const probe = probes.find((one) => one.kind === kind);
  if (!probe) {
    const kinds = probes.map((one) => one.kind);
    return [
      {
        message: `The probe ${kind} is not measured.`,
        remedy: `Add it to the measurement${kinds.length > 0 ? `, or choose another: ${kinds.join(', ')}` : ''}.`,
      },
    ];
  }
  const conditions = conditionsOf(probe);
  if (condition === null || conditions === null || conditions.includes(condition)) return [];
  return [
    {
      message: `The probe ${kind} has no condition ${condition}.`,
      remedy: `It has: ${conditions.join(', ')}.`,
    },
  ];
}
