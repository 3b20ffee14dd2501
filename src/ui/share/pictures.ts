/** The figures of a notebook as pictures that need no style sheet. */
import { flushSync, mount, unmount, type ComponentProps } from 'svelte';
import type { Cell } from '../../notebook/document/types.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import CellFigure from '../cells/CellFigure.svelte';
import { chartSheet, serialize } from '../figures/sheet.ts';
import { language } from '../language.ts';
import { cells as texts } from '../texts/index.ts';
import type { Speech } from './speech.ts';

type Picture = { svg: string } | 'undrawn';

/**
 * By the ids of their cells. A figure is taken as it stands on the page, where it stands there as a chart in the language
 * that is asked for. Otherwise, as where it shows its table, or its cell is folded or not on the page, it is drawn once
 * more. One without results, or whose results are covered, is left out.
 */
export function picturesOf(notebook: OpenNotebook, speech: Speech): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const cell of notebook.document.cells) {
    const figure = document.querySelector<HTMLElement>(
      `[data-cell="${CSS.escape(cell.id)}"] figure[data-figure]`,
    );
    const isThere = figure && hasChart(figure) && speech.language === language;
    const picture = isThere ? pictureOf(figure, cell) : drawnIn(speech, cell, notebook);
    if (picture) pictures.set(cell.id, picture);
  }
  return pictures;
}

function drawnIn(speech: Speech, cell: Cell, notebook: OpenNotebook): Picture | null {
  // What the page has still to draw is drawn in its own words.
  flushSync();
  return speech.within(() => drawn(cell, notebook));
}

/** Draws the figure of a cell beside the page, for as long as it takes to copy it: nobody sees or hears of it. */
function drawn(cell: Cell, notebook: OpenNotebook): Picture | null {
  const figure = figureOf(cell, notebook);
  if (!figure) return null;
  const place = document.createElement('div');
  Object.assign(place.style, { position: 'absolute', left: '-200vw', width: 'var(--wide)' });
  document.body.append(place);
  let component: object | null = null;
  try {
    component = mount(CellFigure, { target: place, props: { ...figure, notebook } });
    // Charts are drawn once their width is known.
    flushSync();
    const made = place.querySelector<HTMLElement>('figure[data-figure]');
    if (made && hasChart(made)) return pictureOf(made, cell);
    return made?.matches('[data-empty]') ? null : 'undrawn';
  } catch {
    return 'undrawn';
  } finally {
    if (component) void unmount(component);
    place.remove();
  }
}

/** What a cell draws first; null where it has no figure. */
function figureOf(
  cell: Cell,
  notebook: OpenNotebook,
): Omit<ComponentProps<typeof CellFigure>, 'notebook'> | null {
  switch (cell.kind) {
    case 'chart':
    case 'compare':
      return { of: cell.of, figure: cell.figure, title: cell.title };
    case 'train':
      return { of: cell.name, figure: { kind: 'curves' }, title: texts.train.curves };
    case 'probe': {
      const kind = cell.probes[0]?.kind;
      if (kind !== 'meow' && kind !== 'requests') return null;
      const first = notebook.viewOf(cell)?.rows.find(({ probe }) => probe === kind);
      const condition = first?.condition ?? 'trigger';
      return { of: cell.name, figure: { kind: 'classes', probe: kind, condition }, title: cell.title };
    }
    default:
      return null;
  }
}

const hasChart = (figure: HTMLElement): boolean => figure.querySelector('svg[data-chart]') !== null;

function pictureOf(figure: HTMLElement, { title }: Cell): Picture {
  const words = ['.where', 'figcaption p'].map((place) => figure.querySelector(place)?.textContent ?? '');
  const notes = words.map(asSentence).filter((text) => text !== '.');
  return { svg: serialize(chartSheet(figure, { title, notes })) };
}

const asSentence = (text: string): string => `${text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')}.`;
