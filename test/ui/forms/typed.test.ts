import { expect, it } from 'vitest';
import { count, readTyped, typed, withFormatsOf } from '../../../src/ui/format.ts';
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

it.each([
  ['de', '1.000', 1_000],
  ['de', '-12.500,25', -12_500.25],
  ['de', ' 1.000.000 ', 1_000_000],
  ['de', '0.001', 0.001],
  ['de', '0,001', 0.001],
  ['de', '2.5', 2.5],
  ['de', '1.0000', 1],
  ['de', '1,000', 1],
  ['en', '1,000', 1_000],
  ['en', '12,500.25', 12_500.25],
  ['en', '1.000', 1],
  ['en', '1.125', 1.125],
  ['en', '0,001', NaN],
  ['en', '2,5', NaN],
  ['en', '1,0000', NaN],
] as const)('in %s %s is read as the page writes numbers', (language, text, value) => {
  expect(withFormatsOf(language, () => readTyped(text))).toBe(value);
});

it.each(['en', 'de'] as const)('in %s a number is read as it was written', (language) => {
  for (const value of [0.003, 1.125, 1_000, 1_234.5, -4_096]) {
    expect(withFormatsOf(language, () => readTyped(typed(value)))).toBe(value);
  }
  expect(withFormatsOf(language, () => readTyped(count(5_000)))).toBe(5_000);
});
