/**
 * What is typed counts also where the field is not left first, as where a key runs the cell, the tab is closed, or
 * another page is opened. Every field that does not put each letter into the document is followed.
 */
import { createContext } from 'svelte';
import type { TypedField, Typing } from '../../notebook/session/typing.svelte.ts';

const [typingHere, setTyping, hasTyping] = createContext<Typing>();
export { setTyping };

/** To be called while a component is made: as long as it is there, its field is known to the notebook. */
export function followField(field: TypedField): void {
  const typing = hasTyping() ? typingHere() : null;
  $effect(() => {
    const unfollow = typing?.follow(field);
    return () => {
      // Escape closes a form without the field being left first.
      field.take();
      unfollow?.();
    };
  });
}
