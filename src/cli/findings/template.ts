/**
 * The template of FINDINGS.md: Markdown in which four things stand for what is recorded.
 *
 * - A fenced block `table`: a line for every arm and base, a column for every number.
 * - A fenced block `sweep`: a line for every setting and arm of a recorded sweep.
 * - A fenced block `aims`: a line for every aim (`aims.ts`), with what was found and whether that reaches it.
 * - In a sentence, `{{PRESET BASE ARM NUMBER}}`: a mean; with `range` after it the least and the largest seed's
 *   value, with `interval` the 95 % interval.
 *
 * A number is named as in `reference.ts`; a column may have a title: `NUMBER as TITLE`.
 */
import { parseAim, type Aim } from './aims.ts';
import { atLine } from './complaint.ts';
import { parseReference, referenceForm, type Reference } from './reference.ts';

export interface Column {
  reference: Reference;
  title: string;
  /** Of the template, from 1. */
  line: number;
}

export interface TableBlock {
  kind: 'table';
  line: number;
  preset: string;
  bases: string[];
  arms: string[];
  columns: Column[];
}

export interface SweepBlock {
  kind: 'sweep';
  line: number;
  sweeps: string[];
  bases: string[];
  arms: string[];
  columns: Column[];
}

export interface AimsBlock {
  kind: 'aims';
  line: number;
  aims: Aim[];
}

export const aspects = ['mean', 'interval', 'range'] as const;

export interface InlineNumber {
  kind: 'number';
  line: number;
  preset: string;
  base: string;
  arm: string;
  reference: Reference;
  aspect: (typeof aspects)[number];
}

export type Part = { kind: 'text'; text: string } | InlineNumber | TableBlock | SweepBlock | AimsBlock;

/** What is left to be written by hand; FINDINGS.md is not written while there is any. */
export const TODO = 'TODO-RESULTS';

/** @throws UserError that names the line of what cannot be understood */
export function parseTemplate(template: string): Part[] {
  const lines = template.split('\n');
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; at++) {
    const kind = /^```(table|sweep|aims)$/.exec(lines[at]!)?.[1];
    if (kind === undefined) {
      parts.push(...parseLine(lines[at]!, at + 1), { kind: 'text', text: '\n' });
      continue;
    }
    const end = lines.indexOf('```', at);
    if (end < 0) throw atLine(at + 1, 'this block has no end.', 'End it with a line of three backticks.');
    parts.push(parseBlock(kind, lines.slice(at + 1, end), at + 1), { kind: 'text', text: '\n' });
    at = end;
  }
  // Splitting a text that ends with a line break leaves an empty line at its end.
  parts.pop();
  return parts;
}

/** @param line of the block's first line, after which its text begins */
function parseBlock(kind: string, text: readonly string[], line: number): Part {
  if (kind === 'aims') {
    return { kind, line, aims: text.map((aim, index) => parseAim(aim, line + 1 + index)) };
  }
  const fields = parseFields(text, line + 1);
  return kind === 'table' ? tableBlock(fields, line) : sweepBlock(fields, line);
}

interface Fields {
  lists: Map<string, string[]>;
  columns: Column[];
}

/** `key: a, b` a line, and after `columns:` one a line, indented. */
function parseFields(lines: readonly string[], firstLine: number): Fields {
  const fields: Fields = { lists: new Map(), columns: [] };
  let inColumns = false;
  for (const [index, text] of lines.entries()) {
    const line = firstLine + index;
    if (text.trim() === '') continue;
    if (inColumns && /^\s/.test(text)) {
      fields.columns.push(parseColumn(text, line));
      continue;
    }
    const [, key, list] = /^([a-z]+):(.*)$/.exec(text) ?? [];
    if (key === undefined) throw atLine(line, `"${text}" is no field.`, 'A field is written NAME: A, B.');
    inColumns = key === 'columns';
    const values = list!.split(',').map((value) => value.trim());
    fields.lists.set(
      key,
      values.filter((value) => value !== ''),
    );
  }
  return fields;
}

function parseColumn(text: string, line: number): Column {
  const [, number, title] = /^(.*?)(?:\s+as\s+(.*))?$/.exec(text.trim())!;
  const reference = parseReference(number!);
  if (!reference) throw atLine(line, `"${number}" names no number.`, referenceForm);
  return { reference, title: title ?? number!, line };
}

function tableBlock({ lists, columns }: Fields, line: number): TableBlock {
  const [presets, bases, arms] = required(lists, ['preset', 'bases', 'arms'], line);
  return { kind: 'table', line, preset: presets![0]!, bases: bases!, arms: arms!, columns };
}

function sweepBlock({ lists, columns }: Fields, line: number): SweepBlock {
  const [sweeps, bases, arms] = required(lists, ['sweeps', 'bases', 'arms'], line);
  return { kind: 'sweep', line, sweeps: sweeps!, bases: bases!, arms: arms!, columns };
}

function required(lists: Fields['lists'], keys: readonly string[], line: number): string[][] {
  const known = [...keys, 'columns'];
  const unknown = [...lists.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw atLine(line, `this block knows no field "${unknown}".`, `Its fields: ${known.join(', ')}.`);
  }
  const missing = known.find((key) => !lists.has(key) || (key !== 'columns' && lists.get(key)!.length === 0));
  if (missing !== undefined) {
    throw atLine(line, `this block has no "${missing}".`, `Its fields: ${known.join(', ')}.`);
  }
  return keys.map((key) => lists.get(key)!);
}

function parseLine(text: string, line: number): Part[] {
  // The texts between placeholders have even places, what is in the braces odd ones.
  return text.split(/\{\{(.*?)\}\}/).map((part, index) => {
    return index % 2 === 0 ? { kind: 'text', text: part } : parseNumber(part, line);
  });
}

function parseNumber(text: string, line: number): InlineNumber {
  const words = text.trim().split(/\s+/);
  const last = aspects.find((aspect) => aspect === words.at(-1));
  const [preset, base, arm, ...number] = last ? words.slice(0, -1) : words;
  const reference = parseReference(number.join(' '));
  if (preset === undefined || base === undefined || arm === undefined || !reference) {
    throw atLine(
      line,
      `"${text}" names no number.`,
      `It is written {{PRESET BASE ARM NUMBER}}. ${referenceForm}`,
    );
  }
  return { kind: 'number', line, preset, base, arm, reference, aspect: last ?? 'mean' };
}
