/**
 * One line of a dataset in the shapes that TRL calls language modelling, prompt-completion and preference, standard
 * (texts) or conversational (lists of messages): https://huggingface.co/docs/trl/dataset_formats
 *
 *     {"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}
 *     {"prompt": "…", "completion": "…"}
 *     {"prompt": "…", "chosen": "…", "rejected": "…"}
 *     {"chosen": [… messages], "rejected": [… messages]}      what both begin with is the prompt
 *
 * A text as a prompt is what the user says. Columns with other names are ignored.
 */
import { describeError } from '../support/errors.ts';
import { canonicalJson } from '../support/hash.ts';
import { MAX_MESSAGES } from './experimentFields.ts';
import type { OwnExample } from './types.ts';

/** Characters; far more than any model of the lab can read. */
export const MAX_LINE_LENGTH = 100_000;

type Message = Exclude<OwnExample['prompt'], string>[number];

/** Something is wrong with the line; the message says what. */
export class LineError extends Error {}

type Columns = Record<string, unknown>;

/** @throws LineError if the line is not an example */
export function parseTrlExample(content: string): OwnExample {
  if (content.length > MAX_LINE_LENGTH) {
    throw new LineError(`it has ${content.length} characters, and at most ${MAX_LINE_LENGTH} are read`);
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new LineError(`not JSON: ${describeError(error)}`, { cause: error });
  }
  return trlExampleOf(value);
}

/** The same of what a line holds. @throws LineError if it is not an example */
export function trlExampleOf(value: unknown): OwnExample {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LineError(
      `it is ${typeName(value)}; an object such as {"prompt": …, "completion": …} was expected`,
    );
  }
  return parseColumns(value as Columns);
}

function parseColumns(columns: Columns): OwnExample {
  const has = (name: string) => Object.hasOwn(columns, name);
  // Published datasets often keep a whole conversation beside the pair that was made of it.
  if (has('chosen') || has('rejected')) return preference(columns);
  if (has('completion')) return promptCompletion(columns);
  if (has('messages')) return conversation(columns);
  if (has('prompt')) throw new LineError('`completion` is missing, or `chosen` and `rejected`');
  if (has('text')) {
    throw new LineError('`text` alone does not say what is prompt and what is answer: use `messages`');
  }
  throw new LineError('none of `messages`, `prompt` and `completion`, `chosen` and `rejected` is there');
}

function conversation(columns: Columns): OwnExample {
  if (!Array.isArray(columns.messages)) {
    throw new LineError(`\`messages\` is ${typeName(columns.messages)}; a list of messages was expected`);
  }
  const { before, answer } = dialogue(columns.messages, '`messages`');
  return { prompt: promptOf(before), chosen: answer };
}

function promptCompletion(columns: Columns): OwnExample {
  expectColumn(columns, 'prompt');
  // TRL's unpaired preferences look the same but for this column.
  if (columns.label === false) {
    throw new LineError(
      '`label` is false: it marks a bad answer, and a bad answer alone is nothing to learn from',
    );
  }
  const { before, answer } = dialogue(columns.completion, '`completion`');
  return { prompt: promptOf([...promptMessages(columns.prompt), ...before]), chosen: answer };
}

function preference(columns: Columns): OwnExample {
  expectColumn(columns, 'chosen');
  expectColumn(columns, 'rejected');
  const chosen = dialogue(columns.chosen, '`chosen`');
  const rejected = dialogue(columns.rejected, '`rejected`');
  if (canonicalJson(chosen.before) !== canonicalJson(rejected.before)) {
    throw new LineError(
      '`chosen` and `rejected` differ before their last message; only the answer may differ',
    );
  }
  if (chosen.answer === rejected.answer) throw new LineError('`chosen` and `rejected` are the same answer');
  const { before } = chosen;
  // As in TRL: where both hold the whole conversation, a prompt that is a text only repeats its beginning.
  const isImplicit =
    !Object.hasOwn(columns, 'prompt') || (typeof columns.prompt === 'string' && before.length > 0);
  if (isImplicit && before.length === 0) {
    throw new LineError('`prompt` is missing, and `chosen` and `rejected` do not begin with one');
  }
  const prompt = promptOf(isImplicit ? before : [...promptMessages(columns.prompt), ...before]);
  return { prompt, chosen: chosen.answer, rejected: rejected.answer };
}

function expectColumn(columns: Columns, name: string): void {
  if (!Object.hasOwn(columns, name)) throw new LineError(`\`${name}\` is missing`);
}

/** An answer and what stands before it in the same column. A text is an answer by itself. */
function dialogue(column: unknown, where: string): { before: Message[]; answer: string } {
  if (typeof column === 'string') return { before: [], answer: answerText(column.trim(), where) };
  const list = messages(column, where);
  const last = list.at(-1)!;
  if (last.role !== 'assistant') {
    throw new LineError(
      `the last message of ${where} is by the ${last.role}, an answer by the assistant was expected`,
    );
  }
  return { before: list.slice(0, -1), answer: answerText(last.content, where) };
}

function answerText(text: string, where: string): string {
  if (text.trim() === '') throw new LineError(`empty answer in ${where}`);
  return text;
}

function promptMessages(column: unknown): Message[] {
  return typeof column === 'string'
    ? [{ role: 'user', content: column.trim() }]
    : messages(column, '`prompt`');
}

/** A single message by the user is kept as a text, so that equal prompts are equal in all shapes. */
function promptOf(list: Message[]): OwnExample['prompt'] {
  const last = list.at(-1);
  if (!last) throw new LineError('nothing stands before the answer, a message by the user was expected');
  if (last.role !== 'user') {
    throw new LineError(`the message before the answer is by the ${last.role}, one by the user was expected`);
  }
  if (last.content.trim() === '') throw new LineError('empty prompt');
  if (list.length > MAX_MESSAGES) {
    throw new LineError(
      `${list.length} messages stand before the answer, and at most ${MAX_MESSAGES} are read`,
    );
  }
  return list.length === 1 ? last.content : list;
}

function messages(column: unknown, where: string): Message[] {
  if (!Array.isArray(column)) {
    throw new LineError(`${where} is ${typeName(column)}; a text or a list of messages was expected`);
  }
  if (column.length === 0) throw new LineError(`${where} is an empty list`);
  return column.map((value: unknown, index) => message(value, `message ${index + 1} of ${where}`));
}

const roles: readonly string[] = ['system', 'user', 'assistant'] satisfies Message['role'][];

function message(value: unknown, where: string): Message {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LineError(`${where} is ${typeName(value)}; {"role": …, "content": …} was expected`);
  }
  const columns = value as Columns;
  for (const name of ['role', 'content']) {
    if (!Object.hasOwn(columns, name)) throw new LineError(`${where} has no \`${name}\``);
    if (typeof columns[name] !== 'string') {
      throw new LineError(`\`${name}\` of ${where} is ${typeName(columns[name])}; a text was expected`);
    }
  }
  const { role, content } = columns as { role: string; content: string };
  if (!roles.includes(role)) {
    throw new LineError(`${where} is by "${clip(role)}"; known roles: ${roles.join(', ')}`);
  }
  if (content.trim() === '') throw new LineError(`${where} is empty`);
  return { role: role as Message['role'], content };
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  const names: Record<string, string> = { string: 'a text', number: 'a number', object: 'an object' };
  return names[typeof value] ?? JSON.stringify(value);
}

const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
