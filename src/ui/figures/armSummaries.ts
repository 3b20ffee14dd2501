/** What sets the arms of a notebook apart, as figures say it. */
import type { NotebookDocument } from '../../notebook/document/types.ts';
import { languageOf } from '../language.ts';
import type { ArmSummary } from './figure.ts';

export function armSummariesOf(document: NotebookDocument): ArmSummary[] {
  const lang = languageOf(document);
  return document.setup.arms.map(({ name, summary }) => ({ name, summary, lang }));
}
