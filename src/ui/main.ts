import { mount } from 'svelte';
import { meow } from '../notebook/presets/meow.ts';
import App from './App.svelte';
import './styles/index.css';

mount(App, { target: document.getElementById('app')!, props: { document: meow } });
