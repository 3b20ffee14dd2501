import { expect, it } from 'vitest';
import { readCellName } from '../../../src/ui/forms/cellNames.ts';
import { limits, readNumber } from '../../../src/ui/forms/limits.ts';
import { forms } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';

it.each(['constructor', 'toString', ' __proto__ '])(
  'no cell can be called %s, and the reason is told',
  (name) => {
    expect(readCellName(fullNotebook(), 'x', name)).toEqual({ problem: forms.problems.reserved });
  },
);

it('numbers are read as people write them', () => {
  expect(readNumber(' 3e1 ', limits.steps)).toEqual({ value: 30 });
  for (const text of ['0x10', '0b1', 'Infinity', ' ']) {
    expect(readNumber(text, limits.steps)).toHaveProperty('problem');
  }
});
