/** A lesson's steps in time: which one is on, and how its minutes are used. Times are in seconds. */
import type { Lesson, LessonStep, NotebookDocument } from '../../notebook/document/types.ts';

/** How many minutes of a lesson lie before each of its steps. */
export function startsOf(steps: readonly LessonStep[]): number[] {
  return steps.map((_, index) => minutesOf(steps.slice(0, index)));
}

export const minutesOf = (steps: readonly LessonStep[]): number =>
  steps.reduce((sum, { minutes }) => sum + minutes, 0);

/**
 * The step that is on when a cell comes to the screen: the next one that shows it, if the cells of the steps between
 * have all gone by. A notebook may show a figure early to which its lesson comes back at the end.
 * @param current the step before; -1: none yet
 */
export function stepOn(
  { cells, lesson }: Pick<NotebookDocument, 'cells'> & { lesson: Lesson },
  cell: string,
  current: number,
): number {
  const place = (id: string | null): number => cells.findIndex((one) => one.id === id);
  const found = lesson.steps.findIndex((step, index) => index > current && step.cell === cell);
  if (found < 0) return current;
  const between = lesson.steps.slice(current + 1, found);
  return between.every((step) => place(step.cell) < place(cell)) ? found : current;
}

export interface LessonTimes {
  step: { used: number; planned: number };
  lesson: { used: number; planned: number };
  /** How much later it is than it should be at the end of this step, if it ended now; 0 as long as there is time. */
  late: number;
}

/**
 * @param step the step that is on
 * @param used seconds since the lesson began, and since the step did
 */
export function timesAt(
  steps: readonly LessonStep[],
  step: number,
  used: { lesson: number; step: number },
): LessonTimes {
  return {
    step: { used: used.step, planned: (steps[step]?.minutes ?? 0) * 60 },
    lesson: { used: used.lesson, planned: minutesOf(steps) * 60 },
    late: Math.max(0, used.lesson - minutesOf(steps.slice(0, step + 1)) * 60),
  };
}

/** `4:05`. */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
