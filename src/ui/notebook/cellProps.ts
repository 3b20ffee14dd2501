/** What the component of a cell is given. */
import type { CellKind, CellOfKind } from '../../notebook/document/types.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';

export interface CellProps<Kind extends CellKind> {
  cell: CellOfKind<Kind>;
  notebook: OpenNotebook;
}
