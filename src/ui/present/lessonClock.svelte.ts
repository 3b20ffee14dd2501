/** A lesson that is being given: the step that is on, and since when. Leaving the presentation does not stop it. */
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';

export class LessonClock {
  /** -1: it has not begun. */
  step = $state(-1);
  private now = $state(0);
  private lessonStart = $state(0);
  private stepStart = $state(0);

  /** Seconds since the lesson and the step began. */
  readonly used = $derived.by(() => {
    if (this.step < 0) return { lesson: 0, step: 0 };
    return { lesson: (this.now - this.lessonStart) / 1_000, step: (this.now - this.stepStart) / 1_000 };
  });

  /** Goes to a step; the first begins the lesson. */
  enter(step: number): void {
    if (step === this.step) return;
    this.tick();
    if (this.step < 0) this.lessonStart = this.now;
    this.stepStart = this.now;
    this.step = step;
  }

  /** Begins again with a step. */
  restart(step: number): void {
    this.step = -1;
    this.enter(step);
  }

  tick(): void {
    this.now = performance.now();
  }
}

const clocks = new WeakMap<OpenNotebook, LessonClock>();

/** The clock of a notebook's lesson. */
export function clockOf(notebook: OpenNotebook): LessonClock {
  const known = clocks.get(notebook) ?? new LessonClock();
  clocks.set(notebook, known);
  return known;
}
