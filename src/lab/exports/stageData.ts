/**
 * The examples of an arm's stages as JSONL for other programs: exactly those that the lab trains on with a seed, in the
 * same order, so that a program that takes them one batch after the other takes the same steps.
 */
import { UserError } from '../../support/errors.ts';
import type { Example } from '../datasets/dataset.ts';
import { stageExamples } from '../datasets/index.ts';
import { labWorld } from '../labWorld.ts';
import type { ArmSpec, OwnExample, StageSpec } from '../types.ts';
import { textFile } from './files.ts';

/** More than any experiment of the lab's own has by far; what is larger should be made by a script. */
const MAX_BYTES = 200_000_000;

type Message = Exclude<OwnExample['prompt'], string>[number];

/** How one example is written for a program. */
export type LineOf = (example: Example, stage: StageSpec) => object;

export interface StageData {
  /** The name of the file. */
  file: string;
  /** Examples in it: as many as the stage's steps take. */
  examples: number;
  bytes: Uint8Array;
}

export const dataFile = (stageIndex: number) => `stage-${stageIndex + 1}.jsonl`;

/** @throws UserError if the files would be too large */
export function stageDataFiles(arm: ArmSpec, seed: number, lineOf: LineOf): StageData[] {
  let bytesLeft = MAX_BYTES;
  return arm.stages.map((stage, index) => {
    const lines: string[] = [];
    for (const example of stageExamples(stage, index, labWorld(), seed).flat()) {
      const line = `${JSON.stringify(lineOf(example, stage))}\n`;
      bytesLeft -= line.length;
      if (bytesLeft < 0) {
        throw new UserError(
          `The data of ${arm.name} take more than ${MAX_BYTES / 1e6} MB.`,
          'Export an arm with fewer steps, smaller batches or shorter texts.',
        );
      }
      lines.push(line);
    }
    return { file: dataFile(index), examples: lines.length, bytes: textFile(lines.join('')) };
  });
}

/** What comes before the answer, as messages. */
export function promptMessages({ prompt }: Example): Message[] {
  return typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
}

export const answerMessage = (content: string): Message => ({ role: 'assistant', content });

/** The rejected answer of an example of a stage that learns from pairs. */
export function rejectedAnswer({ rejected }: Example, { objective, data }: StageSpec): string {
  if (rejected !== undefined) return rejected;
  throw new UserError(
    `${objective.kind.toUpperCase()} learns from pairs, and the data (${data.kind}) have an example without a rejected answer.`,
    'Give every example a chosen and a rejected answer, or train the stage by SFT.',
  );
}
