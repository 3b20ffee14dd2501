/**
 * The shape of an experiment that somebody wrote by hand, with the limits of what the lab runs. Every mistake is
 * named by its place and in plain words, and nothing unknown is passed over in silence.
 */
import * as z from 'zod/mini';
import { experimentMistakes } from './experimentChecks.ts';
import {
  arm,
  list,
  lora,
  MAX_ARMS,
  MAX_NAME,
  MAX_TEXT,
  probes,
  quantization,
  seeds,
  strict,
  text,
} from './experimentFields.ts';
import { common } from './presets/preset.ts';
import { mistakesOf, refusal } from './schemaMistakes.ts';
import type { ExperimentSpec } from './types.ts';

export { MAX_STAGES } from './experimentFields.ts';

/** What an experiment in a file may leave out has the value that the lab's own experiments have. */
const experiment = strict({
  preset: z._default(text(MAX_NAME), 'own'),
  base: z._default(text(MAX_TEXT), 'nano'),
  quantization: z._default(quantization, common.quantization),
  lora: z._default(lora, { ...common.lora, targets: [...common.lora.targets] }),
  arms: list(arm, 1, MAX_ARMS),
  probes,
  seeds: z._default(seeds, [...common.seeds]),
});

/**
 * The value as an experiment that can be run, whatever wrote it.
 * @param source what to call it in the message, e.g. the name of the file
 * @throws UserError that names the place of the first mistake and what is wrong there
 */
export function parseExperiment(value: unknown, source: string): ExperimentSpec {
  const parsed = experiment.safeParse(value);
  const mistakes = parsed.success ? experimentMistakes(parsed.data) : mistakesOf(parsed.error, value);
  if (parsed.success && mistakes.length === 0) return parsed.data;
  throw refusal(mistakes, source, 'Nothing was run.');
}
