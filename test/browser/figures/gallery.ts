/** Every kind of figure over the recorded results, to be looked at and tested in a real browser. */
import { mount } from 'svelte';
import '../../../src/ui/styles/index.css';
import Gallery from './Gallery.svelte';
import { loadFigures } from './examples.ts';

mount(Gallery, { target: document.getElementById('app')!, props: { figures: await loadFigures() } });
