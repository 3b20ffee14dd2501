/** Which cells are folded or unfolded otherwise than the document says, where that is not to be changed. */
import { foldCell } from '../document/edit.ts';
import type { Cell, NotebookDocument } from '../document/types.ts';

export class Folds {
  private turned = $state.raw<readonly string[]>([]);

  get isEmpty(): boolean {
    return this.turned.length === 0;
  }

  isFolded({ id, folded = false }: Cell): boolean {
    return folded !== this.turned.includes(id);
  }

  turn(id: string): void {
    const others = this.turned.filter((other) => other !== id);
    this.turned = others.length < this.turned.length ? others : [...others, id];
  }

  /** The document as these cells are folded on the page; `shown` is what they were turned in. */
  in(document: NotebookDocument, shown: NotebookDocument): NotebookDocument {
    return this.turned.reduce((folded, id) => {
      const cell = shown.cells.find((one) => one.id === id);
      return cell ? foldCell(folded, id, this.isFolded(cell)) : folded;
    }, document);
  }

  clear(): void {
    this.turned = [];
  }
}
