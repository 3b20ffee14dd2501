/** Every kind of figure over the recorded results, to be looked at and tested in a real browser. */
import { mount } from 'svelte';
import '../../../src/ui/styles/index.css';
import * as english from '../../../src/ui/texts/en/index.ts';
import { speak } from '../../../src/ui/texts/spoken.ts';
import { loadFigures } from './examples.ts';

speak(english);
const { default: Gallery } = await import('./Gallery.svelte');

mount(Gallery, { target: document.getElementById('app')!, props: { figures: await loadFigures() } });
