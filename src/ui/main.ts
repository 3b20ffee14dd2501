import { mount } from 'svelte';
import App from './App.svelte';
import { language } from './language.ts';
import { workOffline } from './workOffline.ts';
import './styles/index.css';

document.documentElement.lang = language;

mount(App, { target: document.getElementById('app')! });

// After everything that the reader is waiting for.
if (import.meta.env.PROD) {
  // The words are awaited before this runs, and by then everything may have been loaded.
  if (document.readyState === 'complete') void workOffline();
  else addEventListener('load', () => void workOffline());
}
