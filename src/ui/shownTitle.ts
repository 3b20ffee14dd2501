/** What a notebook is called on the page: without a word there would be nothing to click on, or to read out. */
import { languageOf } from './language.ts';
import { shell } from './texts/index.ts';

/** With what it is to be marked as, as by `languageOf`. */
export function shownTitle(of: { title: string; language?: string }): {
  title: string;
  lang: string | undefined;
} {
  const isEmpty = of.title.trim() === '';
  return isEmpty
    ? { title: shell.cell.untitled, lang: undefined }
    : { title: of.title, lang: languageOf(of) };
}
