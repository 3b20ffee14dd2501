/** What is wrong with the cells that show what others have measured, or ask what it will be. */
import type { ProbeSpec, StageName } from '../../lab/types.ts';
import { distinct, repeated } from '../../support/group.ts';
import { isSameModel } from './askedModels.ts';
import { beginsWithBase, measuredArms, stageNumber } from './chain.ts';
import { cellOfKind } from './graph.ts';
import { nearest } from '../../support/nearest.ts';
import { metricsOf } from './metrics.ts';
import type { Problem } from './problems.ts';
import { armsOf, chosenAgain, unknownArms } from './problemsOfRuns.ts';
import type {
  ChartCell,
  ChatCell,
  CompareCell,
  FigureSpec,
  NotebookDocument,
  PredictCell,
  ProbeCell,
  TrainCell,
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
    } else if (question.kind === 'range') {
      const known = distinct(probe.probes.flatMap((one) => metricsUnder(one, condition)));
      if (known.length > 0 && !known.includes(question.metric)) {
        problems.push({
          message: `${of} measures no metric ${question.metric} under the condition ${condition}.`,
          remedy: theseOnes(question.metric, known),
        });
      }
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

export function chatProblems(document: NotebookDocument, { of, models }: ChatCell): Problem[] {
  const trained = cellOfKind(document, of, 'train');
  if (!models || !trained) return [];
  const problems: Problem[] = [];
  if (models.length === 0) {
    problems.push({ message: 'No model is asked here.', remedy: 'Choose at least one.' });
  }
  const named = models.filter(({ stage }) => stage !== 'base');
  for (const { stage } of named.filter(({ arm }) => arm === undefined)) {
    problems.push({
      message: `A model after ${stage} is chosen, and not of which arm.`,
      remedy: 'Give it an arm, or choose the base.',
    });
  }
  const arms = named.flatMap(({ arm }) => arm ?? []);
  problems.push(...unknownArms(arms, of, armsOf(trained)));
  const { beyond, last } = stagesBeyond(
    document,
    trained,
    named.map(({ stage }) => stage),
  );
  for (const stage of beyond) {
    problems.push({
      message: `${of} has no model after ${stage}: it is stage-${last}.`,
      remedy: 'Choose an earlier stage.',
    });
  }
  const again = models.find((model, index) => models.findIndex((one) => isSameModel(one, model)) < index);
  if (again) {
    problems.push({ message: 'One of the models is chosen more than once.', remedy: 'Choose each once.' });
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
    ...unknownMetrics(probe.probes, figure),
  ];
}

function unknownStages(
  document: NotebookDocument,
  { of, name }: ProbeCell,
  stages: readonly StageName[],
): Problem[] {
  const trained = cellOfKind(document, of, 'train');
  if (!trained) return [];
  const { beyond, last } = stagesBeyond(document, trained, stages);
  return beyond.map((stage) => ({
    message: `${name} measures nothing after ${stage}: it ends with stage-${last}.`,
    remedy: 'Choose an earlier stage.',
  }));
}

/** The stages that come after a train cell's own; none where one before it is missing, since that is the problem. */
function stagesBeyond(document: NotebookDocument, cell: TrainCell, stages: readonly StageName[]) {
  const last = stageNumber(document, cell);
  const beyond = stages.filter((stage) => stage !== 'base' && Number(stage.slice('stage-'.length)) > last);
  return { beyond: beginsWithBase(document, cell) ? beyond : [], last };
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

/** Metrics that a figure asks for and its probe does not have. Of a probe that is missing there is nothing to say. */
function unknownMetrics(probes: readonly ProbeSpec[], figure: FigureSpec): Problem[] {
  const probe = 'probe' in figure ? probes.find(({ kind }) => kind === figure.probe) : undefined;
  const asked = 'metrics' in figure ? figure.metrics : 'metric' in figure ? [figure.metric] : [];
  const known = probe ? metricsUnder(probe, 'condition' in figure ? figure.condition : null) : [];
  if (!probe || known.length === 0) return [];
  return asked
    .filter((metric) => !known.includes(metric))
    .map((metric) => ({
      message: `The probe ${probe.kind} has no metric ${metric} here.`,
      remedy: theseOnes(metric, known),
    }));
}

/** The metrics of a probe under a condition (null: under any); none under one that it does not have. */
function metricsUnder(probe: ProbeSpec, condition: string | null): string[] {
  const conditions = conditionsOf(probe);
  if (conditions === null) return metricsOf(probe, condition);
  const these = conditions.filter((one) => condition === null || one === condition);
  return distinct(these.flatMap((one) => metricsOf(probe, one)));
}

function theseOnes(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const all = `It has: ${known.join(', ')}.`;
  return near === null ? all : `Did you mean ${near}? ${all}`;
}
