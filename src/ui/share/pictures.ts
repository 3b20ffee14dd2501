/** The figures of a notebook as they stand on the page, as pictures that need no style sheet. */
import type { NotebookDocument } from '../../notebook/document/types.ts';
import { chartSheet, serialize } from '../figures/sheet.ts';

/** By the ids of their cells; figures that show a table, or nothing yet, are left out. */
export function picturesOf({ cells }: NotebookDocument): Map<string, { svg: string }> {
  const pictures = new Map<string, { svg: string }>();
  for (const { id, title } of cells) {
    const figure = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(id)}"] figure[data-figure]`);
    if (!figure?.querySelector('svg[data-chart]')) continue;
    const words = ['.where', 'figcaption p'].map((place) => figure.querySelector(place)?.textContent ?? '');
    const notes = words.map(asSentence).filter((text) => text !== '.');
    pictures.set(id, { svg: serialize(chartSheet(figure, { title, notes })) });
  }
  return pictures;
}

const asSentence = (text: string): string => `${text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')}.`;
