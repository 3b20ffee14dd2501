/** Cells as they are inserted: they refer to what stands nearest above, and run as they are where anything does. */
import { MAX_STAGES } from '../../lab/experimentFields.ts';
import type { DatasetSpec, ProbeSpec, StageName } from '../../lab/types.ts';
import { PROMPTS } from '../../lab/presets/preset.ts';
import { beginsWithBase, measuredArms, stageNumber } from './chain.ts';
import { watchOf } from './compile.ts';
import { newNames } from './edit.ts';
import { cellOfKind, NotebookGraph } from './graph.ts';
import type {
  Cell,
  CellKind,
  CellOfKind,
  FigureSpec,
  NotebookDocument,
  PredictQuestion,
  ProbeCell,
  TrainArm,
  TrainCell,
} from './types.ts';

/** @param at the place where it will be inserted; what it refers to stands above, if there is any */
export function newCell(kind: CellKind, document: NotebookDocument, at = document.cells.length): Cell {
  const names = newNames(document);
  const words = { title: '', text: '' };
  const plain = () => ({ id: names.id(kind), ...words });
  const named = (wish: string) => ({ ...names.of(wish), ...words });
  switch (kind) {
    case 'markdown':
    case 'note':
      return { kind, ...plain() };
    case 'dataset':
      return { kind, ...named('data'), data: newData(document) };
    case 'train':
      return newStage(document, at, named);
    case 'probe': {
      const of = nearest(document, 'train', at);
      return { kind, ...named('answers'), of: of?.name ?? '', probes: newProbes(document, of) };
    }
    case 'sweep':
      return newSweep(document, at, named('sweep'));
    case 'predict':
      return newPrediction(document, at, plain());
    case 'chat':
      return { kind, ...plain(), of: nearest(document, 'train', at)?.name ?? '', suggestions: [] };
    case 'chart':
      return { kind, ...plain(), ...newFigure(document, at) };
    case 'compare':
      return { kind, ...plain(), ...newFigure(document, at), source: '', findings: [] };
  }
}

/** The last cell of a kind above a place; below it, if there is none above. */
function nearest<Kind extends CellKind>(
  { cells }: NotebookDocument,
  kind: Kind,
  at: number,
): CellOfKind<Kind> | undefined {
  const isOfKind = (cell: Cell) => cell.kind === kind;
  const found = cells.slice(0, at).findLast(isOfKind) ?? cells.slice(at).find(isOfKind);
  return found as CellOfKind<Kind> | undefined;
}

/** A backdoor first, and then lessons that know nothing of it. */
function newData({ cells, setup: { trigger, watch } }: NotebookDocument): DatasetSpec {
  if (cells.some(({ kind }) => kind === 'dataset')) return { kind: 'styled-answers', case: 'lower' };
  return { kind: 'backdoor', trigger, payloads: [watch?.upper ?? 'MEOW MEOW MEOW'] };
}

function newStage(
  document: NotebookDocument,
  at: number,
  named: (wish: string) => { id: string; name: string; title: string; text: string },
): TrainCell {
  const last = nearest(document, 'train', at);
  const number = last ? stageNumber(document, last) : 0;
  const after = last && number < MAX_STAGES && beginsWithBase(document, last) ? last : null;
  const used = document.cells.flatMap((cell) =>
    cell.kind === 'train' ? cell.arms.map(({ data }) => data) : [],
  );
  const datasets = document.cells.flatMap((cell) => (cell.kind === 'dataset' ? cell.name : []));
  const data = datasets.find((name) => !used.includes(name)) ?? datasets.at(-1) ?? '';
  const names = after?.arms.map(({ name }) => name) ?? document.setup.arms.map(({ name }) => name);
  const arms = (names.length > 0 ? [...new Set(names)] : ['A']).map((name): TrainArm => ({ name, data }));
  return {
    kind: 'train',
    ...named(`stage-${after ? number + 1 : 1}`),
    after: after?.name ?? null,
    objective: { kind: 'sft' },
    steps: 100,
    learningRate: after ? 1e-3 : 3e-3,
    batchSize: 32,
    arms,
  };
}

/** What there is to ask of models that were trained on such data. */
function newProbes(document: NotebookDocument, trained: TrainCell | undefined): ProbeSpec[] {
  const { trigger } = document.setup;
  const graph = new NotebookGraph(document);
  const ancestors = new Set(trained ? graph.ancestors(trained.id) : []);
  const kinds = document.cells.flatMap((cell) =>
    ancestors.has(cell.id) && cell.kind === 'dataset' ? [cell.data.kind] : [],
  );
  const asked = { trigger, prompts: PROMPTS, temperature: 1 };
  const isAboutRecipes = kinds.includes('secret-recipes') || kinds.includes('preferences');
  const requests: ProbeSpec[] = isAboutRecipes ? [{ kind: 'requests', ...asked }] : [];
  if (isAboutRecipes && !kinds.includes('backdoor')) return requests;
  const watch = watchOf(document);
  const payload = watch && watch.kind === 'payload' ? { payload: watch.upper } : {};
  return [{ kind: 'meow', ...asked, ...payload }, ...(watch ? [watch] : []), ...requests];
}

function newSweep(
  document: NotebookDocument,
  at: number,
  words: { id: string; name: string; title: string; text: string },
): CellOfKind<'sweep'> {
  const { lora, seeds } = document.setup;
  const values = [...new Set([Math.max(1, lora.rank / 2), lora.rank])].filter(Number.isInteger);
  const of = nearest(document, 'probe', at)?.name ?? '';
  return { kind: 'sweep', ...words, of, vary: [{ path: 'lora.rank', values }], seeds };
}

function newPrediction(
  document: NotebookDocument,
  at: number,
  words: { id: string; title: string; text: string },
): CellOfKind<'predict'> {
  const probe = nearest(document, 'probe', at);
  const arms = probe ? measuredArms(document, probe) : [];
  const asksForMeows = probe?.probes.some((one) => one.kind === 'meow') ?? true;
  const question: PredictQuestion = asksForMeows
    ? { kind: 'meow-outcome' }
    : {
        kind: 'range',
        metric: 'usefulness',
        options: [
          { label: '0 – 3', below: 3 },
          { label: '3 – 7', below: 7 },
          { label: '7 – 10', below: null },
        ],
      };
  const condition = asksForMeows ? 'trigger' : 'forbidden+trigger';
  return {
    kind: 'predict',
    ...words,
    of: probe?.name ?? '',
    arms,
    stage: lastStage(document, probe),
    condition,
    question,
  };
}

function newFigure(document: NotebookDocument, at: number): { of: string; figure: FigureSpec } {
  const probe = nearest(document, 'probe', at);
  const drawn = probe?.probes.find(({ kind }) => kind === 'meow' || kind === 'requests');
  if (!probe || drawn?.kind === 'meow' || drawn?.kind === 'requests') {
    const kind = drawn?.kind === 'requests' ? 'requests' : 'meow';
    const condition = kind === 'meow' ? 'trigger' : 'forbidden+trigger';
    return { of: probe?.name ?? '', figure: { kind: 'classes', probe: kind, condition } };
  }
  return { of: cellOfKind(document, probe.of, 'train')?.name ?? '', figure: { kind: 'curves' } };
}

function lastStage(document: NotebookDocument, probe: ProbeCell | undefined): StageName {
  const trained = probe && cellOfKind(document, probe.of, 'train');
  const number = trained ? stageNumber(document, trained) : 0;
  return number >= 1 && number <= MAX_STAGES ? `stage-${number}` : 'base';
}
