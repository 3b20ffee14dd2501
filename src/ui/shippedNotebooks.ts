/** The notebooks that ship with the lab, in the language of the page. */
import { shippedNotebooksIn } from '../notebook/presets/index.ts';
import { language } from './language.ts';

export const shippedNotebooks = shippedNotebooksIn(language);
