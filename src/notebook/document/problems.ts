/**
 * What keeps cells of a notebook from being run or drawn, beyond the shape of each. A notebook with problems opens
 * all the same, and only the cells concerned, and those that depend on them, cannot be run.
 */
import { nearest } from '../../support/nearest.ts';
import { cellNamed, nameOf, NotebookGraph, referencesOf, type Reference } from './graph.ts';
import { datasetProblems, probeProblems, sweepProblems, trainProblems } from './problemsOfRuns.ts';
import { chatProblems, compareProblems, figureProblems, predictProblems } from './problemsOfViews.ts';
import type { Cell, CellKind, NotebookDocument } from './types.ts';

export interface CellProblem {
  /** The cell's id. */
  cell: string;
  /** What is wrong. */
  message: string;
  /** How to mend it. */
  remedy: string;
}

/** A problem of a cell that is known. */
export type Problem = Omit<CellProblem, 'cell'>;

/** All problems of a notebook, in the order of its cells. */
export function problemsOf(document: NotebookDocument): CellProblem[] {
  const graph = new NotebookGraph(document);
  return document.cells.flatMap((cell, index) => [
    ...repetitions(document, cell, index),
    ...problemsOfCell(document, cell, graph),
  ]);
}

/** What keeps a cell from being run: its own problems and those of all that it depends on, these first. */
export function problemsBefore(document: NotebookDocument, id: string): CellProblem[] {
  const graph = new NotebookGraph(document);
  const concerned = new Set([...graph.ancestors(id), id]);
  return [...concerned].flatMap((one) => {
    const index = document.cells.findIndex((cell) => cell.id === one);
    const cell = document.cells[index];
    if (!cell) return [];
    return [...repetitions(document, cell, index), ...problemsOfCell(document, cell, graph)];
  });
}

function repetitions({ cells }: NotebookDocument, cell: Cell, index: number): CellProblem[] {
  const before = cells.slice(0, index);
  const name = nameOf(cell);
  const problems: Problem[] = [];
  if (before.some(({ id }) => id === cell.id)) {
    problems.push({ message: `Another cell has the id ${cell.id}.`, remedy: 'Give one of them another id.' });
  }
  if (name !== null && before.some((other) => nameOf(other) === name)) {
    problems.push({
      message: `Another cell is called ${name}, too, and references mean that one.`,
      remedy: 'Give this one another name.',
    });
  }
  return problems.map((problem) => ({ cell: cell.id, ...problem }));
}

function problemsOfCell(document: NotebookDocument, cell: Cell, graph: NotebookGraph): CellProblem[] {
  const problems = referencesOf(cell).flatMap((reference) =>
    referenceProblems(document, cell, reference, graph),
  );
  if (graph.cyclic.has(cell.id)) {
    problems.push({
      message: 'This cell depends on itself.',
      remedy: 'Let the first stage begin with the base.',
    });
  } else {
    problems.push(...problemsOfKind(document, cell));
  }
  // What is wrong with each of several equal entries is said once.
  const said = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...said.values()].map((problem) => ({ cell: cell.id, ...problem }));
}

const nouns: Record<CellKind, string> = {
  markdown: 'a text',
  note: 'a note',
  predict: 'a prediction',
  dataset: 'a dataset',
  train: 'a training stage',
  probe: 'a measurement',
  chat: 'a chat',
  chart: 'a chart',
  compare: 'a comparison',
  sweep: 'a sweep',
};

function referenceProblems(
  document: NotebookDocument,
  cell: Cell,
  { name, kinds }: Reference,
  graph: NotebookGraph,
): Problem[] {
  const wanted = kinds.map((kind) => nouns[kind]).join(' or ');
  // What depends on this cell would make it depend on itself.
  const behind = new Set([cell.id, ...graph.descendants(cell.id)]);
  const known = document.cells.flatMap((other) =>
    kinds.includes(other.kind) && !behind.has(other.id) ? (nameOf(other) ?? []) : [],
  );
  const remedy =
    known.length > 0 ? `Choose one of: ${known.join(', ')}.` : `Add ${wanted} and choose it here.`;
  const found = cellNamed(document, name);
  if (name === '') return [{ message: `This cell needs ${wanted}, and none is chosen.`, remedy }];
  if (!found) {
    const near = nearest(name, known);
    return [
      {
        message: `There is no cell called ${name}.`,
        remedy: near === null ? remedy : `Did you mean ${near}? ${remedy}`,
      },
    ];
  }
  if (kinds.includes(found.kind)) return [];
  return [{ message: `${name} is ${nouns[found.kind]}, and this cell needs ${wanted}.`, remedy }];
}

function problemsOfKind(document: NotebookDocument, cell: Cell): Problem[] {
  switch (cell.kind) {
    case 'markdown':
    case 'note':
      return [];
    case 'chat':
      return chatProblems(document, cell);
    case 'dataset':
      return datasetProblems(cell);
    case 'train':
      return trainProblems(document, cell);
    case 'probe':
      return probeProblems(document, cell);
    case 'sweep':
      return sweepProblems(cell);
    case 'predict':
      return predictProblems(document, cell);
    case 'chart':
      return figureProblems(document, cell);
    case 'compare':
      return compareProblems(document, cell);
  }
}
