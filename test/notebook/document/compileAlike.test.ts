/** What is typed around experiments compiles none of them again, and whatever they are made of does. */
import { expect, it } from 'vitest';
import { compileAlike } from '../../../src/notebook/document/compile.ts';
import {
  duplicateCell,
  foldCell,
  moveCell,
  removeCell,
  updateCell,
} from '../../../src/notebook/document/edit.ts';
import type { Cell, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { compiledCells } from '../../../src/notebook/session/standing.ts';
import { cellOf, fullNotebook } from './fixture.ts';

const document = fullNotebook();
const keysOf = (one: NotebookDocument) =>
  [...compiledCells(one)].map(([id, { compiled }]) => [id, 'key' in compiled ? compiled.key : 'problem']);
const prose = document.cells.filter(({ kind }) => ['markdown', 'note', 'chart', 'predict'].includes(kind));

it.each(prose.map((cell): [string, Cell] => [cell.kind, cell]))(
  'nothing is compiled again for a text in a cell of kind %s',
  (_, cell) => {
    const next = updateCell(document, { ...cell, text: `${cell.text} More.` });
    expect(next).not.toBe(document);
    expect(compileAlike(document, next)).toBe(true);
    expect(keysOf(next)).toEqual(keysOf(document));
  },
);

it.each<[string, (one: NotebookDocument) => NotebookDocument]>([
  ['a dataset is edited', (one) => updateCell(one, { ...cellOf(one, 'dataset'), title: 'Other' })],
  ['a train cell is removed', (one) => removeCell(one, cellOf(one, 'train').id)],
  ['a probe cell is there twice', (one) => duplicateCell(one, cellOf(one, 'probe').id)],
  ['the seeds change', (one) => ({ ...one, setup: { ...one.setup, seeds: [7] } })],
  ['it is another preset', (one) => ({ ...one, preset: 'again' })],
])('everything is where %s', (_, change) => {
  expect(compileAlike(document, change(document))).toBe(false);
});

it('what is moved or folded goes by what it passes', () => {
  const text = prose.find(({ kind }) => kind === 'markdown')!;
  expect(compileAlike(document, moveCell(document, text.id, 1))).toBe(true);
  expect(compileAlike(document, foldCell(document, text.id, true))).toBe(true);
  expect(compileAlike(document, document)).toBe(true);
});
