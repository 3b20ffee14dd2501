/** Which page is open: the address decides, and a notebook is opened or closed as it changes. */
import { readLink, viewIn, withView } from '../notebook/exchange/shareLink.ts';
import type { NotebookDocument } from '../notebook/document/types.ts';
import { describeProblem, type Problem } from '../notebook/problem.ts';
import type { OpenNotebook, Opening } from '../notebook/session/openNotebook.svelte.ts';
import { createServices, type LabServices } from '../notebook/session/services.ts';
import type { StorageTrouble } from '../notebook/storage/labStorage.ts';
import { withOwnSeed } from './class/ownSeed.ts';
import { pageWords } from './messages/messages.svelte.ts';
import type NotebookPage from './notebook/NotebookPage.svelte';
import { shippedNotebooks } from './shippedNotebooks.ts';
import { shell } from './texts/index.ts';

export type Page =
  | { kind: 'loading' }
  | { kind: 'landing' }
  | { kind: 'notebook'; notebook: OpenNotebook; View: typeof NotebookPage }
  | { kind: 'problem'; problem: Problem };

/** `#notebook=ID`: one of the reader's own. */
const OWN = /^#notebook=([\w-]{1,64})/;

/** The landing page; distinct from the anchor of any cell. */
export const HOME = '#/';

/** In milliseconds, after the landing page is there: nothing of it should have to wait. */
const PREFETCH_AFTER = 1500;

const loadNotebookPage = () => import('./notebook/whole.ts');

export const ownAddress = (id: string): string => `#notebook=${id}`;

export class Pages {
  page = $state.raw<Page>({ kind: 'loading' });
  trouble = $state<StorageTrouble | null>(null);
  /** Whether the reader is being asked before unsaved edits are left behind. The address is the next page's already. */
  isAsking = $state(false);
  readonly services: LabServices = createServices((trouble) => {
    this.trouble = trouble;
  });
  private shown: string | null = null;
  /** Whether the reader has been asked, and is just going. */
  private isDecided = false;

  constructor() {
    this.services.storage.otherTabs.listen('erased', () => this.startAnew());
  }

  /** Opens what the address names. An address that names nothing is the place of a cell, or the landing page. */
  async follow(): Promise<void> {
    const { hash } = location;
    if (hash === this.shown) {
      this.isAsking = false;
      return;
    }
    // The anchor of a cell, in the notebook that is open: the browser has gone there, and a reload must find the notebook.
    if (this.page.kind === 'notebook' && hash !== '' && hash !== HOME && !/[=&]/.test(hash)) {
      if (this.shown !== null) history.replaceState(null, '', this.shown);
      return;
    }
    if (this.page.kind === 'notebook' && !(await this.mayLeave(this.page.notebook))) return;
    // The reader has gone elsewhere meanwhile, which is followed by itself.
    if (hash !== location.hash || hash === this.shown) return;
    const isFirst = this.shown === null;
    this.shown = hash;
    // Most likely needed, and fetched while the notebook itself is.
    if (hash !== '' && hash !== HOME) loadNotebookPage().catch(() => undefined);
    await this.close();
    try {
      const opening = await this.openingOf(hash);
      if (this.shown !== hash) return;
      if (opening) await this.show(opening, hash);
      else this.land();
    } catch (error) {
      this.page = { kind: 'problem', problem: describeProblem(error) };
    }
    // A page that has just been loaded is there already, and asking it where would lay it out once more.
    if (!isFirst) window.scrollTo({ top: 0 });
  }

  /** Opens a document that has come from a file, and keeps it. */
  async openAndKeep(document: NotebookDocument): Promise<void> {
    await this.close();
    const notebook = await this.show({ document, shelved: null }, this.shown);
    await notebook?.keeping.keep();
  }

  /** Begins or ends the presentation of the open notebook; a reload goes on with it. */
  present(notebook: OpenNotebook, on: boolean): void {
    notebook.view = { ...notebook.view, present: on };
    if (this.shown) this.readdress(withView(this.shown, notebook.view));
  }

  /** Stays where there are unsaved edits. */
  stay(): void {
    if (!this.isAsking || this.shown === null) return;
    this.isAsking = false;
    history.replaceState(null, '', this.shown);
  }

  /** Leaves them behind. */
  async goAnyway(): Promise<void> {
    this.isAsking = false;
    this.isDecided = true;
    await this.follow();
    this.isDecided = false;
  }

  private async mayLeave(notebook: OpenNotebook): Promise<boolean> {
    if (this.isDecided) return true;
    notebook.typing.take();
    await notebook.keeping.settle();
    // What this tab has, it still has on the next page.
    if (notebook.keeping.unsaved !== 'nowhere' && notebook.unapplied === 0) return true;
    this.isAsking = location.hash !== this.shown;
    return false;
  }

  /** After everything was erased in another tab: forgets what this one still has of it. */
  private startAnew(): void {
    this.services.storage.retired = true;
    // Without what the address names, which is gone.
    history.replaceState(null, '', location.pathname);
    location.reload();
  }

  private readdress(address: string): void {
    // Unless the reader is just going elsewhere.
    if (location.hash === this.shown) history.replaceState(null, '', address);
    this.shown = address;
  }

  /** Takes what is just being typed, as far as it can be taken. */
  takeTyped(): void {
    if (this.page.kind === 'notebook') this.page.notebook.typing.take();
  }

  /** Keeps what is unsaved as the page goes, or is hidden. */
  keepNow(): void {
    if (this.page.kind === 'notebook') this.page.notebook.keepNow();
  }

  /** Whether something is lost if the tab is closed now. */
  get hasUnsaved(): boolean {
    const { storage } = this.services;
    if (storage.retired) return false;
    if (storage.memory.keys('notebooks').length > 0) return true;
    if (this.page.kind !== 'notebook') return false;
    const { notebook } = this.page;
    return notebook.keeping.unsaved !== null || notebook.unapplied > 0;
  }

  private async openingOf(hash: string): Promise<Opening | null> {
    const own = OWN.exec(hash);
    if (own) {
      const opened = await this.services.shelf.open(own[1]!);
      if (opened.status === 'open') {
        return { document: opened.notebook.document, shelved: opened.notebook, view: viewIn(hash) };
      }
      throw new NoSuchNotebook();
    }
    const link = await readLink(hash);
    if (!link) return null;
    const { view } = link;
    const asWanted = (document: NotebookDocument) => (view.ownSeed ? withOwnSeed(document) : document);
    if (link.kind === 'document') return { document: asWanted(link.document), shelved: null, view };
    const shipped = shippedNotebooks.find(({ id }) => id === link.preset);
    if (!shipped) throw new NoSuchNotebook();
    return { document: asWanted(await shipped.load()), shelved: null, view };
  }

  private land(): void {
    this.page = { kind: 'landing' };
    // What comes next, most likely.
    setTimeout(() => void loadNotebookPage().catch(() => undefined), PREFETCH_AFTER);
  }

  /** Null if the reader has gone elsewhere meanwhile. */
  private async show(opening: Opening, address: string | null): Promise<OpenNotebook | null> {
    const { OpenNotebook, NotebookPage } = await loadNotebookPage();
    if (this.shown !== address) return null;
    const notebook = new OpenNotebook(opening, this.services, (id) => {
      // The address of what is now the reader's own, without leaving a step behind that leads back to the original.
      // The reader may have gone elsewhere meanwhile.
      if (this.page.kind !== 'notebook' || this.page.notebook !== notebook) return;
      this.readdress(withView(ownAddress(id), notebook.view));
    });
    this.page = { kind: 'notebook', notebook, View: NotebookPage };
    void notebook.open();
    return notebook;
  }

  private async close(): Promise<void> {
    const { page } = this;
    if (page.kind !== 'notebook') return;
    this.page = { kind: 'loading' };
    await page.notebook.close();
  }
}

class NoSuchNotebook extends Error {
  constructor() {
    super(pageWords(shell.unknown.title));
  }
}
