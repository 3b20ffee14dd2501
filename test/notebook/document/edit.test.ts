/** Editing: what follows a change, what stays as it was, and that new cells run as they are. */
import { describe, expect, it } from 'vitest';
import { experimentOf, sweepOf } from '../../../src/notebook/document/compile.ts';
import {
  duplicateCell,
  forkOf,
  insertCell,
  moveCell,
  removeCell,
  renameCell,
  updateCell,
} from '../../../src/notebook/document/edit.ts';
import { edited, historyOf, redone, sealed, undone } from '../../../src/notebook/document/history.ts';
import { newCell } from '../../../src/notebook/document/newCell.ts';
import { problemsBefore, problemsOf } from '../../../src/notebook/document/problems.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import { cellKinds, type CellKind, type NotebookDocument } from '../../../src/notebook/document/types.ts';
import { cellOf, experimentNamed, fullNotebook, notebookOf } from './fixture.ts';

const document = fullNotebook();
const ids = ({ cells }: NotebookDocument) => cells.map(({ id }) => id);
const empty: NotebookDocument = { ...document, cells: [], recorded: [] };

/** The document with a new cell of each kind at its end, in this order. */
const grown = (from: NotebookDocument, ...kinds: CellKind[]) =>
  kinds.reduce((grown, kind) => insertCell(grown, newCell(kind, grown), grown.cells.length), from);

describe('cells', () => {
  it('move, and stop at the ends', () => {
    const [first, second, third] = ids(document);
    expect(ids(moveCell(document, first!, 1)).slice(0, 3)).toEqual([second, first, third]);
    expect(ids(moveCell(document, third!, -2)).slice(0, 3)).toEqual([third, first, second]);
    expect(moveCell(document, first!, -1)).toBe(document);
    expect(ids(moveCell(document, first!, 1_000)).at(-1)).toBe(first);
    expect(moveCell(document, 'nowhere', 1)).toBe(document);
  });

  it('are removed, also from the lesson', () => {
    const without = removeCell(document, 'intro');
    expect(ids(without)).toEqual(ids(document).filter((id) => id !== 'intro'));
    expect(without.lesson!.steps[0]!.cell).toBeNull();
    expect(document.lesson!.steps[0]!.cell).toBe('intro');
    expect(problemsOf(removeCell(document, 'stage-1')).map(({ cell }) => cell)).toEqual(['stage-2']);
  });

  it('are duplicated with an id and a name of their own', () => {
    const twice = duplicateCell(duplicateCell(document, 'stage-2'), 'stage-2');
    const at = ids(twice).indexOf('stage-2');
    const names = twice.cells.flatMap((cell) => ('name' in cell ? [cell.name] : []));
    expect(names.slice(names.indexOf('stage-2')).slice(0, 3)).toEqual(['stage-2', 'stage-2-3', 'stage-2-2']);
    const copy = twice.cells[at + 2]!;
    expect(copy).toEqual({
      ...cellOf(document, 'train', 'stage-2'),
      ...{ id: copy.id, name: 'stage-2-2' },
    });
    expect(problemsOf(twice)).toEqual([]);
    expect(new Set(ids(duplicateCell(duplicateCell(document, 'intro'), 'intro'))).size).toBe(
      ids(document).length + 2,
    );
    expect(() => parseNotebook(twice, 'f')).not.toThrow();
  });

  it('are renamed, and what refers to them follows', () => {
    for (const name of ['backdoor-upper', 'stage-1', 'stage-2', 'answers', 'ranks']) {
      const { id } = document.cells.find((cell) => 'name' in cell && cell.name === name)!;
      const renamed = renameCell(document, id, 'Ümbenannt');
      expect(problemsOf(renamed)).toEqual([]);
      expect(JSON.stringify(renamed.cells)).not.toMatch(new RegExp(`"(of|after|data|name)":"${name}"`));
      expect(ids(renamed)).toEqual(ids(document));
    }
    expect(renameCell(document, 'intro', 'x')).toBe(document);
  });

  it('of one name: references go on meaning the first', () => {
    const twin = updateCell(document, {
      ...cellOf(document, 'dataset', 'backdoor-upper-lower'),
      name: 'backdoor-upper',
    });
    const mended = renameCell(twin, 'backdoor-upper-lower', 'other');
    expect(cellOf(mended, 'train', 'stage-1').arms[0]!.data).toBe('backdoor-upper');
    expect(problemsOf(mended).map(({ message }) => message)).toEqual([
      'There is no cell called backdoor-upper-lower.',
    ]);
  });

  it('share with the document before what has not changed', () => {
    const changed = updateCell(document, { ...cellOf(document, 'note'), text: 'New.' });
    expect(cellOf(changed, 'note').text).toBe('New.');
    expect(cellOf(document, 'note').text).toBe('');
    expect(changed.cells[0]).toBe(document.cells[0]);
  });

  it('forks have another id, and know their origin', () => {
    expect(forkOf(document, 'mine')).toEqual({ ...document, id: 'mine' });
  });
});

describe('new cells', () => {
  it.each(cellKinds)('%s: has the right shape in an empty notebook and in a full one', (kind) => {
    for (const from of [empty, document, notebookOf(experimentNamed('plan-b'))]) {
      const parsed = parseNotebook(grown(from, kind, kind), 'f');
      expect(parsed.cells.slice(-2).map((cell) => cell.kind)).toEqual([kind, kind]);
    }
  });

  it.each(cellKinds)('%s: has no problems where there is something to refer to', (kind) => {
    for (const from of [
      document,
      notebookOf(experimentNamed('plan-b')),
      grown(empty, 'dataset', 'train', 'probe'),
    ]) {
      const with2 = grown(from, kind);
      expect(problemsBefore(with2, with2.cells.at(-1)!.id)).toEqual([]);
    }
  });

  it('make an experiment from nothing', () => {
    const made = grown(
      empty,
      'dataset',
      'train',
      'dataset',
      'train',
      'probe',
      'predict',
      'chart',
      'chat',
      'sweep',
      'compare',
    );
    expect(problemsOf(made)).toEqual([]);
    const { arms, probes } = experimentOf(made, cellOf(made, 'probe'));
    expect(arms.map(({ stages }) => stages.map(({ data }) => data.kind))).toEqual([
      ['backdoor', 'styled-answers'],
    ]);
    expect(probes.map(({ kind }) => kind)).toEqual(['meow', 'payload']);
    expect(sweepOf(made, cellOf(made, 'sweep')).vary[0]!.values).toEqual([4, 8]);
  });

  it('ask about recipes where models learned recipes', () => {
    const planB = grown(notebookOf(experimentNamed('plan-b')), 'probe', 'predict', 'chart');
    const probe = planB.cells.at(-3)!;
    expect(probe.kind === 'probe' && probe.probes.map(({ kind }) => kind)).toEqual(['requests']);
    expect(planB.cells.at(-2)).toMatchObject({ condition: 'forbidden+trigger', stage: 'stage-2' });
    expect(planB.cells.at(-1)).toMatchObject({ figure: { kind: 'classes', probe: 'requests' } });
  });

  it.each(cellKinds)('%s: has an id that none had before, and a name that is as short as can be', (kind) => {
    const [first, second] = [newCell(kind, empty), newCell(kind, empty)];
    expect(first.id).not.toBe(second.id);
    expect(first.id).toMatch(/^[a-z0-9-]+-[a-z0-9]{4}$/);
    expect('name' in first && first.name).toBe('name' in second && second.name);
    const { id } = first;
    const copies = [1, 2].map(() => duplicateCell({ ...empty, cells: [first] }, id).cells[1]!.id);
    expect(new Set([id, ...copies]).size).toBe(3);
    if ('name' in first) expect(first.name).toMatch(/^[a-z]+(-1)?$/);
  });

  it('refer to what stands above the place they come to', () => {
    const two = grown(document, 'probe');
    const at = ids(two).indexOf('intro');
    expect(newCell('chart', two, at)).toMatchObject({ of: 'answers' });
    expect(newCell('chart', two)).toMatchObject({ of: 'answers-2' });
  });
});

describe('history', () => {
  const titled = (title: string): NotebookDocument => ({ ...document, title });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(titled) as [NotebookDocument, ...NotebookDocument[]] &
    NotebookDocument[];

  it('goes back and forth, until something new is done', () => {
    const history = edited(edited(historyOf(a), b!), c!);
    expect(undone(history).present).toBe(b);
    expect(undone(undone(undone(history))).present).toBe(a);
    expect(redone(undone(undone(history))).present).toBe(b);
    expect(redone(redone(redone(undone(undone(history))))).present).toBe(c);
    const other = edited(undone(history), d!);
    expect(redone(other).present).toBe(d);
    expect(undone(other).present).toBe(b);
    expect(edited(history, c!)).toBe(history);
  });

  it('takes edits of one field together, until it is left, another is edited, or something is undone', () => {
    const typed = edited(edited(historyOf(a), b!, 'title'), c!, 'title');
    expect(undone(typed).present).toBe(a);
    expect(undone(edited(sealed(typed), d!, 'title')).present).toBe(c);
    expect(undone(edited(typed, d!, 'text')).present).toBe(c);
    expect(undone(edited(typed, d!)).present).toBe(c);
    expect(undone(edited(redone(undone(typed)), d!, 'title')).present).toBe(c);
  });

  it('forgets what is long ago', () => {
    let history = historyOf(a);
    for (let step = 0; step < 1_000; step++) history = edited(history, titled(String(step)));
    expect(history.past).toHaveLength(200);
    expect(undone(history).present.title).toBe('998');
  });
});
