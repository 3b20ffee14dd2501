/**
 * A notebook that is open in this tab: its document and history, what has been run, what is being run, the reader's
 * predictions, and what is selected. Shipped notebooks are originals that cannot be changed: the first change of one
 * makes a copy, which is kept from then on.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { StageName } from '../../lab/types.ts';
import type { Counted } from '../corrections.ts';
import { stageNumber } from '../document/chain.ts';
import { watchOf } from '../document/compile.ts';
import {
  duplicateCell,
  forkOf,
  insertCell,
  moveCell,
  removeCell,
  renameCell,
  updateCell,
} from '../document/edit.ts';
import { nameOf } from '../document/graph.ts';
import { edited, everywhere, historyOf, redone, sealed, undone, type History } from '../document/history.ts';
import { newCell } from '../document/newCell.ts';
import { problemsOf, type CellProblem } from '../document/problems.ts';
import { renameArm } from '../document/renameArm.ts';
import type {
  Cell,
  CellKind,
  NotebookDocument,
  PredictCell,
  ProbeCell,
  ResultCell,
  TrainCell,
  ViewOptions,
} from '../document/types.ts';
import { Lab } from './lab.svelte.ts';
import { LiveViews } from './liveViews.svelte.ts';
import { newId } from '../storage/newId.ts';
import { readOriginalPredictions, storeOriginalPredictions } from '../storage/originalPredictions.ts';
import type { ShelvedNotebook } from '../storage/notebookShelf.ts';
import type { WorkCache } from '../storage/workCache.ts';
import { Folds } from './folds.svelte.ts';
import { Keeping } from './keeping.svelte.ts';
import type { LabServices } from './services.ts';
import { Predictions } from './predictions.svelte.ts';
import { Results } from './results.svelte.ts';
import { previewPrompts } from './previews.ts';
import { Runner } from './runner.svelte.ts';
import { sealedStage, sealsOf } from './seals.ts';
import { survivorOf } from './selection.ts';
import { isResultCell, resultCellsOf, type ResultView, type Source } from './standing.ts';
import { SETUP, Typing, type CellDraft } from './typing.svelte.ts';

export interface Opening {
  document: NotebookDocument;
  /** The entry it is kept under; null for an original, or one that has come by a link and is not kept yet. */
  shelved: ShelvedNotebook | null;
  view?: Partial<ViewOptions>;
}

export class OpenNotebook {
  /** The cell that the keyboard acts on. */
  selected = $state<string | null>(null);
  /** Whether the selected cell's form is open. */
  editing = $state<string | null>(null);
  view = $state.raw<ViewOptions>({ present: false, hide: [], locked: false, ownSeed: false });

  readonly lab: Lab;
  readonly results: Results;
  readonly runner: Runner;
  readonly predictions: Predictions;
  readonly keeping: Keeping;
  /** Texts of cells that somebody edits by hand and has not applied, by cell. They outlive the editor. */
  readonly drafts = new SvelteMap<string, CellDraft>();
  /** Fields in which something stands that is not in the document yet. */
  readonly typing = new Typing();
  readonly problems: CellProblem[] = $derived.by(() => problemsOf(this.document));

  readonly live: LiveViews;

  private readonly folds = new Folds();
  private history = $state.raw<History>(undefined!);
  private readonly original: NotebookDocument;

  constructor(
    opening: Opening,
    private readonly services: LabServices,
    /** Called when the notebook has become one of the reader's own. */
    onKept: (id: string) => void,
  ) {
    this.history = historyOf(opening.document);
    this.original = opening.document;
    this.view = { ...this.view, ...opening.view };
    this.lab = new Lab(() => this.document.setup.base);
    this.results = new Results(
      () => this.document,
      services,
      () => this.view.hide.includes('recorded'),
    );
    this.predictions = new Predictions(() => this.keepView());
    this.runner = new Runner({
      notebook: () => this.document.id,
      watch: () => watchOf(this.document),
      previews: () => previewPrompts(this.document),
      lab: this.lab,
      cache: services.cache,
      interrupted: services.interrupted,
      results: this.results,
    });
    this.live = new LiveViews(this.runner, this.results);
    const kept = {
      document: () => this.document,
      predictions: () => this.predictions.stored(),
      adopt: () => this.adoptFolds(),
      become: (id: string, title?: string) => this.become(id, title),
      onKept,
    };
    this.keeping = new Keeping(kept, services, opening.shelved);
    if (opening.shelved) this.predictions.restore(opening.shelved.view.predictions);
    else this.predictions.restore(readOriginalPredictions(opening.document.id));
  }

  /** Reads what earlier visits left. Never rejects. */
  async open(): Promise<void> {
    await Promise.all([this.results.open(), this.runner.open()]);
  }

  /** Stops what is being run, keeps what is to be kept, and lets go of the worker for good. */
  async close(): Promise<void> {
    this.typing.take();
    this.runner.interrupt();
    this.runner.keepNow();
    await this.keeping.close();
    this.lab.client.close();
  }

  /** Keeps what is unsaved, as before the page is hidden or left. */
  keepNow(): void {
    this.typing.take();
    this.runner.keepNow();
    void this.keeping.settle();
  }

  get document(): NotebookDocument {
    return this.history.present;
  }

  /** What has been trained and measured in this browser. */
  get cache(): WorkCache {
    return this.services.cache;
  }

  get canUndo(): boolean {
    return this.history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.history.future.length > 0;
  }

  /** Whether it may be changed. */
  get editable(): boolean {
    return !this.view.locked && !this.view.present;
  }

  /** Whether it is none of the reader's own: an original, or one that came by a link. */
  get isOriginal(): boolean {
    return this.keeping.shelved === null;
  }

  /** How many texts and fields hold what would be lost if it were left now. */
  get unapplied(): number {
    const drafts = [...this.drafts.keys()].filter((id) => id === SETUP || this.cell(id));
    return drafts.length + this.typing.open;
  }

  cell(id: string): Cell | undefined {
    return this.document.cells.find((cell) => cell.id === id);
  }

  /** Cells that can be run, each after what it depends on. */
  get resultCells(): ResultCell[] {
    return resultCellsOf(this.document);
  }

  // Editing

  /**
   * Replaces the document.
   * @param field what of it changes, where one change of the same after the other is one step back
   */
  change(next: NotebookDocument, field?: string): void {
    if (!this.editable || next === this.document) return;
    // Whoever changes an original gets a copy of their own.
    const isCopied = this.isOriginal && !this.keeping.isBeginning;
    this.show(edited(this.history, next, field ?? null));
    // Unless it is one already, for which there was no room.
    if (isCopied && next.id === this.original.id) this.become(newId());
    this.keeping.change({ document: this.document });
  }

  insert(kind: CellKind, index: number): Cell {
    const cell = newCell(kind, this.document, index);
    this.change(insertCell(this.document, cell, index));
    this.selected = cell.id;
    this.editing = cell.id;
    return cell;
  }

  remove(id: string): void {
    this.change(removeCell(this.document, id));
    if (this.editing === id) this.editing = null;
  }

  /** Moves a cell by so many places. */
  move(id: string, by: number): void {
    this.change(moveCell(this.document, id, by));
  }

  duplicate(id: string): void {
    const index = this.document.cells.findIndex((cell) => cell.id === id);
    const next = duplicateCell(this.document, id);
    this.change(next);
    this.selected = next.cells[index + 1]?.id ?? id;
  }

  /** Puts another version of a cell in its place; `field` as in `change`. */
  update(cell: Cell, field?: string): void {
    this.change(updateCell(this.document, cell), field && `${cell.id}.${field}`);
  }

  rename(id: string, name: string): void {
    this.change(renameCell(this.document, id, name));
  }

  /** Gives an arm of a train cell another name, wherever the notebook or a prediction speaks of it. */
  renameArm({ id, arms }: TrainCell, index: number, name: string): void {
    const before = this.document;
    this.change(renameArm(before, id, index, name));
    // The same where it could not be changed.
    this.predictions.renameArm(before, this.document, arms[index]!.name, name);
  }

  isFolded(cell: Cell): boolean {
    return this.folds.isFolded(cell);
  }

  /** The document with its cells folded as they are on the page. */
  get asShown(): NotebookDocument {
    return this.folds.in(this.document, this.document);
  }

  /**
   * Folds a cell, or unfolds it. That is how one looks at a notebook, and no edit: it makes no copy of an original, in
   * which it lasts until the page is left, and is no step to undo in a notebook of one's own, which remembers it.
   */
  fold(id: string): void {
    if (!this.cell(id)) return;
    this.folds.turn(id);
    if (!this.editable || (this.isOriginal && !this.keeping.isBeginning)) return;
    this.adoptFolds();
    this.keeping.change({ document: this.document });
  }

  /** Whatever is undone or redone, cells stay folded as they were last. */
  private adoptFolds(): void {
    if (this.folds.isEmpty) return;
    const shown = this.document;
    this.history = everywhere(this.history, (document) => this.folds.in(document, shown));
    this.folds.clear();
  }

  /** After a field has been left: a later edit of it is a step of its own. */
  seal(): void {
    if (this.history.field !== null) this.history = sealed(this.history);
  }

  undo(): void {
    this.typing.take();
    this.go(undone(this.history));
  }

  redo(): void {
    this.typing.take();
    this.go(redone(this.history));
  }

  /** Back to what it was when it was shipped, as one more step that can be undone. */
  toOriginal(original: NotebookDocument = this.original): void {
    const { id } = this.document;
    this.change({ ...original, id });
  }

  // Running

  /** Runs a cell and what is missing before it; what a figure shows is run in its place. */
  async run(id: string, options?: { again?: boolean }): Promise<void> {
    await this.start(() => {
      const cell = this.cell(id);
      return [(cell && this.sourceOf(cell)) ?? []].flat();
    }, options);
  }

  async runAll(): Promise<void> {
    await this.start(() => this.resultCells);
  }

  async runStale(): Promise<void> {
    await this.start(() => this.resultCells.filter((cell) => this.results.standing(cell) === 'stale'));
  }

  async runAbove(id: string): Promise<void> {
    await this.start(() => {
      const ids = this.document.cells.map((cell) => cell.id);
      const above = ids.slice(0, ids.indexOf(id));
      return this.resultCells.filter((cell) => above.includes(cell.id));
    });
  }

  /** @param which cells, once what is just being typed is in the document */
  private async start(which: () => ResultCell[], options?: { again?: boolean }): Promise<void> {
    this.typing.take();
    const jobs = this.runner.jobsFor(which(), options);
    if (jobs.length === 0 || this.view.hide.includes('run')) return;
    await this.runner.start(jobs);
  }

  /** The questions that keep part of a cell's result covered. */
  sealsOf(cell: ResultCell): PredictCell[] {
    return sealsOf(this.document, cell, (id) => this.predictions.isSettled(id));
  }

  /** The stage from which on a cell's result is not shown before the reader has predicted it. */
  sealedFor(cell: ResultCell): StageName | null {
    return sealedStage(this.sealsOf(cell));
  }

  /** What a cell shows: the run that is going on, or one of its results. */
  viewOf(cell: TrainCell | ProbeCell): ResultView | null {
    const live = this.live.of(cell);
    const kept = this.results.viewOf(cell);
    const preferred = this.results.preferredOf(cell);
    if (!live || (kept?.source === preferred && preferred !== 'yours')) return kept;
    return live;
  }

  /** Which results there are to be shown of a cell, the run that is going on among them. */
  sourcesOf(cell: ResultCell): Source[] {
    const kept = this.results.sourcesOf(cell);
    const isLive = cell.kind !== 'sweep' && this.live.of(cell) !== null;
    return isLive && !kept.includes('yours') ? ['yours', ...kept] : kept;
  }

  /** What the reader's own run of a cell comes to so far, whatever the cell shows; null where there is none. */
  ownCountOf(cell: ProbeCell): Counted | null {
    return this.live.of(cell) ?? this.results.ownCountOf(cell);
  }

  resultCellNamed(name: string): ResultCell | null {
    const found = this.document.cells.find((cell) => nameOf(cell) === name);
    return found && isResultCell(found) ? found : null;
  }

  /** The stage that a train cell trains. */
  stageNameOf(cell: TrainCell): StageName {
    return `stage-${stageNumber(this.document, cell)}`;
  }

  /** The cell whose result another shows. */
  sourceOf(cell: Cell): ResultCell | null {
    if (isResultCell(cell)) return cell;
    if (!('of' in cell)) return null;
    return this.resultCellNamed(cell.of);
  }

  /** Gives it another id, and perhaps another title, also in what undoing goes back to. */
  private become(id: string, title?: string): void {
    this.history = everywhere(this.history, (document) => ({
      ...forkOf(document, id),
      ...(title !== undefined && { title }),
    }));
  }

  private go(history: History): void {
    if (!this.editable || history === this.history) return;
    this.show(history);
    this.keeping.change({ document: this.document });
  }

  private show(history: History): void {
    this.selected = survivorOf(this.selected, this.document, history.present);
    this.history = history;
  }

  private keepView(): void {
    const predictions = this.predictions.stored();
    if (!this.isOriginal) this.keeping.change({ view: { predictions } });
    else if (!this.keeping.isBeginning) storeOriginalPredictions(this.document.id, predictions);
  }
}
