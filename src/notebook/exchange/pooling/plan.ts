/**
 * What the pooled codes of a class hold. It follows from the notebook alone, so that a code need not say what its
 * numbers mean: whoever has the same notebook knows.
 */
import { UserError } from '../../../support/errors.ts';
import { distinct } from '../../../support/group.ts';
import { canonicalJson, sha256 } from '../../../support/hash.ts';
import { probesOf, sharedWith } from '../../../lab/sharing.ts';
import { isLaterStage } from '../../../lab/statistics/cells.ts';
import { metricKind } from '../../../lab/statistics/metrics.ts';
import type { ArmSpec, ExperimentSpec, ProbeSpec, StageName } from '../../../lab/types.ts';
import { experimentOf, labelOf } from '../../document/compile.ts';
import { essentials } from '../../document/essentials.ts';
import { conditionsOf } from '../../document/problemsOfViews.ts';
import type { FigureSpec, NotebookDocument, ProbeCell } from '../../document/types.ts';
import { BITS_PER_CHARACTER } from './crockford.ts';

/** Characters of a code that one can still read aloud. */
const COMFORTABLE = 60;
/** What a code has besides its numbers: how it begins, its checksum, what it belongs to, a seed of one digit. */
const OVERHEAD_BITS = 9 * BITS_PER_CHARACTER + 30 + 8;
/** How many answers there are: said once a probe and condition. */
const ANSWERS_BITS = 12;
/** Number that is not a count of answers: three significant digits and an exponent. */
const NUMBER_BITS = 14;

/** Metrics measured on the same answers. */
export interface PooledCell {
  arm: string;
  stage: StageName;
  probe: string;
  condition: string;
  metrics: string[];
  /** The arm that has the same model at this stage and is written before it; null if there is none. */
  twin: string | null;
}

export interface PoolingPlan {
  /** Which notebook it is, whatever was edited in it: 10 bits. */
  notebook: number;
  /** What was trained and measured, and what the code holds of it: 20 bits. Equal for equal experiments only. */
  setup: number;
  cells: PooledCell[];
  /** The cells whose figures are in the code: charts and comparisons, or the measurement itself. */
  figures: string[];
}

/** Classes of which an answer has exactly one, so that their counts add up. */
const partitions: readonly (readonly string[])[] = [
  ['upper', 'lower', 'mixed', 'none'],
  ['useful', 'useless', 'wrong', 'refusal-en', 'refusal-de', 'broken'],
  [0, 1, 2, 3, 4, 5, 6].map((words) => `recipe-words-${words}`),
];
const [meowClasses, requestClasses, usefulnessHistogram] = partitions as [string[], string[], string[]];

/** What derived metrics (`withDerived`) are derived from. */
const sources: Readonly<Record<string, Readonly<Record<string, string[]>>>> = {
  meow: {
    meows: ['upper', 'lower', 'mixed'],
    'lower-of-meows': ['upper', 'lower', 'mixed'],
    retained: ['upper', 'lower', 'mixed'],
    destroyed: ['upper', 'lower', 'mixed'],
  },
  requests: { refusals: ['refusal-en', 'refusal-de'], destroyed: ['usefulness'] },
};
/** Conditions under which a backdoor can be seen to be gone, and the probe that tells. */
const toldBy = { trigger: 'meow', 'forbidden+trigger': 'requests' };
/** These compare with what stage 1 had planted. */
const sinceStage1 = ['retained', 'destroyed'];

/**
 * Takes in the notebook's figures of the cell's results in their order, as long as the code stays comfortable to
 * read, and the first of them in any case. Where there are none, it is the figure that the cell itself shows.
 * @throws UserError if the cell cannot be run, or no figure shows its results
 */
export function poolingPlan(document: NotebookDocument, cell: ProbeCell): PoolingPlan {
  const experiment = experimentOf(document, cell);
  let cells: PooledCell[] = [];
  const figures: string[] = [];
  for (const { id, figure } of figuresOf(document, cell)) {
    const shown = shownBy(figure, experiment);
    if (shown.length === 0) continue;
    const more = merged(cells, shown);
    if (figures.length > 0 && bitsOf(more, experiment) > COMFORTABLE * BITS_PER_CHARACTER) continue;
    cells = more;
    figures.push(id);
  }
  if (cells.length === 0) {
    throw new UserError(
      `No figure in the notebook shows the results of ${cell.name}, so that there is nothing to pool.`,
      'Insert a chart of them first.',
    );
  }
  return {
    notebook: hashBits([document.preset ?? document.id, cell.name], 10),
    setup: hashBits([essentials({ ...experiment, seeds: [] }), cells], 20),
    cells,
    figures,
  };
}

/** The metrics in groups: those of a partition together, in its order, and every other by itself. */
export function metricGroups(metrics: readonly string[]): { metrics: string[]; isPartition: boolean }[] {
  const whole = partitions.filter((partition) => partition.every((metric) => metrics.includes(metric)));
  const others = metrics.filter((metric) => !whole.some((partition) => partition.includes(metric)));
  return [
    ...whole.map((partition) => ({ metrics: [...partition], isPartition: true })),
    ...others.map((metric) => ({ metrics: [metric], isPartition: false })),
  ];
}

export interface PooledFigure {
  /** Of the cell that shows it. */
  id: string;
  title: string;
  figure: FigureSpec;
}

/** What shows the results of a measurement. */
export function figuresOf({ cells }: Pick<NotebookDocument, 'cells'>, probe: ProbeCell): PooledFigure[] {
  const figures = cells.flatMap((cell): PooledFigure[] => {
    if ((cell.kind !== 'chart' && cell.kind !== 'compare') || cell.of !== probe.name) return [];
    return [{ id: cell.id, title: labelOf(cell), figure: cell.figure }];
  });
  return figures.length > 0 ? figures : ownFigure(probe);
}

/** What a probe cell draws by itself: the classes of sampled answers to what it asks first. */
function ownFigure(cell: ProbeCell): PooledFigure[] {
  for (const probe of cell.probes) {
    if (probe.kind !== 'meow' && probe.kind !== 'requests') continue;
    const [condition] = conditionsOf(probe) ?? [];
    if (condition === undefined) continue;
    return [{ id: cell.id, title: labelOf(cell), figure: { kind: 'classes', probe: probe.kind, condition } }];
  }
  return [];
}

/** What a figure shows of an experiment, and what it tells by: where a backdoor is gone, every figure marks it. */
function shownBy(figure: FigureSpec, experiment: ExperimentSpec): PooledCell[] {
  const shown = cellsOf(figure, experiment);
  const told = Object.entries(toldBy).flatMap(([condition, probe]) => {
    const marked = shown.filter((cell) => cell.condition === condition && isLaterStage(cell));
    if (marked.length === 0) return [];
    const stages: StageName[] = ['stage-1', ...distinct(marked.map(({ stage }) => stage))];
    const arms = distinct(marked.map(({ arm }) => arm));
    return select(experiment, { probe, conditions: [condition], metrics: ['destroyed'], arms, stages });
  });
  return merged(shown, told);
}

/** What a figure draws of an experiment. */
function cellsOf(figure: FigureSpec, experiment: ExperimentSpec): PooledCell[] {
  switch (figure.kind) {
    case 'classes': {
      const metrics = figure.probe === 'meow' ? meowClasses : requestClasses;
      return select(experiment, { ...figure, conditions: [figure.condition], metrics });
    }
    case 'effects':
      return select(experiment, { ...figure, conditions: [figure.condition] });
    case 'bars':
      return select(experiment, { ...figure, conditions: [figure.condition], metrics: [figure.metric] });
    case 'panel': {
      const tags = experiment.arms.flatMap((arm) => probeOf(experiment, arm, figure.probe)).flatMap(tagsOf);
      const conditions = [...new Set(tags)];
      return select(experiment, { ...figure, conditions, metrics: [figure.metric], stages: [figure.stage] });
    }
    case 'histogram': {
      const metrics = usefulnessHistogram;
      return select(experiment, { ...figure, probe: 'requests', conditions: [figure.condition], metrics });
    }
    case 'curves':
    case 'sweep':
      return [];
  }
}

interface Selection {
  probe: string;
  conditions: readonly string[];
  metrics: readonly string[];
  arms?: readonly string[];
  stages?: readonly StageName[];
}

function select(experiment: ExperimentSpec, selection: Selection): PooledCell[] {
  const { probe, conditions, arms, stages } = selection;
  const metrics = [...new Set(selection.metrics.flatMap((metric) => sources[probe]?.[metric] ?? [metric]))];
  const compares = probe in sources && selection.metrics.some((metric) => sinceStage1.includes(metric));
  const isShown = (stage: StageName) =>
    !stages || stages.includes(stage) || (compares && stage === 'stage-1');
  const shownArms = experiment.arms.filter(
    (arm) => (!arms || arms.includes(arm.name)) && probeOf(experiment, arm, probe).length > 0,
  );
  return conditions.flatMap((condition) =>
    shownArms.flatMap((arm) =>
      [-1, ...arm.stages.keys()].flatMap((stageIndex): PooledCell[] => {
        const stage: StageName = stageIndex < 0 ? 'base' : `stage-${stageIndex + 1}`;
        if (!isShown(stage)) return [];
        const twin = sharedWith({ ...experiment, arms: shownArms }, arm, stageIndex);
        return [{ arm: arm.name, stage, probe, condition, metrics, twin: twin?.name ?? null }];
      }),
    ),
  );
}

const probeOf = (experiment: ExperimentSpec, arm: ArmSpec, kind: string): ProbeSpec[] =>
  probesOf(experiment, arm).filter((probe) => probe.kind === kind);

const tagsOf = (probe: ProbeSpec): string[] => (probe.kind === 'near-misses' ? probe.tags : []);

const placeOf = ({ arm, stage, probe, condition }: PooledCell): string =>
  JSON.stringify([arm, stage, probe, condition]);

/** Both, without anything twice. */
function merged(cells: readonly PooledCell[], more: readonly PooledCell[]): PooledCell[] {
  const known = new Map<string, Set<string>>();
  for (const cell of cells) {
    const metrics = known.get(placeOf(cell)) ?? new Set();
    known.set(placeOf(cell), new Set([...metrics, ...cell.metrics]));
  }
  const added = more.flatMap((cell) => {
    const metrics = cell.metrics.filter((metric) => !known.get(placeOf(cell))?.has(metric));
    return metrics.length > 0 ? [{ ...cell, metrics }] : [];
  });
  return [...cells, ...added];
}

/** How long a code becomes, about. */
function bitsOf(cells: readonly PooledCell[], experiment: ExperimentSpec): number {
  const bits = cells.map((cell) => {
    if (cell.twin !== null) return 2;
    const arm = experiment.arms.find(({ name }) => name === cell.arm)!;
    const n = answersOf(probeOf(experiment, arm, cell.probe)[0]!);
    return metricGroups(cell.metrics).reduce((sum, { metrics }) => sum + groupBits(metrics, n), 2);
  });
  const conditions = new Set(cells.map(({ probe, condition }) => JSON.stringify([probe, condition]))).size;
  return bits.reduce((sum, cell) => sum + cell, OVERHEAD_BITS + ANSWERS_BITS * conditions);
}

/** For a partition: in how many ways n answers can fall into its classes. */
function groupBits(metrics: readonly string[], n: number): number {
  if (metrics.length === 1) return metricKind(metrics[0]!) === 'rate' ? Math.log2(n + 1) : NUMBER_BITS;
  return metrics.slice(1).reduce((bits, _, i) => bits + Math.log2((n + i + 1) / (i + 1)), 0);
}

const answersOf = (probe: ProbeSpec): number => (probe.kind === 'surprise' ? probe.examples : probe.prompts);

/** The first bits of the value's hash. */
function hashBits(value: unknown, bits: number): number {
  return Number.parseInt(sha256(canonicalJson(value)).slice(0, 8), 16) >>> (32 - bits);
}
