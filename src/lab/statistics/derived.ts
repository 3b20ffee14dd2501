import type { Row } from '../types.ts';
import { deriveMeowRows } from './meows.ts';
import { deriveRequestRows } from './requests.ts';

/** The rows, and those that follow from them: a backdoor retained or destroyed, refusals in any language. */
export function withDerived(rows: readonly Row[]): Row[] {
  return [...rows, ...deriveMeowRows(rows), ...deriveRequestRows(rows)];
}
