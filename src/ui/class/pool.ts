/** The codes of a class: which there are, what a paste adds to them, and which figures can be drawn of them. */
import {
  figuresOf,
  poolingPlan,
  readCodes,
  type PooledFigure,
  type PoolingPlan,
  type PoolingProblem,
} from '../../notebook/exchange/pooling.ts';
import type { NotebookDocument, ProbeCell } from '../../notebook/document/types.ts';
import { describeProblem, type Problem } from '../../notebook/problem.ts';

export interface Addition {
  /** All codes there are then. */
  codes: string[];
  /** How many are new, and how many of the paste were there before. */
  added: number;
  known: number;
  problems: PoolingProblem[];
}

/** Puts the codes of a paste to those that are there. */
export function withPaste(plan: PoolingPlan, codes: readonly string[], paste: string): Addition {
  const { results, problems } = readCodes(plan, paste);
  const fresh = results.map(({ code }) => code).filter((code) => !codes.includes(code));
  return {
    codes: [...codes, ...fresh],
    added: fresh.length,
    known: results.length - fresh.length,
    problems,
  };
}

export const withoutCode = (codes: readonly string[], code: string): string[] =>
  codes.filter((other) => other !== code);

/** In groups of five, as the student's screen shows it. */
export const spelled = (code: string): string => code.match(/.{1,5}/g)?.join('-') ?? '';

/** The figures that a measurement's codes hold the numbers of. */
export const pooledFigures = (
  document: Pick<NotebookDocument, 'cells'>,
  cell: ProbeCell,
  { figures }: PoolingPlan,
): PooledFigure[] => figuresOf(document, cell).filter(({ id }) => figures.includes(id));

/** What the codes of a measurement hold, or why there can be none. */
export function planOf(
  document: NotebookDocument,
  cell: ProbeCell,
): { plan: PoolingPlan } | { problem: Problem } {
  try {
    return { plan: poolingPlan(document, cell) };
  } catch (error) {
    return { problem: describeProblem(error) };
  }
}
