/** Every arm of a notebook as a folder that trains it with another program. */
import { axolotlFolder } from '../../lab/exports/axolotl.ts';
import { folderNames, inFolder, type ExportedFiles } from '../../lab/exports/files.ts';
import { trlFolder } from '../../lab/exports/trl.ts';
import type { ExperimentSpec } from '../../lab/types.ts';
import { experimentOf } from '../../notebook/document/compile.ts';
import type { NotebookDocument, TrainCell } from '../../notebook/document/types.ts';
import { nextTask } from '../../support/nextTask.ts';

const folderOf = { trl: trlFolder, axolotl: axolotlFolder };
export type Program = keyof typeof folderOf;

/** @throws UserError where a train cell cannot be run as it is, or an arm's data are too large */
export async function trainingFiles(document: NotebookDocument, program: Program): Promise<ExportedFiles> {
  const arms = finalArms(document);
  const folders = folderNames(arms.map(({ arm }) => arm));
  const files: ExportedFiles = new Map();
  for (const [index, { experiment, arm }] of arms.entries()) {
    // An arm's examples take a while to make; the page gets its turn before the next.
    await nextTask();
    const folder = folderOf[program](experiment, arm);
    for (const [path, bytes] of inFolder(folders[index]!, folder)) files.set(path, bytes);
  }
  return files;
}

/** Every arm once, with all its stages: as it is in the last train cell that has it. */
function finalArms(document: NotebookDocument): { experiment: ExperimentSpec; arm: string }[] {
  const trains = document.cells.filter((cell) => cell.kind === 'train');
  return trains.flatMap((cell) => {
    const names = cell.arms.map(({ name }) => name).filter((name) => !isContinued(trains, cell, name));
    if (names.length === 0) return [];
    const experiment = experimentOf(document, cell);
    return names.map((arm) => ({ experiment, arm }));
  });
}

function isContinued(trains: readonly TrainCell[], { name: cell }: TrainCell, arm: string): boolean {
  return trains.some(
    ({ after, arms }) => after === cell && arms.some(({ name, from = name }) => from === arm),
  );
}
