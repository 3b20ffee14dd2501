/** What somebody writes of a further example: there as long as the notebook is open, whether the cell is folded or not. */
import type { OpenNotebook } from '../../../notebook/session/openNotebook.svelte.ts';
import { PerCell } from '../../../notebook/session/perCell.ts';
import type { TypedField } from '../../../notebook/session/typing.svelte.ts';

export class NewExampleText implements TypedField {
  prompt = $state('');
  chosen = $state('');
  rejected = $state('');

  constructor(private readonly isWanted: () => boolean) {}

  get isOpen(): boolean {
    return this.isWanted() && [this.prompt, this.chosen, this.rejected].some((text) => text.trim() !== '');
  }

  take(): void {
    // Whether it is an example already is for the reader to say.
  }

  clear(): void {
    [this.prompt, this.chosen, this.rejected] = ['', '', ''];
  }
}

const texts = new PerCell<NewExampleText>();

export function newExampleOf(notebook: OpenNotebook, cellId: string): NewExampleText {
  return texts.of(notebook, cellId, () => {
    const text = new NewExampleText(() => {
      const cell = notebook.cell(cellId);
      return cell?.kind === 'dataset' && cell.data.kind === 'own';
    });
    notebook.typing.follow(text);
    return text;
  });
}
