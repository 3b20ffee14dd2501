/** Something that a cell has as long as its notebook is open, whether the cell is shown or folded. */
export class PerCell<Thing> {
  private readonly made = new WeakMap<object, Map<string, Thing>>();

  /** What a cell has; made when it is first asked for. */
  of(notebook: object, cellId: string, make: () => Thing): Thing {
    const own = this.made.get(notebook) ?? new Map<string, Thing>();
    this.made.set(notebook, own);
    if (!own.has(cellId)) own.set(cellId, make());
    return own.get(cellId)!;
  }
}
