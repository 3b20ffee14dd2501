/**
 * The keys of a presentation. A clicker sends PageDown and PageUp or the arrows, and a full stop or a B to blank the
 * screen. Whatever has the focus keeps the keys that it needs itself.
 */
import type { Stroke } from '../notebook/keyboard.ts';

export type PresentCommand =
  /** What of the screen is still to be seen, and then the next one. */
  | 'next'
  | 'previous'
  /** Past the rest of the screen. */
  | 'next-cell'
  | 'previous-cell'
  | 'first'
  | 'last'
  | 'run'
  | 'notes'
  | 'fullscreen'
  | 'blank'
  /** Out of a field, back to the screen. */
  | 'leave-field'
  /** Out of the presentation. */
  | 'leave';

/**
 * What has the focus: a field of several lines, or one that has a use for every key; a field of one line; one of
 * several choices; something that Space presses; or nothing of that kind.
 */
export type Focus = 'field' | 'line' | 'choice' | 'button' | 'screen';

const keys: Readonly<Record<string, PresentCommand>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  Escape: 'leave',
};

/** With Shift. */
const shifted: Readonly<Record<string, PresentCommand>> = {
  ' ': 'previous',
  ArrowRight: 'next-cell',
  ArrowLeft: 'previous-cell',
};

/** Letters and signs, which may be turned off (WCAG 2.1.4). */
const letters: Readonly<Record<string, PresentCommand>> = {
  n: 'notes',
  f: 'fullscreen',
  b: 'blank',
  '.': 'blank',
};

/** @param lettersOff whether single letters do nothing */
export function presentCommand(stroke: Stroke, focus: Focus, lettersOff = false): PresentCommand | null {
  const { key, ctrl, alt, shift } = stroke;
  if (key === 'Enter' && !alt && ctrl !== shift) return 'run';
  if (ctrl || alt) return null;
  const isField = focus === 'field' || focus === 'line';
  if (key === 'Escape') return isField ? 'leave-field' : 'leave';
  if (isKept(key, focus)) return null;
  if (shift && Object.hasOwn(shifted, key)) return shifted[key]!;
  if (Object.hasOwn(keys, key)) return shift ? null : keys[key]!;
  const letter = key.toLowerCase();
  return !lettersOff && Object.hasOwn(letters, letter) ? letters[letter]! : null;
}

/** Whether what has the focus needs the key. */
function isKept(key: string, focus: Focus): boolean {
  switch (focus) {
    case 'field':
      return true;
    case 'line':
      return key !== 'PageDown' && key !== 'PageUp';
    case 'choice':
      return ['ArrowLeft', 'ArrowRight', 'Home', 'End', ' '].includes(key);
    case 'button':
      return key === ' ';
    case 'screen':
      return false;
  }
}

const LINES = 'input:is([type="text"], [type="search"], :not([type]))';
const CHOICES = 'input[type="radio"], [role="radio"], [role="tab"], [role="menuitem"], [role="option"]';
const BUTTONS =
  'button, summary, input:is([type="checkbox"], [type="button"], [type="submit"]), [role="button"]';
const FIELDS = 'input, textarea, select, [contenteditable], [role="slider"], [role="textbox"]';

/** The more particular ones first. */
const kinds: readonly [selector: string, focus: Focus][] = [
  [LINES, 'line'],
  [CHOICES, 'choice'],
  [BUTTONS, 'button'],
  [FIELDS, 'field'],
];

export function focusOn(element: { matches: (selector: string) => boolean }): Focus {
  return kinds.find(([selector]) => element.matches(selector))?.[1] ?? 'screen';
}
