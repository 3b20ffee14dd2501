/** The values of a field that a sweep varies, as people write them: JSON or plain texts, separated by commas. */
import type { Json } from '../../lab/experimentField.ts';
import { formatJson } from '../../lab/sweep.ts';
import { parseCell } from '../../notebook/document/schema.ts';
import type { SweepCell } from '../../notebook/document/types.ts';
import { forms } from '../texts/index.ts';
import type { Reading } from './draft.svelte.ts';

/** `4, 8` or `none, 4-bit` or `["a, b", {"kind": "sft"}]`: what is no JSON is a text. */
export function readValues(text: string): Reading<Json[]> {
  const parts = splitAtCommas(text);
  if (parts.includes('')) return { problem: forms.problems.emptyValue };
  const value = parts.map(parsed);
  const broken = parts.find(
    (part, index) => typeof value[index] === 'string' && /^["[{]/.test(part) && value[index] === part,
  );
  if (broken !== undefined) return { problem: forms.problems.json(broken) };
  return canBeKept(value) ? { value } : { problem: forms.problems.values };
}

/** What `readValues` reads as these. */
export function formatValues(values: readonly Json[]): string {
  return values.map(formatValue).join(', ');
}

function formatValue(value: Json): string {
  const plain = formatJson(value);
  const reading = readValues(plain);
  const isRead = 'value' in reading && reading.value.length === 1 && reading.value[0] === value;
  return isRead ? plain : JSON.stringify(value);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** At the commas that are outside of brackets, braces and quotation marks. */
function splitAtCommas(text: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  let escaped = false;
  for (const character of text) {
    if (character === '"' && !escaped) quoted = !quoted;
    escaped = quoted && character === '\\' && !escaped;
    if (!quoted && /[[{]/.test(character)) depth++;
    if (!quoted && /[\]}]/.test(character)) depth--;
    if (character === ',' && depth <= 0 && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

/** Whether a notebook may have them, which forbids some keys, great depth, and too many. */
function canBeKept(values: Json[]): boolean {
  const words = { id: 'x', name: 'x', title: '', text: '' };
  const cell: SweepCell = { kind: 'sweep', ...words, of: '', vary: [{ path: 'x', values }], seeds: [0] };
  try {
    parseCell(cell, '');
    return true;
  } catch {
    return false;
  }
}
