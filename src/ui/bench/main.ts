import { mount } from 'svelte';
import BenchPage from './BenchPage.svelte';
import { language } from '../language.ts';
import '../styles/index.css';
import { texts } from './texts.ts';

document.documentElement.lang = language;
document.title = texts.page;

mount(BenchPage, { target: document.getElementById('app')! });
