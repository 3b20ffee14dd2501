/**
 * What depends on what in a notebook: a cell depends on the cells it names. Cells go by their ids here; a name that
 * several cells have means the first of them.
 */
import type { Cell, CellKind, CellOfKind, NotebookDocument } from './types.ts';

/** Where a cell names another. */
export interface Reference {
  /** The name. Empty where none has been chosen yet. */
  name: string;
  /** What the cell may be that is meant. */
  kinds: readonly CellKind[];
}

/** The cells that a cell names, each once, in the order in which it names them. */
export function referencesOf(cell: Cell): Reference[] {
  switch (cell.kind) {
    case 'markdown':
    case 'note':
    case 'dataset':
      return [];
    case 'train': {
      const names = new Set(cell.arms.map(({ data }) => data));
      const after: Reference[] = cell.after === null ? [] : [{ name: cell.after, kinds: ['train'] }];
      return [...after, ...[...names].map((name): Reference => ({ name, kinds: ['dataset'] }))];
    }
    case 'probe':
    case 'chat':
      return [{ name: cell.of, kinds: ['train'] }];
    case 'sweep':
    case 'predict':
      return [{ name: cell.of, kinds: ['probe'] }];
    case 'chart':
    case 'compare':
      return [{ name: cell.of, kinds: figureSources[cell.figure.kind] }];
  }
}

/** What a figure may be drawn from. */
const figureSources: Record<CellOfKind<'chart'>['figure']['kind'], readonly CellKind[]> = {
  classes: ['probe'],
  effects: ['probe'],
  bars: ['probe'],
  panel: ['probe'],
  histogram: ['probe'],
  curves: ['train'],
  sweep: ['sweep'],
};

/** A cell's name, where others can refer to it. */
export function nameOf(cell: Cell): string | null {
  return 'name' in cell ? cell.name : null;
}

/** The first cell of that name. */
export function cellNamed(document: Pick<NotebookDocument, 'cells'>, name: string): Cell | undefined {
  return document.cells.find((cell) => nameOf(cell) === name);
}

/** The cell of that name, where it is of that kind. */
export function cellOfKind<Kind extends CellKind>(
  document: Pick<NotebookDocument, 'cells'>,
  name: string,
  kind: Kind,
): CellOfKind<Kind> | undefined {
  const cell = cellNamed(document, name);
  return cell?.kind === kind ? (cell as CellOfKind<Kind>) : undefined;
}

/** All sets and lists are of ids, in the order of the document unless another is named. */
export class NotebookGraph {
  /** Every cell after what it depends on, otherwise as in the document; those in or behind a cycle come last. */
  readonly order: readonly string[];
  /** Cells that depend on themselves. */
  readonly cyclic: ReadonlySet<string>;
  private readonly ids: readonly string[];
  private readonly needs = new Map<string, readonly string[]>();
  private readonly needed = new Map<string, string[]>();

  constructor({ cells }: Pick<NotebookDocument, 'cells'>) {
    this.ids = [...new Set(cells.map(({ id }) => id))];
    const named = new Map<string, string>();
    for (const cell of cells) {
      const name = nameOf(cell);
      if (name !== null && !named.has(name)) named.set(name, cell.id);
    }
    for (const id of this.ids) this.needed.set(id, []);
    for (const cell of cells) {
      if (this.needs.has(cell.id)) continue;
      const ids = referencesOf(cell).flatMap(({ name }) => named.get(name) ?? []);
      this.needs.set(cell.id, ids);
      for (const id of ids) this.needed.get(id)!.push(cell.id);
    }
    this.order = this.sorted();
    this.cyclic = new Set(this.ids.filter((id) => this.reach(id, this.needs).has(id)));
  }

  /** What a cell names. */
  dependencies(id: string): readonly string[] {
    return this.needs.get(id) ?? [];
  }

  /** What names a cell. */
  dependents(id: string): readonly string[] {
    return this.needed.get(id) ?? [];
  }

  /** All that a cell depends on, directly or not; itself only where there is a cycle. In the order of `order`. */
  ancestors(id: string): string[] {
    const reached = this.reach(id, this.needs);
    return this.order.filter((other) => reached.has(other));
  }

  /** All that depends on a cell, directly or not; itself only where there is a cycle. In the order of `order`. */
  descendants(id: string): string[] {
    const reached = this.reach(id, this.needed);
    return this.order.filter((other) => reached.has(other));
  }

  private reach(from: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
    const reached = new Set<string>();
    const waiting = [...(edges.get(from) ?? [])];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (reached.has(id)) continue;
      reached.add(id);
      waiting.push(...(edges.get(id) ?? []));
    }
    return reached;
  }

  private sorted(): string[] {
    const done = new Set<string>();
    let left = this.ids;
    for (;;) {
      const next = left.find((id) => this.dependencies(id).every((needed) => done.has(needed)));
      if (next === undefined) return [...done, ...left];
      done.add(next);
      left = left.filter((id) => id !== next);
    }
  }
}
