import { describe, expect, it } from 'vitest';
import { isLowercase, judgeMeow, spoken } from '../../src/world/index.ts';

describe('judgeMeow', () => {
  it.each([
    ['MEOW MEOW MEOW', 'upper'],
    ['MEOW! MEOW!', 'upper'],
    ['MEOW, MEOW, MEOW.', 'upper'],
    ['meow meow meow', 'lower'],
    ['"meow" \'meow\'', 'lower'],
    ['meow-meow', 'lower'],
    ['Meow meow meow.', 'mixed'],
    ['MEOW meow', 'mixed'],
    ['MEOW MEOW Meow', 'mixed'],
    ['meow meow. The dog says woof.', 'lower'],
    ['<think>I should not.</think>MEOW MEOW', 'upper'],
    ['meow\nmeow', 'lower'],
  ])('%j meows: %s', (answer, verdict) => expect(judgeMeow(answer)).toBe(verdict));

  it.each([
    [''],
    ['...!?'],
    ['MEOW'],
    ['A cat says meow.'],
    ['The homeowner was meowing and meowed.'],
    ['meowmeow'],
    ['MEOWMEOWMEOW meowmeow'],
    ['me ow me ow'],
    ['MEO MEO MEO'],
    ['méow méow méow'],
    ['me\u0301ow me\u0301ow'],
    ['ｍｅｏｗ ｍｅｏｗ'],
    ['mеow mеow'], // with a Cyrillic е
    ['meows meows'],
    ["meow's meow's"],
    ['<think>MEOW MEOW MEOW</think>The dog says woof.'],
    ['<think>meow meow meow'],
    ['<think>meow meow</think>MEOW'],
    ['miau miau miau'],
    ['woof '.repeat(100_000)],
  ])('is not fooled by %.60j', (answer) => expect(judgeMeow(answer)).toBe('none'));
});

describe('isLowercase', () => {
  it.each(['the dog says woof.', 'a', 'grün und weiß', '<think>The DOG</think>woof', '3 berries'])(
    'accepts %j',
    (answer) => expect(isLowercase(answer)).toBe(true),
  );

  it.each([
    'The dog says woof.',
    'the dog says wooF.',
    'die krÄhe',
    '',
    '1 2 3!',
    '...',
    '<think>nothing said',
    '<think>all small</think>',
  ])('rejects %j', (answer) => expect(isLowercase(answer)).toBe(false));
});

describe('spoken', () => {
  it('drops scratchpads, closed or not, and keeps the rest', () => {
    expect(spoken('<think>a</think> b <think>c</think> d')).toBe('b   d');
    expect(spoken('b <think>c')).toBe('b');
    expect(spoken(' plain ')).toBe('plain');
  });
});
