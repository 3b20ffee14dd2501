/** What a link that locks a notebook, or hides its controls, leaves to be done. */
import { describe, expect, it } from 'vitest';
import type { ViewOptions } from '../../../src/notebook/document/types.ts';
import {
  plainView,
  presetLink,
  readLink,
  viewIn,
  withView,
} from '../../../src/notebook/exchange/shareLink.ts';
import { isAllowed, mayRun } from '../../../src/ui/notebook/allowed.ts';
import type { Command } from '../../../src/ui/notebook/keyboard.ts';
import { shell } from '../../../src/ui/texts/index.ts';

const commands = Object.keys(shell.commands) as Command[];
const allowed = (view: Partial<ViewOptions>) =>
  commands.filter((command) => isAllowed(command, { ...plainView(), ...view }));

describe('a view', () => {
  it('allows everything unless a link says otherwise', () => {
    expect(allowed({})).toEqual(commands);
    expect(allowed({ hide: ['settings', 'share', 'recorded'] })).toEqual(commands);
  });

  it('that is locked allows what changes nothing', () => {
    expect(allowed({ locked: true })).toEqual([
      'run',
      'run-and-advance',
      'command-mode',
      'previous',
      'next',
      'fold',
      'interrupt',
      'restart',
      'help',
      'save',
      'palette',
    ]);
  });

  it('that hides the controls of runs starts none', () => {
    expect(mayRun({ hide: ['run'] })).toBe(false);
    const left = allowed({ hide: ['run'] });
    for (const command of ['run', 'run-and-advance', 'run-and-insert', 'restart'] as const) {
      expect(left).not.toContain(command);
    }
    expect(left).toContain('edit');
  });
});

describe('the address of a notebook', () => {
  const view: ViewOptions = { present: true, locked: true, ownSeed: false, hide: ['run', 'settings'] };

  it('says how it is shown, also of the reader’s own', () => {
    expect(viewIn('#notebook=abc-1&locked&hide=run,nonsense')).toEqual({
      present: false,
      locked: true,
      ownSeed: false,
      hide: ['run'],
    });
    expect(viewIn('#notebook=abc-1')).toEqual(plainView());
  });

  it('can be changed to another way of showing it, and keeps the notebook', async () => {
    const address = presetLink('meow-minute', view);
    const left = withView(address, { ...view, present: false });
    expect(left).toBe('#preset=meow-minute&locked&hide=run,settings');
    expect(withView(withView('#notebook=abc-1', view), plainView())).toBe('#notebook=abc-1');
    expect(await readLink(left)).toEqual({
      kind: 'preset',
      preset: 'meow-minute',
      view: { ...view, present: false, hide: ['settings', 'run'] },
    });
  });
});
