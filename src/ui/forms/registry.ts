/** Which form edits which kind of cell; a new kind is one file and one line here. */
import type { Component } from 'svelte';
import type { Cell, CellKind } from '../../notebook/document/types.ts';
import type { CellProps } from '../notebook/cellProps.ts';
import ChartForm from './ChartForm.svelte';
import ChatForm from './ChatForm.svelte';
import CompareForm from './CompareForm.svelte';
import DatasetForm from './DatasetForm.svelte';
import PredictForm from './PredictForm.svelte';
import ProbeForm from './ProbeForm.svelte';
import SweepForm from './SweepForm.svelte';
import TrainForm from './TrainForm.svelte';

/** Null: title and text are all there is. */
const components: { [Kind in CellKind]: Component<CellProps<Kind>> | null } = {
  markdown: null,
  note: null,
  predict: PredictForm,
  dataset: DatasetForm,
  train: TrainForm,
  probe: ProbeForm,
  chat: ChatForm,
  chart: ChartForm,
  compare: CompareForm,
  sweep: SweepForm,
};

/** The form of a cell. Its props fit, since it is looked up by the cell's own kind. */
export function formFor(cell: Cell): Component<CellProps<CellKind>> | null {
  return components[cell.kind] as unknown as Component<CellProps<CellKind>> | null;
}
