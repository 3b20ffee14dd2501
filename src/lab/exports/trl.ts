/** An arm as a folder that trains it with TRL and PEFT: script, data, requirements, and what differs from the lab. */
import type { ExperimentSpec } from '../types.ts';
import { textFile, type ExportedFiles } from './files.ts';
import { armOf } from './recipe.ts';
import {
  answerMessage,
  promptMessages,
  rejectedAnswer,
  stageDataFiles,
  type LineOf,
  type StageData,
} from './stageData.ts';
import { trlReadme } from './trlReadme.ts';
import { trlRequirements, trlScript } from './trlScript.ts';
import { isPairwise } from '../objectives.ts';

export { trlScript } from './trlScript.ts';

/**
 * Everything that `python train.py` needs but the base model.
 * @param seed decides the examples, as in the lab; by default the experiment's first
 * @throws UserError if the experiment has no such arm, or its data are too large
 */
export function trlFolder(
  experiment: ExperimentSpec,
  armName: string,
  seed = firstSeed(experiment),
): ExportedFiles {
  const data = trlData(experiment, armName, seed);
  return new Map([
    ['README.md', textFile(trlReadme(experiment, armOf(experiment, armName), seed))],
    ['requirements.txt', textFile(`${trlRequirements.join('\n')}\n`)],
    ['train.py', textFile(trlScript(experiment, armName, seed))],
    ...data.map(({ file, bytes }): [string, Uint8Array] => [`data/${file}`, bytes]),
  ]);
}

/**
 * The data of an arm's stages in TRL's conversational shapes (https://huggingface.co/docs/trl/dataset_formats):
 * prompt-completion for SFT, preference with an explicit prompt for ORPO and DPO. A column `given` holds the beginning
 * of an answer that is there already and not learned, where there is one.
 */
export function trlData(
  experiment: ExperimentSpec,
  armName: string,
  seed = firstSeed(experiment),
): StageData[] {
  return stageDataFiles(armOf(experiment, armName), seed, trlLine);
}

const trlLine: LineOf = (example, stage) => {
  const prompt = promptMessages(example);
  const given = example.given === undefined ? {} : { given: example.given };
  const chosen = [answerMessage(example.chosen)];
  if (!isPairwise(stage.objective)) return { prompt, ...given, completion: chosen };
  return { prompt, ...given, chosen, rejected: [answerMessage(rejectedAnswer(example, stage))] };
};

const firstSeed = ({ seeds }: ExperimentSpec): number => seeds[0] ?? 0;
