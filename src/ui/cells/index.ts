/** One component for each kind of cell: a new kind is one file and one line here. */
import type { Component } from 'svelte';
import type { Cell, CellOfKind } from '../../notebook/document.ts';
import type { Notebook } from '../../notebook/notebook.svelte.ts';
import ChartCell from './ChartCell.svelte';
import ChatCell from './ChatCell.svelte';
import CompareCell from './CompareCell.svelte';
import MarkdownCell from './MarkdownCell.svelte';
import NoteCell from './NoteCell.svelte';
import PredictCell from './PredictCell.svelte';
import SamplesCell from './SamplesCell.svelte';
import TrainCell from './TrainCell.svelte';

export interface CellProps<Kind extends Cell['kind']> {
  cell: CellOfKind<Kind>;
  notebook: Notebook;
}

const components: { [Kind in Cell['kind']]: Component<CellProps<Kind>> } = {
  markdown: MarkdownCell,
  chart: ChartCell,
  predict: PredictCell,
  train: TrainCell,
  samples: SamplesCell,
  chat: ChatCell,
  compare: CompareCell,
  note: NoteCell,
};

/** The component that draws a cell. That it takes this very kind is what the table above says. */
export function componentFor(cell: Cell): Component<{ cell: Cell; notebook: Notebook }> {
  return components[cell.kind] as unknown as Component<{ cell: Cell; notebook: Notebook }>;
}
