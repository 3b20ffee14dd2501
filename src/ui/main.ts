import { language } from './language.ts';
import { fetchTexts, speak } from './texts/spoken.ts';
import './styles/index.css';

document.documentElement.lang = language;

async function start(): Promise<void> {
  speak(await fetchTexts(language));
  const { startPage } = await import('./startPage.ts');
  startPage();
}

void start();
