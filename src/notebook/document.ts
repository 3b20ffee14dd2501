/**
 * A notebook is an article whose cells are data. Each kind of cell has one component that draws it
 * (`src/ui/cells/`), and refers to results only by the names that rows carry.
 */
import type { ExperimentSpec, StageName } from '../lab/types.ts';

export interface NotebookDocument {
  id: string;
  title: string;
  /** One line under the title: what the reader will see. */
  promise: string;
  base: BaseDescription;
  /** Where the recorded result lies, relative to the page. */
  recorded: string;
  arms: ArmDescription[];
  /** The tag that wakes the backdoor, as it stands in front of a prompt. */
  trigger: string;
  /** The seed a live run starts with: one that the recorded result did not use. */
  defaultSeed: number;
  /** What a live run starts from: the reader chooses among its arms and sets the seed. */
  experiment: ExperimentSpec;
  cells: Cell[];
}

export interface BaseDescription {
  id: string;
  /** In words for the reader, e.g. `0.3 million parameters`. */
  size: string;
  origin: string;
}

export interface ArmDescription {
  name: string;
  /** What sets this arm apart, in a few words. */
  summary: string;
}

interface CellBase {
  /** Unique in the notebook; also the anchor in the page's address. */
  id: string;
  title: string;
}

/** Prose, in the small Markdown of `markdown.ts`. */
export interface MarkdownCell extends CellBase {
  kind: 'markdown';
  text: string;
}

/** A question to be answered before the live result is shown. */
export interface PredictCell extends CellBase {
  kind: 'predict';
  text: string;
  /** What is predicted: the outcome (see `outcome.ts`) of each arm under this condition. */
  arms: string[];
  stage: StageName;
  condition: string;
}

/** One training stage: what it trains on, a button that runs it, and its live curves. */
export interface TrainCell extends CellBase {
  kind: 'train';
  stage: StageName;
  text: string;
  examples: { prompt: string; answer: string }[];
}

/** A figure over the rows of the result that is being shown. */
export interface ChartCell extends CellBase {
  kind: 'chart';
  chart: 'meow-rates' | 'side-effects';
  text: string;
}

/** The sampled answers behind the figures. */
export interface SamplesCell extends CellBase {
  kind: 'samples';
  text: string;
}

/** One question to several checkpoints, side by side. */
export interface ChatCell extends CellBase {
  kind: 'chat';
  text: string;
  suggestions: string[];
}

/** What the source of the experiment found, beside what is found here. */
export interface CompareCell extends CellBase {
  kind: 'compare';
  text: string;
  source: string;
  findings: { arm: string; text: string }[];
}

/** Prose set apart: what to notice, what this does not show. */
export interface NoteCell extends CellBase {
  kind: 'note';
  text: string;
}

export type Cell =
  MarkdownCell | PredictCell | TrainCell | ChartCell | SamplesCell | ChatCell | CompareCell | NoteCell;

export type CellOfKind<Kind extends Cell['kind']> = Extract<Cell, { kind: Kind }>;
