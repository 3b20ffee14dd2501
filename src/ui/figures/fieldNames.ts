/** Fields of an experiment that a sweep varies, in words. */
import { formatJson, type Setting } from '../../lab/sweep.ts';
import { number } from '../format.ts';
import { figures } from '../texts/index.ts';

const STAGE_FIELD = /^arms\[([^\]]+)\]\.stages\[(\d+)\]\.(?:data\.)?(steps|learningRate|harmlessShare)$/;

/** `steps of stage 2`; the path itself where there are no words for it. */
export function fieldName(path: string): string {
  const texts = figures.fields;
  if (path === 'lora.rank') return texts.rank;
  if (path === 'lora.alpha') return texts.alpha;
  if (path === 'quantization') return texts.quantization;
  const [, arm, stage, field] = STAGE_FIELD.exec(path) ?? [];
  if (arm === undefined) return path;
  const name = texts[field as 'steps' | 'learningRate' | 'harmlessShare'](Number(stage) + 1);
  return arm === '*' ? name : `${name}, ${arm}`;
}

/** A value of a field; numbers as the language writes them. */
export function fieldValue(value: Setting[string]): string {
  return typeof value === 'number' ? number(value) : formatJson(value);
}

/** `rank of the adapters = 8, weights of the base = 4-bit` */
export function settingName(setting: Setting): string {
  return Object.entries(setting)
    .map(([path, value]) => `${fieldName(path)} = ${fieldValue(value)}`)
    .join(', ');
}
