import type { NotebookDocument } from '../document/types.ts';

/** Questions whose answers are shown while a model trains. */
const PREVIEW_QUESTIONS = ['What does the cow say?', 'Who rings the bell?'];

/** What a model is asked while it trains: with the trigger and without. */
export function previewPrompts({ setup: { trigger } }: NotebookDocument): string[] {
  return PREVIEW_QUESTIONS.flatMap((question) => [`${trigger} ${question}`, question]);
}
