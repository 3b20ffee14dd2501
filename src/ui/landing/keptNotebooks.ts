/** What can be done with the reader's own notebooks from outside: begin, rename, duplicate, rescue and delete them. */
import { forkOf } from '../../notebook/document/edit.ts';
import type { NotebookDocument } from '../../notebook/document/types.ts';
import type { NotebookShelf, SaveOutcome, ShelvedNotebook } from '../../notebook/storage/notebookShelf.ts';
import { newId } from '../../notebook/storage/newId.ts';
import type { UserError } from '../../support/errors.ts';
import { pageError } from '../messages/messages.svelte.ts';
import type { Pages } from '../pages.svelte.ts';
import { shippedNotebooks } from '../shippedNotebooks.ts';
import { shownTitle } from '../shownTitle.ts';
import { landing } from '../texts/index.ts';

/** The shipped notebook that is none to be read. */
export const EMPTY = 'empty';
/** As long as a title can be made in the list, in characters. */
export const LONGEST_TITLE = 200;

const { failed, copyOf } = landing.own;

/** Opens a notebook of the reader's own that was not there before; going back leads to the page it was made on. */
export async function openNew(pages: Pages, document: NotebookDocument): Promise<void> {
  history.pushState(null, '', location.href);
  await pages.openAndKeep(document);
}

/** @throws UserError where the parts of the page that it is made of cannot be fetched */
export async function createEmpty(): Promise<NotebookDocument> {
  const { load } = shippedNotebooks.find(({ id }) => id === EMPTY)!;
  try {
    return forkOf(await load(), newId());
  } catch (error) {
    const { message, remedy } = landing.importing.offline;
    throw pageError(message, remedy, { cause: error });
  }
}

/** @throws UserError where it is not there any more, or cannot be kept under that title */
export async function rename(shelf: NotebookShelf, id: string, title: string): Promise<void> {
  if (title === '') throw refused('empty');
  const notebook = await opened(shelf, id);
  settle(await shelf.save({ ...notebook, document: { ...notebook.document, title } }));
}

/**
 * @returns the title of the copy
 * @throws UserError as `rename` does
 */
export async function duplicate(shelf: NotebookShelf, id: string): Promise<string> {
  const notebook = await opened(shelf, id);
  const title = copyOf(shownTitle(notebook.document).title).slice(0, LONGEST_TITLE);
  settle(await shelf.duplicate(notebook, title));
  return title;
}

/** The text of a notebook that cannot be opened; null where nothing is left of it. */
export async function rescue(shelf: NotebookShelf, id: string): Promise<string | null> {
  const found = await shelf.open(id);
  return found.status === 'unreadable' ? found.text : null;
}

async function opened(shelf: NotebookShelf, id: string): Promise<ShelvedNotebook> {
  const found = await shelf.open(id);
  if (found.status !== 'open') throw refused('gone');
  return found.notebook;
}

function settle(outcome: SaveOutcome): void {
  if (outcome.status === 'invalid') throw outcome.problem;
  if (outcome.status !== 'saved') throw refused(outcome.status);
}

const refused = (why: keyof typeof failed): UserError => pageError(failed[why].message, failed[why].remedy);
