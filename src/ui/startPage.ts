/** Draws the page, whose words are there by now. */
import { mount } from 'svelte';
import App from './App.svelte';
import { workOffline } from './workOffline.ts';

export function startPage(): void {
  mount(App, { target: document.getElementById('app')! });

  // After everything that the reader is waiting for.
  if (import.meta.env.PROD) {
    // By now everything may have been loaded.
    if (document.readyState === 'complete') void workOffline();
    else addEventListener('load', () => void workOffline());
  }
}
