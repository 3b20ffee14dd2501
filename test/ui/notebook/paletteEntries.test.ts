/** The list of all commands has whatever can be done, and nothing that would do nothing. */
import { beforeEach, describe, expect, it } from 'vitest';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import { cellKinds, type ProbeCell, type ViewOptions } from '../../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { paletteEntries, type Doings } from '../../../src/ui/notebook/paletteEntries.ts';
import { classroom, shell } from '../../../src/ui/texts/index.ts';
import { meowNotebook, recorded } from '../../notebook/exchange/fixture.ts';

const { bar, commands, kinds, palette } = shell;

let notebook: OpenNotebook;
let done: unknown[];

const note =
  (what: string) =>
  (...given: unknown[]): void =>
    void done.push([what, ...given]);
const doings: Doings = {
  ...{ command: note('command'), insert: note('insert'), duplicate: note('duplicate'), goTo: note('goTo') },
  ...{ share: note('share'), pool: note('pool'), present: note('present') },
  ...{ toOriginal: note('toOriginal'), forget: note('forget') },
};

function open(view: Partial<ViewOptions> = {}): void {
  const document = { ...meowNotebook, recorded: [] };
  notebook = new OpenNotebook(
    { document, shelved: null, view },
    createServices(() => {}),
    () => {},
  );
}

const entries = () => paletteEntries(notebook, doings);
const labels = () => entries().map(({ label }) => label);
const entryOf = (label: string) => entries().find((one) => one.label === label)!;
const ids = () => notebook.document.cells.map(({ id }) => id);

beforeEach(() => {
  done = [];
  open();
});

describe('the list of all commands', () => {
  it('inserts every kind of cell above and below the selected one, with the keys of texts', () => {
    notebook.selected = ids()[1]!;
    for (const kind of cellKinds) {
      expect(labels()).toContain(palette.insertAbove(kinds[kind]));
      expect(labels()).toContain(palette.insertBelow(kinds[kind]));
    }
    expect(entryOf(palette.insertAbove(kinds.markdown)).keys).toBe('a');
    expect(entryOf(palette.insertBelow(kinds.markdown)).keys).toBe('b');
    expect(entryOf(palette.insertBelow(kinds.chat)).keys).toBe('');
    entryOf(palette.insertAbove(kinds.sweep)).act();
    entryOf(palette.insertBelow(kinds.sweep)).act();
    expect(done).toEqual([
      ['insert', 'sweep', 1],
      ['insert', 'sweep', 2],
    ]);
  });

  it('inserts at the end while no cell is selected', () => {
    expect(labels().join()).not.toContain(palette.insertAbove(''));
    entryOf(shell.insert.at(kinds.note)).act();
    expect(done).toEqual([['insert', 'note', ids().length]]);
  });

  it('has what is done with the selected cell, as far as it can be', () => {
    const absent = [palette.duplicate, commands.remove, commands.edit, commands.fold, commands['move-up']];
    for (const label of absent) expect(labels()).not.toContain(label);
    notebook.selected = ids()[0]!;
    expect(labels()).toContain(palette.duplicate);
    expect(labels()).toContain(commands['move-down']);
    for (const label of [commands['move-up'], commands.previous, palette.runAbove])
      expect(labels()).not.toContain(label);
    notebook.selected = ids().at(-1)!;
    for (const label of [commands['move-up'], commands.previous, palette.runAbove])
      expect(labels()).toContain(label);
    expect(labels()).not.toContain(commands['move-down']);
    entryOf(palette.duplicate).act();
    entryOf(commands.remove).act();
    expect(done).toEqual([
      ['duplicate', notebook.selected],
      ['command', 'remove'],
    ]);
    expect(entryOf(commands.remove).keys).toBe('d d');
  });

  it('has what is done with the whole notebook', () => {
    for (const [label, what] of [
      [bar.share, 'share'],
      [bar.present, 'present'],
      [classroom.pool.title, 'pool'],
    ] as const) {
      entryOf(label).act();
      expect(done.at(-1)).toEqual([what]);
    }
    expect(labels()).toContain(bar.runAll);
    expect(labels()).not.toContain(bar.runStale);
    expect(labels()).not.toContain(bar.forget);
  });

  it('has what can be undone, and a way back, once something was changed', () => {
    for (const label of [commands.undo, commands.redo, bar.original]) expect(labels()).not.toContain(label);
    expect(labels()).toContain(commands.save);
    notebook.change({ ...notebook.document, title: 'Mine' });
    expect(labels()).toContain(commands.undo);
    notebook.undo();
    expect(labels()).toContain(commands.redo);
    expect(labels()).not.toContain(commands.undo);
  });

  it('offers to go back to the original once the notebook is kept', async () => {
    await notebook.keeping.keep();
    // Node has no database: it is kept in this tab only, and saving is worth another try.
    expect(notebook.keeping.unsaved).toBe('tab');
    expect(labels()).toContain(commands.save);
    notebook.keeping.state = { status: 'saved', kept: 'browser' };
    expect(labels()).not.toContain(commands.save);
    entryOf(bar.original).act();
    expect(done).toEqual([['toOriginal']]);
  });

  it('runs what is stale, and forgets what was run', async () => {
    const probe = notebook.document.cells.find((cell): cell is ProbeCell => cell.kind === 'probe')!;
    const { kept: _kept, ...result } = recorded();
    await notebook.results.keep(probe.id, keyOfResult(notebook.document, probe)!, result);
    expect(labels()).toContain(bar.forget);
    expect(labels()).not.toContain(bar.runStale);
    const [asked, ...others] = probe.probes;
    const probes = [{ ...asked!, prompts: 7 } as typeof asked & object, ...others];
    notebook.change(updateCell(notebook.document, { ...probe, probes }));
    expect(labels()).toContain(bar.runStale);
  });

  it('leaves out what a link forbids', () => {
    open({ locked: true, hide: ['run', 'share'] });
    notebook.selected = ids()[0]!;
    const left = labels().filter((label) => !label.startsWith(palette.goTo('')));
    expect(left).toEqual([
      bar.present,
      classroom.pool.title,
      commands.next,
      commands.fold,
      commands.help,
      commands.save,
    ]);
  });

  it('goes to every cell, also to one of two that are called alike', () => {
    notebook.duplicate(ids()[0]!);
    const places = entries().filter(({ label }) => label.startsWith(palette.goTo('')));
    for (const { act } of places) act();
    expect(done).toEqual(ids().map((id) => ['goTo', id]));
  });
});
