/** The link to a notebook: short where it is one of the lab's originals, otherwise with the whole notebook in it. */
import type { NotebookDocument, ViewOptions } from '../../notebook/document/types.ts';
import { documentLink, presetLink } from '../../notebook/exchange/shareLink.ts';
import { canonicalJson } from '../../support/hash.ts';
import { shippedNotebooks } from '../shippedNotebooks.ts';

export interface NotebookLink {
  address: string;
  /** Whether it leads to an original. */
  isOriginal: boolean;
}

/** @throws UserError if the notebook is too long for a link */
export async function linkOf(document: NotebookDocument, view: ViewOptions): Promise<NotebookLink> {
  const original = await originalOf(document);
  const shared = view.hide.includes('lesson') ? withoutNotes(document) : document;
  const hash = original === null ? await documentLink(shared, view) : presetLink(original, view);
  return { address: `${location.href.replace(/#.*$/, '')}${hash}`, isOriginal: original !== null };
}

/** What is for the teacher only is not to be read out of the link either. Where its steps lead to is no secret. */
function withoutNotes({ lesson, ...document }: NotebookDocument): NotebookDocument {
  if (!lesson) return document;
  return { ...document, lesson: { ...lesson, steps: lesson.steps.map((step) => ({ ...step, notes: '' })) } };
}

/** The shipped notebook that a document is, whatever its id; null where it is none. */
async function originalOf(document: NotebookDocument): Promise<string | null> {
  const shipped = shippedNotebooks.find(({ id }) => id === document.preset);
  if (!shipped) return null;
  const original = await shipped.load();
  return canonicalJson({ ...original, id: '' }) === canonicalJson({ ...document, id: '' })
    ? shipped.id
    : null;
}

/** Whether the page is served by the reader's own computer, which nobody else reaches under this address. */
export const isLocal = (): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);

/** Whether the notebook that is open is the one that the address itself holds. */
export const cameByLink = (): boolean => /^#n\d*=/.test(location.hash);
