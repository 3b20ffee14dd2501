import type { Lesson } from '../../notebook/document/types.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';

/** The lesson of a notebook; undefined where it has none, or a link hides it from whoever is taught. */
export const shownLesson = ({ document, view }: OpenNotebook): Lesson | undefined =>
  view.hide.includes('lesson') ? undefined : document.lesson;
