/** Fields of an experiment that are often varied, with values to begin with. */
import type { Variation } from '../../lab/sweep.ts';
import { cellOfKind } from '../../notebook/document/graph.ts';
import type { NotebookDocument } from '../../notebook/document/types.ts';
import { forms } from '../texts/index.ts';
import { trainCellsUpTo } from './measured.ts';

export interface CommonField extends Variation {
  label: string;
}

/** @param of the name of the probe cell whose experiment is varied */
export function commonFields(document: NotebookDocument, of: string): CommonField[] {
  const { rank, alpha } = document.setup.lora;
  const stages = trainCellsUpTo(document, cellOfKind(document, of, 'probe')?.of ?? '');
  return [
    { path: 'lora.rank', label: forms.sweep.fields.rank, values: twoOf(Math.ceil(rank / 2), rank) },
    { path: 'lora.alpha', label: forms.sweep.fields.alpha, values: twoOf(alpha / 2, alpha) },
    { path: 'quantization', label: forms.sweep.fields.quantization, values: ['none', '8-bit', '4-bit'] },
    ...stages.flatMap(({ steps, learningRate }, index): CommonField[] => [
      {
        path: `arms[*].stages[${index}].steps`,
        label: forms.sweep.fields.steps(index + 1),
        values: twoOf(Math.ceil(steps / 2), steps),
      },
      {
        path: `arms[*].stages[${index}].learningRate`,
        label: forms.sweep.fields.learningRate(index + 1),
        values: twoOf(learningRate / 2, learningRate),
      },
    ]),
  ];
}

const twoOf = (half: number, whole: number): number[] => (half === whole ? [whole] : [half, whole]);
