import { language } from './language.ts';
import { fetchTexts, speak } from './texts/spoken.ts';
import './styles/index.css';

document.documentElement.lang = language;

/**
 * The faces of what is read first. Browsers fetch a face when something is first set in it, and set that in another one
 * meanwhile, in which its lines break elsewhere: what is below then jumps. Asked for now, they come while the page's
 * modules do. Where one cannot be had, the page does without.
 */
for (const face of ['Source Serif', 'Fraunces', 'Figtree']) {
  void document.fonts.load(`1em "${face}"`).catch(() => []);
}

async function start(): Promise<void> {
  speak(await fetchTexts(language));
  const { startPage } = await import('./startPage.ts');
  startPage();
}

void start();
