/** Which component draws which kind of cell; a new kind is one file and one line here. */
import type { Component } from 'svelte';
import type { Cell, CellKind } from '../../notebook/document/types.ts';
import type { CellProps } from '../notebook/cellProps.ts';
import Chart from './Chart.svelte';
import Chat from './Chat.svelte';
import Compare from './Compare.svelte';
import Dataset from './Dataset.svelte';
import Predict from './Predict.svelte';
import Probe from './Probe.svelte';
import Sweep from './Sweep.svelte';
import Train from './Train.svelte';

/** Null for cells that are their text, which is shown around all of them. */
const components: { [Kind in CellKind]: Component<CellProps<Kind>> | null } = {
  markdown: null,
  note: null,
  predict: Predict,
  dataset: Dataset,
  train: Train,
  probe: Probe,
  chat: Chat,
  chart: Chart,
  compare: Compare,
  sweep: Sweep,
};

/** The component of a cell. Its props fit, since it is looked up by the cell's own kind. */
export function componentFor(cell: Cell): Component<CellProps<CellKind>> | null {
  return components[cell.kind] as unknown as Component<CellProps<CellKind>> | null;
}
