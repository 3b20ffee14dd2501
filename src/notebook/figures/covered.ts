/** Whether a figure has something to show that is covered until the reader has predicted it. */
import type { StageName } from '../../lab/types.ts';
import type { FigureSpec } from '../document/types.ts';
import type { FigureInput } from './figure.ts';
import { isSealed } from './stages.ts';

export function isCovered(spec: FigureSpec, { rows, curves, sweep, sealed }: FigureInput): boolean {
  if (sealed === null) return false;
  const covers = (stages: readonly StageName[]) => stages.some((stage) => isSealed(stage, sealed));
  switch (spec.kind) {
    case 'sweep':
      return sweep !== null && covers([spec.stage]);
    case 'curves':
      return covers(curves.map(({ stage }) => stage));
    case 'panel':
      return rows.length > 0 && covers([spec.stage]);
    default: {
      const measured = rows.map(({ stage }) => stage);
      const wanted = 'stages' in spec && spec.stages ? spec.stages : measured;
      return covers(measured) && covers(wanted);
    }
  }
}
