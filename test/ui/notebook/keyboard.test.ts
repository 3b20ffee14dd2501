/** Which keys mean which command, whatever the browser and CapsLock make of their letters. */
import { describe, expect, it } from 'vitest';
import { Keyboard, keysOf, strokeOf, type Command } from '../../../src/ui/notebook/keyboard.ts';

type Keys = Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>>;

/** What keys pressed one after the other come to, 100 ms apart. */
function commandOf(keys: readonly (readonly [key: string, held?: Keys])[], onCell = true): Command | null {
  const keyboard = new Keyboard();
  let command: Command | null = null;
  keys.forEach(([key, held], index) => {
    const event = { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
    command = keyboard.commandFor(strokeOf(event), onCell, index * 100);
  });
  return command;
}

const shift = { shiftKey: true };

describe('a letter', () => {
  it.each<[string, string, Keys, Command]>([
    ['alone', 'j', {}, 'next'],
    ['with Shift', 'J', shift, 'move-down'],
    ['with CapsLock', 'J', {}, 'next'],
    ['with CapsLock, to insert', 'A', {}, 'insert-above'],
    ['with CapsLock and Shift', 'j', shift, 'move-down'],
    ['with CapsLock, to undo and not to redo', 'Z', {}, 'undo'],
    ['with Ctrl', 's', { ctrlKey: true }, 'save'],
    ['with Ctrl and CapsLock', 'S', { ctrlKey: true }, 'save'],
    ['with Ctrl and Shift', 'P', { ctrlKey: true, ...shift }, 'palette'],
    ['with Cmd and Shift, which macOS leaves small', 'p', { metaKey: true, ...shift }, 'palette'],
  ])('%s', (_, key, held, command) => {
    expect(commandOf([[key, held]])).toBe(command);
  });

  it('means nothing while a field has the focus, but for those with Ctrl', () => {
    expect(commandOf([['J']], false)).toBeNull();
    expect(commandOf([['S', { ctrlKey: true }]], false)).toBe('save');
  });

  it('that has no other case stays what it is', () => {
    expect(strokeOf({ key: 'ß', ctrlKey: false, metaKey: false, ...shift, altKey: false }).key).toBe('ß');
  });
});

it('Keys that were pressed twice mean one command', () => {
  expect(commandOf([['0'], ['0']])).toBe('restart');
  expect(commandOf([['D'], ['d']])).toBe('remove');
  expect(commandOf([['d'], ['j'], ['d']])).toBeNull();
  expect(commandOf([['i'], ['0']])).toBeNull();
});

it('The return key means what is held with it', () => {
  expect(commandOf([['Enter']])).toBe('edit');
  expect(commandOf([['Enter']], false)).toBeNull();
  expect(commandOf([['Enter', { altKey: true }]], false)).toBe('run-and-insert');
  expect(commandOf([['Enter', shift]], false)).toBe('run-and-advance');
  expect(commandOf([['Enter', { metaKey: true }]], false)).toBe('run');
});

it('Keys are told as they are pressed', () => {
  expect(keysOf('palette')).toEqual(['Ctrl + Shift + P']);
  expect(keysOf('save')).toEqual(['Ctrl + S']);
  expect(keysOf('move-down')).toEqual(['Shift + J']);
  expect(keysOf('remove')).toEqual(['d d']);
});
