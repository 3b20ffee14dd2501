import { mount } from 'svelte';
import BenchPage from './BenchPage.svelte';
import '../styles/index.css';

mount(BenchPage, { target: document.getElementById('app')! });
