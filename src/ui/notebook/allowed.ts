/** What may be done in a notebook that a link has locked, or whose controls it hides. */
import type { ViewOptions } from '../../notebook/document/types.ts';
import type { Command } from './keyboard.ts';

const changing: ReadonlySet<Command> = new Set<Command>([
  'edit',
  'insert-above',
  'insert-below',
  'remove',
  'undo',
  'redo',
  'to-markdown',
  'move-up',
  'move-down',
  'run-and-insert',
]);
const running: ReadonlySet<Command> = new Set<Command>([
  'run',
  'run-and-advance',
  'run-and-insert',
  'restart',
]);

export const mayRun = ({ hide }: Pick<ViewOptions, 'hide'>): boolean => !hide.includes('run');

/** Whether a command does something there. */
export function isAllowed(command: Command, view: ViewOptions): boolean {
  if (changing.has(command) && (view.locked || view.present)) return false;
  return !running.has(command) || mayRun(view);
}
