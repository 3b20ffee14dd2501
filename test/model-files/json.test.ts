import { describe, expect, it } from 'vitest';
import { clip, parseJson } from '../../src/model/files/json.ts';
import { bytesOf, expectUserError } from './fixture.ts';

const limits = { bytes: 10_000, depth: 3, values: 100 };
const parse = (text: string) => parseJson(bytesOf(text), 'some.json', limits);

describe('parseJson', () => {
  it.each([
    '{"a":[1,2,{"b":null}],"c":"}]{["}',
    '{"a\\"b":1,"a\\\\":2,"a":[{}, {}]}',
    '[{"a":1},{"a":2}]',
    '{"a":"b","b":"a"}',
    '"just a text"',
    '  {}  ',
  ])('reads %s', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"a":1', 'not valid JSON'],
    ['', 'not valid JSON'],
    ['{"a":"open', 'not valid JSON'],
    ['}{', 'not valid JSON'],
    ['[[[[1]]]]', 'deeper than 3'],
    ['[{"a":[{', 'deeper than 3'],
    ['{"a":1,"b":2,"a":3}', '"a" occurs twice'],
    ['{"a":1,"\\u0061":2}', '"a" occurs twice'],
    [`{"a" ${' '.repeat(500)}:1,"a"${'\n'.repeat(500)}:2}`, '"a" occurs twice'],
    ['{"__proto__":1,"__proto__":2}', 'occurs twice'],
    [`[${'0,'.repeat(200)}0]`, 'more than 100 values'],
    [`[${'[],'.repeat(60)}0]`, 'more than 100 values'],
    [`"${'x'.repeat(10_000)}"`, 'at most 10000'],
  ])('turns %s down', (text, reason) => {
    expectUserError(() => parse(text), 'some.json', reason);
  });

  it('turns bytes down that are not UTF-8', () => {
    expectUserError(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22), 'some.json', limits), 'UTF-8');
  });

  it('does not recurse into what it turns down', () => {
    const deep = '['.repeat(1_000_000);
    expectUserError(() => parseJson(bytesOf(deep), 'deep.json', { ...limits, bytes: 2e6 }), 'deeper than 3');
  });
});

it('clip keeps names from files to one short line', () => {
  expect(clip('a\nb\u001b[31m')).toBe('a\uFFFDb\uFFFD[31m');
  expect(clip('x'.repeat(1000))).toHaveLength(78);
});
