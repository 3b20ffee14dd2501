/**
 * The keyboard of a notebook, as people know it from others. Single letters act only while a cell itself, and no
 * field in it, has the focus, and can be turned off (WCAG 2.1.4).
 */
export type Command =
  | 'run'
  | 'run-and-advance'
  | 'run-and-insert'
  | 'command-mode'
  | 'edit'
  | 'previous'
  | 'next'
  | 'insert-above'
  | 'insert-below'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'to-markdown'
  | 'fold'
  | 'move-up'
  | 'move-down'
  | 'interrupt'
  | 'restart'
  | 'help'
  | 'save'
  | 'palette';

export interface Stroke {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

/** What works wherever the focus is. */
const anywhere: readonly [stroke: Partial<Stroke> & { key: string }, command: Command][] = [
  [{ key: 'Enter', shift: true }, 'run-and-advance'],
  [{ key: 'Enter', ctrl: true }, 'run'],
  [{ key: 'Enter', alt: true }, 'run-and-insert'],
  [{ key: 'Escape' }, 'command-mode'],
  [{ key: 's', ctrl: true }, 'save'],
  [{ key: 'P', ctrl: true, shift: true }, 'palette'],
];

/** What works while a cell has the focus, and no field. Two letters mean one after the other. */
const onCells: readonly [keys: string, command: Command][] = [
  ['Enter', 'edit'],
  ['ArrowUp', 'previous'],
  ['k', 'previous'],
  ['ArrowDown', 'next'],
  ['j', 'next'],
  ['a', 'insert-above'],
  ['b', 'insert-below'],
  ['d d', 'remove'],
  ['z', 'undo'],
  ['Z', 'redo'],
  ['m', 'to-markdown'],
  ['o', 'fold'],
  ['K', 'move-up'],
  ['J', 'move-down'],
  ['i i', 'interrupt'],
  ['0 0', 'restart'],
  ['h', 'help'],
];

/** How long the second of two letters may take, in milliseconds. */
const PATIENCE = 1_000;

/** For the help: every command with its keys. */
export const keysOf = (command: Command): string[] => [
  ...anywhere.filter(([, other]) => other === command).map(([stroke]) => strokeText(stroke)),
  ...onCells.filter(([, other]) => other === command).map(([keys]) => keyText(keys)),
];

export class Keyboard {
  private first: { key: string; at: number } | null = null;

  /** @param lettersOff whether single letters do nothing */
  constructor(private readonly lettersOff: () => boolean = () => false) {}

  /**
   * The command a stroke means; null if it means nothing.
   * @param onCell whether a cell itself has the focus
   * @param now milliseconds
   */
  commandFor(stroke: Stroke, onCell: boolean, now: number): Command | null {
    const everywhere = anywhere.find(([known]) => isSame(known, stroke));
    if (everywhere) return everywhere[1];
    if (!onCell || stroke.ctrl || stroke.alt) return null;
    if (this.lettersOff() && stroke.key.length === 1) return null;
    const { first } = this;
    this.first = null;
    if (first && first.key === stroke.key && now - first.at <= PATIENCE) {
      const twice = onCells.find(([keys]) => keys === `${stroke.key} ${stroke.key}`);
      if (twice) return twice[1];
    }
    if (onCells.some(([keys]) => keys.startsWith(`${stroke.key} `))) {
      this.first = { key: stroke.key, at: now };
      return null;
    }
    return onCells.find(([keys]) => keys === stroke.key)?.[1] ?? null;
  }
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export function strokeOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): Stroke {
  return { key: letterOf(key, shiftKey), ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey };
}

/** A letter is large with Shift and small without, although CapsLock turns that round, and Cmd on macOS undoes it. */
function letterOf(key: string, shift: boolean): string {
  const letter = shift ? key.toUpperCase() : key.toLowerCase();
  return key.length === 1 && letter.length === 1 ? letter : key;
}

function isSame(known: Partial<Stroke> & { key: string }, stroke: Stroke): boolean {
  return (
    known.key === stroke.key &&
    (known.ctrl ?? false) === stroke.ctrl &&
    (known.shift ?? false) === stroke.shift &&
    (known.alt ?? false) === stroke.alt
  );
}

const strokeText = ({ key, ctrl, shift, alt }: Partial<Stroke> & { key: string }): string =>
  [
    ctrl && 'Ctrl',
    alt && 'Alt',
    shift && 'Shift',
    keyName(key).replace(/^[a-z]$/, (letter) => letter.toUpperCase()),
  ]
    .filter(Boolean)
    .join(' + ');

/** A key, or two in a row; a capital letter by itself needs Shift. */
const keyText = (keys: string): string => keyName(keys).replace(/^[A-Z]$/, 'Shift + $&');

const keyName = (keys: string): string =>
  keys.replace('ArrowUp', '↑').replace('ArrowDown', '↓').replace('Escape', 'Esc');
