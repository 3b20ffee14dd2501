import { mount } from 'svelte';
import { language } from '../language.ts';
import '../styles/index.css';
import { fetchTexts, speak } from '../texts/spoken.ts';
import { fetchBenchTexts } from './texts.ts';

document.documentElement.lang = language;

async function start(): Promise<void> {
  const [words, texts] = await Promise.all([fetchTexts(language), fetchBenchTexts(language)]);
  speak(words);
  document.title = texts.page;
  const { default: BenchPage } = await import('./BenchPage.svelte');
  mount(BenchPage, { target: document.getElementById('app')!, props: { texts } });
}

void start();
