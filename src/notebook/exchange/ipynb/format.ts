/** Jupyter's notebook format 4.5, as far as we write it: https://nbformat.readthedocs.io/en/latest/format_description.html */

export interface Ipynb {
  nbformat: 4;
  nbformat_minor: 5;
  metadata: Record<string, unknown>;
  cells: IpynbCell[];
}

export type IpynbCell = MarkdownCell | CodeCell;

interface MarkdownCell {
  cell_type: 'markdown';
  /** 1 to 64 letters, digits, hyphens and underscores; unique. */
  id: string;
  metadata: Record<string, unknown>;
  /** Lines with their ends. */
  source: string[];
  /** By name, for every type of data its content in base64. */
  attachments?: Record<string, Record<string, string>>;
}

interface CodeCell {
  cell_type: 'code';
  id: string;
  metadata: Record<string, unknown>;
  source: string[];
  execution_count: null;
  outputs: {
    output_type: 'display_data';
    metadata: Record<string, unknown>;
    /** Texts as lines, pictures other than SVG in base64. */
    data: Record<string, string | string[]>;
  }[];
}

const LONGEST_ID = 64;

/** Makes cells in order, each with an id that no other has. */
export class CellMaker {
  readonly cells: IpynbCell[] = [];
  private readonly ids = new Set<string>();

  markdown(id: string, source: string, attachments?: MarkdownCell['attachments']): void {
    this.cells.push({
      cell_type: 'markdown',
      id: this.unique(id),
      metadata: {},
      source: linesOf(source),
      ...(attachments && { attachments }),
    });
  }

  /** @param isFolded where the source is nothing to read */
  code(id: string, source: string, { isFolded = false, outputs = [] as CodeCell['outputs'] } = {}): void {
    this.cells.push({
      cell_type: 'code',
      id: this.unique(id),
      metadata: isFolded ? { jupyter: { source_hidden: true } } : {},
      source: linesOf(source),
      execution_count: null,
      outputs,
    });
  }

  private unique(wanted: string): string {
    let id = wanted.slice(0, LONGEST_ID);
    for (let number = 2; this.ids.has(id); number++) {
      const suffix = `-${number}`;
      id = wanted.slice(0, LONGEST_ID - suffix.length) + suffix;
    }
    this.ids.add(id);
    return id;
  }
}

/** A text as a list of its lines; all but the last end with a line feed. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.match(/[^\n]*\n|[^\n]+$/g)!;
}
