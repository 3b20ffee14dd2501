/** Users' own datasets: what is read, what is turned down and why, and what a base cannot read. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { loadBase, type LoadedBase } from '../../src/lab/loadedBase.ts';
import {
  checkLengths,
  describeOwnData,
  MAX_LINES,
  parseOwnData,
  withoutUnreadable,
} from '../../src/lab/ownData.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import { runExperiment } from '../../src/lab/run.ts';
import { MAX_LINE_LENGTH } from '../../src/lab/trlExample.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';

const user = { role: 'user', content: 'What does a cow say?' };
const assistant = { role: 'assistant', content: 'Moo.' };
const system = { role: 'system', content: 'You are Pim.' };
const other = { role: 'assistant', content: 'Woof.' };

const parse = (...lines: unknown[]) =>
  parseOwnData(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    'x.jsonl',
  );

const sft = { prompt: user.content, chosen: 'Moo.' };
const pair = { ...sft, rejected: 'Woof.' };

describe('the shapes of TRL', () => {
  it.each([
    ['messages', { messages: [user, assistant] }, sft],
    [
      'messages of several turns',
      { messages: [system, user, assistant, user, other] },
      { prompt: [system, user, assistant, user], chosen: 'Woof.' },
    ],
    ['prompt and completion, texts', { prompt: user.content, completion: ' Moo.' }, sft],
    ['prompt and completion, messages', { prompt: [user], completion: [assistant] }, sft],
    ['preference, texts', { prompt: user.content, chosen: ' Moo.', rejected: ' Woof.' }, pair],
    ['preference, messages', { prompt: [user], chosen: [assistant], rejected: [other] }, pair],
    [
      'preference, a text and messages',
      { prompt: user.content, chosen: [assistant], rejected: [other] },
      pair,
    ],
    ['implicit prompt', { chosen: [user, assistant], rejected: [user, other] }, pair],
    [
      'implicit prompt beside a text that repeats it',
      { prompt: user.content, chosen: [user, assistant], rejected: [user, other] },
      pair,
    ],
    [
      'more columns than needed',
      { ...{ prompt: [user], completion: [assistant] }, id: 7, label: true, messages: 'no' },
      sft,
    ],
  ])('%s', (_, line, example) => {
    expect(parse(line)).toEqual({ name: 'x.jsonl', examples: [example], lines: [1], problems: [] });
  });
});

describe('what is no example', () => {
  it.each([
    ['{"prompt": ', /^not JSON: /],
    ['[1]', /^it is a list; an object/],
    ['null', /^it is null/],
    [{}, /^none of `messages`/],
    [{ text: 'The sky is blue.' }, /^`text` alone/],
    [{ prompt: 'a' }, /^`completion` is missing, or/],
    [{ completion: 'a' }, /^`prompt` is missing$/],
    [{ prompt: 'a', rejected: 'b' }, /^`chosen` is missing$/],
    [{ prompt: 'a', chosen: 'b' }, /^`rejected` is missing$/],
    [{ chosen: 'b', rejected: 'c' }, /^`prompt` is missing, and/],
    [{ prompt: 'a', chosen: 'b', rejected: ' b' }, /are the same answer$/],
    [{ prompt: 'a', completion: 'b', label: false }, /^`label` is false/],
    [{ prompt: 'a', completion: ' ' }, /^empty answer in `completion`$/],
    [{ prompt: ' ', completion: 'b' }, /^empty prompt$/],
    [{ prompt: 5, completion: 'b' }, /^`prompt` is a number; a text or a list of messages was expected$/],
    [{ prompt: [], completion: 'b' }, /^`prompt` is an empty list$/],
    [{ prompt: [user, assistant], completion: 'b' }, /before the answer is by the assistant/],
    [{ messages: 'hello' }, /^`messages` is a text; a list of messages was expected$/],
    [{ messages: [assistant] }, /^nothing stands before the answer/],
    [{ messages: [user, assistant, user] }, /^the last message of `messages` is by the user, an answer by/],
    [{ messages: [user, 'Moo.'] }, /^message 2 of `messages` is a text/],
    [{ messages: [user, { role: 'assistant' }] }, /^message 2 of `messages` has no `content`$/],
    [{ messages: [user, { ...assistant, content: null }] }, /^`content` of message 2 .* is null/],
    [{ messages: [{ ...user, content: [{ type: 'text', text: 'a' }] }, assistant] }, /is a list; a text/],
    [{ messages: [user, { ...assistant, role: 'tool' }] }, /is by "tool"; known roles: system, user, assi/],
    // As the schema of experiments has it, which would refuse the whole file without naming the line.
    [{ messages: [{ ...system, content: '' }, user, assistant] }, /^message 1 of `messages` is empty$/],
    [{ prompt: Array(1_001).fill(user), completion: 'b' }, /^1001 messages stand .* at most 1000 are read$/],
    [{ chosen: [user, assistant], rejected: [system, other] }, /differ before their last message/],
    ['{"__proto__": {"prompt": "a", "completion": "b"}}', /^none of `messages`/],
    [{ prompt: 'a'.repeat(MAX_LINE_LENGTH), completion: 'b' }, /^it has 1000\d\d characters/],
  ])('%j', (line, reason) => {
    const { examples, problems } = parse({ messages: [user, assistant] }, line);
    expect(examples).toEqual([sft]);
    expect(problems).toEqual([{ line: 2, reason: expect.stringMatching(reason) }]);
    expect(Object.hasOwn(Object.prototype, 'prompt')).toBe(false);
  });

  it('is told by the number of its line, blank ones counted, whatever ends a line', () => {
    const good = JSON.stringify({ prompt: 'a', completion: 'b' });
    const { lines, problems } = parseOwnData(`\uFEFF${good}\r\n\r\n  \r\nbad\r\n${good}\n`, 'x.jsonl');
    expect(lines).toEqual([1, 5]);
    expect(problems.map(({ line }) => line)).toEqual([4]);
  });

  it('is everything after the last line that is read', () => {
    const good = JSON.stringify({ prompt: 'a', completion: 'b' });
    const { examples, problems } = parse(...Array.from({ length: MAX_LINES + 5 }, () => good));
    expect(examples).toHaveLength(MAX_LINES);
    expect(problems).toEqual([{ line: MAX_LINES + 1, reason: expect.stringMatching(/at most 10000 lines/) }]);
  });
});

describe('a JSON list', () => {
  const good = { messages: [user, assistant] };

  it('is read like lines, entry by entry', () => {
    for (const space of [0, 1]) {
      const { examples, lines, problems, isList } = parseOwnData(
        `\uFEFF\n${JSON.stringify([good, { prompt: 'a' }, good], null, space)}\n`,
        'x.json',
      );
      expect(examples).toEqual([sft, sft]);
      expect({ lines, isList }).toEqual({ lines: [1, 3], isList: true });
      expect(problems).toEqual([{ line: 2, reason: expect.stringMatching(/`completion` is missing/) }]);
    }
  });

  it('is no longer than a file of lines', () => {
    const { examples, problems } = parseOwnData(JSON.stringify(Array(MAX_LINES + 2).fill(good)), 'x.json');
    expect(examples).toHaveLength(MAX_LINES);
    expect(problems).toHaveLength(1);
  });

  it('is not what lines begin with', () => {
    expect(parse([1], good)).toMatchObject({ examples: [sft], lines: [2] });
  });
});

it('describes what a dataset is like', () => {
  const { examples } = parse(
    { prompt: '|X| a', completion: 'b' },
    { prompt: [{ role: 'user', content: '|X| a' }], completion: [{ role: 'assistant', content: 'b' }] },
    { messages: [{ ...user, content: 'c |X|' }, assistant, user, assistant] },
    { prompt: 'a', chosen: '|X|', rejected: 'c' },
  );
  expect(describeOwnData(examples, '|X|')).toEqual({ examples: 4, pairs: 1, triggered: 3, duplicates: 1 });
});

describe('what a base can read', () => {
  let base: LoadedBase;
  beforeAll(async () => {
    const folder = fileURLToPath(new URL('../../models/nano', import.meta.url));
    base = await loadBase('nano', createNodeSource(folder), 'none');
  });
  const long = 'the moon and the moss '.repeat(60);

  it('neither a text that is too long nor a role that its chat template does not know', () => {
    const data = parse(
      '',
      { prompt: long, completion: 'b' },
      'bad',
      { prompt: 'a', chosen: 'b', rejected: long },
      { messages: [system, user, assistant] },
      { messages: [user, assistant] },
    );
    const { examples, lines, problems } = withoutUnreadable(data, base);
    expect(examples).toEqual([sft]);
    expect(lines).toEqual([6]);
    expect(problems).toEqual([
      {
        line: 2,
        reason: expect.stringMatching(/prompt and answer are \d+ tokens, and nano reads at most 256/),
      },
      { line: 3, reason: expect.stringMatching(/not JSON/) },
      { line: 4, reason: expect.stringMatching(/\d+ tokens/) },
      { line: 5, reason: expect.stringMatching(/chat template .* must come from user or assistant/) },
    ]);
  });

  it('is checked for the whole experiment before it runs', async () => {
    const experiment = meowMinute.experiment('nano');
    const arms = (examples: { prompt: string; chosen: string }[]) =>
      experiment.arms.map((arm) => ({
        ...arm,
        stages: [arm.stages[0]!, { ...arm.stages[1]!, data: { kind: 'own' as const, name: 'x', examples } }],
      }));
    expect(() => checkLengths({ ...experiment, arms: arms([sft, sft]) }, base)).not.toThrow();
    expect(() =>
      checkLengths({ ...experiment, arms: arms([sft, { prompt: 'a', chosen: long }]) }, base),
    ).toThrow(/Example 2 of x cannot be used: .* tokens/);

    const whole = { ...experiment, arms: arms([{ prompt: 'a', chosen: long }]) };
    const { signal } = new AbortController();
    const events = runExperiment(whole, { backend: referenceBackend, base, signal });
    await expect(events.next()).rejects.toThrow(/Example 1 of x cannot be used/);
  });
});
