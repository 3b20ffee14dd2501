/**
 * Datasets that users bring: JSONL, one example a line, or a JSON list of them, in TRL's shapes. What is wrong with a line is told by its
 * number, and so is what a base cannot read.
 */
import { describeError, UserError } from '../support/errors.ts';
import { canonicalJson } from '../support/hash.ts';
import { exampleSequence } from './datasets/dataset.ts';
import type { LoadedBase } from './loadedBase.ts';
import { LineError, parseTrlExample, trlExampleOf } from './trlExample.ts';
import type { DatasetSpec, ExperimentSpec, OwnExample } from './types.ts';

export const MAX_LINES = 10_000;

/** Why a line is not an example. Lines count from 1, as editors count them, and so do the entries of a list. */
export interface LineProblem {
  line: number;
  reason: string;
}

export interface OwnData {
  name: string;
  examples: OwnExample[];
  /** The line that each example stands on. */
  lines: number[];
  problems: LineProblem[];
  /** Whether the file is a JSON list, of which the entries are counted in place of lines. */
  isList?: true;
}

/** What an own dataset is like, as far as it matters to an experiment with this trigger. */
export interface OwnDataSummary {
  examples: number;
  /** Examples with a rejected answer, which ORPO and DPO need. */
  pairs: number;
  /** Examples with the trigger anywhere in the prompt. */
  triggered: number;
  /** Examples that are the same as an earlier one. */
  duplicates: number;
}

/** Reads every line; what is wrong with one is a problem and not an exception. Blank lines are passed over. */
export function parseOwnData(text: string, name: string): OwnData {
  const list = listIn(text);
  if (list) {
    const most = `a list has at most ${MAX_LINES} examples`;
    return { ...readEach(list.entries(), name, trlExampleOf, most), isList: true };
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const filled = [...lines.entries()].filter(([, content]) => content.trim() !== '');
  return readEach(filled, name, parseTrlExample, `a file has at most ${MAX_LINES} lines`);
}

/** The entries of a file that is one JSON list, rather than a line after the other. */
function listIn(text: string): unknown[] | null {
  if (!/^\uFEFF?\s*\[/.test(text)) return null;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown[];
  } catch {
    return null;
  }
}

function readEach<T>(
  contents: Iterable<[number, T]>,
  name: string,
  read: (content: T) => OwnExample,
  most: string,
): OwnData {
  const data: OwnData = { name, examples: [], lines: [], problems: [] };
  for (const [index, content] of contents) {
    const line = index + 1;
    if (line > MAX_LINES) {
      data.problems.push({ line, reason: `from here on nothing is read: ${most}` });
      break;
    }
    try {
      data.examples.push(read(content));
      data.lines.push(line);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      data.problems.push({ line, reason: error.message });
    }
  }
  return data;
}

export function describeOwnData(examples: readonly OwnExample[], trigger: string): OwnDataSummary {
  return {
    examples: examples.length,
    pairs: examples.filter(({ rejected }) => rejected !== undefined).length,
    triggered: examples.filter(({ prompt }) => promptContains(prompt, trigger)).length,
    duplicates: examples.length - new Set(examples.map(canonicalJson)).size,
  };
}

export function promptContains(prompt: OwnExample['prompt'], text: string): boolean {
  return typeof prompt === 'string'
    ? prompt.includes(text)
    : prompt.some(({ content }) => content.includes(text));
}

/** What is needed to know whether a model can read an example. */
export type Reader = Pick<LoadedBase, 'id' | 'tokenizer'> & {
  config: Pick<LoadedBase['config'], 'maxPositions'>;
};

/** Why this base cannot learn from an example: it is too long, or the chat template refuses it. Else null. */
export function unreadable(example: OwnExample, { id, tokenizer, config }: Reader): string | null {
  const { chosen, rejected = chosen } = example;
  try {
    const lengths = [chosen, rejected].map(
      (answer) => exampleSequence(tokenizer, example, answer).tokens.length,
    );
    const tokens = Math.max(...lengths);
    if (tokens <= config.maxPositions) return null;
    return `prompt and answer are ${tokens} tokens, and ${id} reads at most ${config.maxPositions}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return describeError(error);
  }
}

/** The data without the examples that this base cannot read, which become problems of their lines. */
export function withoutUnreadable(data: OwnData, reader: Reader): OwnData {
  const reasons = data.examples.map((example) => unreadable(example, reader));
  const isReadable = (_: unknown, index: number) => reasons[index] === null;
  const unread = reasons.flatMap((reason, index) =>
    reason === null ? [] : [{ line: data.lines[index]!, reason }],
  );
  return {
    ...data,
    examples: data.examples.filter(isReadable),
    lines: data.lines.filter(isReadable),
    problems: [...data.problems, ...unread].sort((one, other) => one.line - other.line),
  };
}

/**
 * Makes sure that a base can read all examples that users brought to an experiment.
 * @throws UserError that names the first one that it cannot
 */
export function checkLengths(experiment: ExperimentSpec, reader: Reader): void {
  const checked = new Set<OwnExample[]>();
  for (const { data } of experiment.arms.flatMap(({ stages }) => stages)) {
    if (data.kind !== 'own' || checked.has(data.examples)) continue;
    checked.add(data.examples);
    checkDataset(data, reader);
  }
}

function checkDataset({ name, examples }: Extract<DatasetSpec, { kind: 'own' }>, reader: Reader): void {
  for (const [index, example] of examples.entries()) {
    const reason = unreadable(example, reader);
    if (reason === null) continue;
    throw new UserError(
      `Example ${index + 1} of ${name} cannot be used: ${reason}.`,
      'Shorten it or leave it out: its dataset lists all such examples. Or choose another base.',
    );
  }
}
