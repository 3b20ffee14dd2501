/** Presentations: which cells are screens, what each key does, and how a lesson keeps time. */
import { describe, expect, it } from 'vitest';
import type { Cell, Lesson, LessonStep } from '../../../src/notebook/document/types.ts';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';
import { focusOn, presentCommand, type Focus } from '../../../src/ui/present/clicker.ts';
import { clockText, startsOf, stepOn, timesAt } from '../../../src/ui/present/lessonTime.ts';
import { firstScreen, screenOf, screensOf } from '../../../src/ui/present/screens.ts';

const cell = (id: string, folded = false): Cell => ({
  kind: 'markdown',
  id,
  title: id,
  text: '',
  ...(folded && { folded }),
});
const step = (minutes: number, cell: string | null): LessonStep => ({ minutes, cell, title: '', notes: '' });
const cells = [cell('intro'), cell('data', true), cell('result'), cell('run'), cell('limits')];
const ids = (document: Parameters<typeof screensOf>[0]) =>
  screensOf(document).map((screen) => (screen.kind === 'cell' ? screen.cell.id : 'TITLE'));

describe('the screens of a notebook', () => {
  it('are its title and its cells, but for those that are folded away', () => {
    expect(ids({ cells })).toEqual(['TITLE', 'intro', 'result', 'run', 'limits']);
  });

  it('are those that the lesson shows in any case', () => {
    const lesson: Lesson = { aims: [], steps: [step(3, 'intro'), step(2, 'data'), step(1, null)] };
    expect(ids({ cells, lesson })).toEqual(['TITLE', 'intro', 'data', 'result', 'run', 'limits']);
  });

  it('begin with the selected cell, or the one shown before it', () => {
    expect(firstScreen({ cells }, null)).toBe(0);
    expect(firstScreen({ cells }, 'result')).toBe(2);
    expect(firstScreen({ cells }, 'data')).toBe(1);
    expect(firstScreen({ cells: [cell('data', true), cell('intro')] }, 'data')).toBe(0);
    expect(firstScreen({ cells }, 'gone')).toBe(0);
  });

  it('are found by their cells', () => {
    const screens = screensOf({ cells });
    expect(screenOf(screens, 'limits')).toBe(4);
    expect(screenOf(screens, 'data')).toBeNull();
  });

  it('show every step of every shipped lesson', async () => {
    for (const { load } of shippedNotebooks) {
      const document = await load();
      const screens = screensOf(document);
      for (const { cell: shown } of document.lesson?.steps ?? []) {
        if (shown !== null) expect(screenOf(screens, shown), `${document.id}: ${shown}`).not.toBeNull();
      }
    }
  });
});

describe('the keys of a presentation', () => {
  const press = (key: string, focus: Focus = 'screen', mods: object = {}, lettersOff = false) =>
    presentCommand({ key, ctrl: false, shift: false, alt: false, ...mods }, focus, lettersOff);

  it.each([
    ['ArrowRight', 'next'],
    ['PageDown', 'next'],
    [' ', 'next'],
    ['ArrowLeft', 'previous'],
    ['PageUp', 'previous'],
    ['Home', 'first'],
    ['End', 'last'],
    ['Escape', 'leave'],
    ['n', 'notes'],
    ['N', 'notes'],
    ['f', 'fullscreen'],
    ['.', 'blank'],
    ['ArrowDown', null],
    ['ArrowUp', null],
    ['Tab', null],
    ['Enter', null],
    ['constructor', null],
  ])('%s: %s', (key, command) => expect(press(key)).toBe(command));

  it('pass what is left of a cell with Shift and an arrow', () => {
    expect(press('ArrowRight', 'screen', { shift: true })).toBe('next-cell');
    expect(press('ArrowLeft', 'button', { shift: true })).toBe('previous-cell');
    expect(press('ArrowRight', 'line', { shift: true })).toBeNull();
    expect(press('ArrowRight', 'choice', { shift: true })).toBeNull();
  });

  it('go back with Shift and Space, and run with Ctrl or Shift and Enter', () => {
    expect(press(' ', 'screen', { shift: true })).toBe('previous');
    expect(press('Enter', 'screen', { shift: true })).toBe('run');
    expect(press('Enter', 'line', { ctrl: true })).toBe('run');
  });

  it('leave the browser its own', () => {
    expect(press('f', 'screen', { ctrl: true })).toBeNull();
    expect(press('ArrowLeft', 'screen', { alt: true })).toBeNull();
    expect(press('PageDown', 'screen', { shift: true })).toBeNull();
  });

  it('leave to a field what it needs, and Escape leads out of it', () => {
    for (const key of ['ArrowRight', ' ', 'Home', 'n', '.']) expect(press(key, 'line')).toBeNull();
    for (const key of ['ArrowRight', ' ', 'PageDown', 'End', 'n']) expect(press(key, 'field')).toBeNull();
    expect(press('Escape', 'line')).toBe('leave-field');
    expect(press('Escape', 'field')).toBe('leave-field');
  });

  it('let a clicker go on from a question, a choice or a button', () => {
    for (const focus of ['line', 'choice', 'button'] as const) {
      expect(press('PageDown', focus)).toBe('next');
      expect(press('PageUp', focus)).toBe('previous');
    }
    expect(press(' ', 'button')).toBeNull();
    expect(press('ArrowRight', 'button')).toBe('next');
    expect(press('ArrowRight', 'choice')).toBeNull();
  });

  it('are no single letters where those are turned off', () => {
    expect(press('n', 'screen', {}, true)).toBeNull();
    expect(press('.', 'screen', {}, true)).toBeNull();
    expect(press('PageDown', 'screen', {}, true)).toBe('next');
  });

  it('take the first kind of element that fits', () => {
    const matching = (part: string) => focusOn({ matches: (selector: string) => selector.includes(part) });
    expect(matching('[type="text"]')).toBe('line');
    expect(matching('[type="radio"]')).toBe('choice');
    expect(matching('summary')).toBe('button');
    expect(matching('textarea')).toBe('field');
    expect(matching('nothing of ours')).toBe('screen');
  });
});

describe('a lesson', () => {
  const lesson: Lesson = {
    aims: [],
    steps: [step(3, 'intro'), step(4, 'run'), step(2, null), step(5, 'result'), step(1, 'limits')],
  };
  const document = { cells, lesson };

  it('goes on as its cells come to the screen', () => {
    expect(stepOn(document, 'intro', -1)).toBe(0);
    expect(stepOn(document, 'run', 0)).toBe(1);
    expect(stepOn(document, 'run', 1)).toBe(1);
  });

  it('stays where it is at a figure that it comes back to later', () => {
    expect(stepOn(document, 'result', 0)).toBe(0);
    expect(stepOn(document, 'result', 1)).toBe(3);
  });

  it('passes over steps whose cells have gone by', () => {
    expect(stepOn(document, 'limits', 1)).toBe(4);
    expect(stepOn(document, 'limits', 0)).toBe(4);
  });

  it('does not go back by itself, nor on at cells of no step', () => {
    expect(stepOn(document, 'intro', 1)).toBe(1);
    expect(stepOn(document, 'data', 1)).toBe(1);
  });

  it('goes through all steps of a shipped lesson when its cells are shown in their order', async () => {
    const shipped = await shippedNotebooks.find(({ id }) => id === 'meow-minute')!.load();
    const { lesson } = shipped;
    let at = -1;
    const passed = shipped.cells.map(({ id }) => (at = stepOn({ ...shipped, lesson: lesson! }, id, at)));
    expect(passed.at(-1)).toBe(lesson!.steps.length - 1);
    expect([...passed].sort((one, other) => one - other)).toEqual(passed);
    expect(new Set(passed).size).toBeGreaterThanOrEqual(lesson!.steps.length - 1);
  });

  it('knows when its steps begin', () => {
    expect(startsOf(lesson.steps)).toEqual([0, 3, 7, 9, 14]);
  });

  it('sets the time used against the plan', () => {
    expect(timesAt(lesson.steps, 1, { lesson: 300, step: 100 })).toEqual({
      step: { used: 100, planned: 240 },
      lesson: { used: 300, planned: 900 },
      late: 0,
    });
    expect(timesAt(lesson.steps, 1, { lesson: 500, step: 300 }).late).toBe(80);
    expect(timesAt(lesson.steps, -1, { lesson: 0, step: 0 }).late).toBe(0);
  });

  it('writes times as clocks do', () => {
    expect([0, 59.9, 60, 605, 3_600].map(clockText)).toEqual(['0:00', '0:59', '1:00', '10:05', '60:00']);
  });
});
