/** Of which cells one can see how far their run is, so that it need be shown elsewhere only where one cannot. */
import type { Attachment } from 'svelte/attachments';
import { SvelteSet } from 'svelte/reactivity';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';

const known = new WeakMap<OpenNotebook, SvelteSet<string>>();

/** The ids of the cells whose controls are in sight. */
export function runsInSight(notebook: OpenNotebook): SvelteSet<string> {
  const inSight = known.get(notebook) ?? new SvelteSet();
  known.set(notebook, inSight);
  return inSight;
}

/** Follows whether the controls of a cell are in sight, from when they are drawn until they are gone. */
export function followSight(notebook: OpenNotebook, cell: string): Attachment {
  const inSight = runsInSight(notebook);
  return (controls) => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)!.isIntersecting) inSight.add(cell);
      else inSight.delete(cell);
    });
    observer.observe(controls);
    return () => {
      observer.disconnect();
      inSight.delete(cell);
    };
  };
}
