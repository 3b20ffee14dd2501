/** The training of arms as cells of Python that run in Jupyter, made of the script that is exported for a terminal. */
import { gzipSync } from 'fflate';
import { folderNames } from '../../../lab/exports/files.ts';
import { baseLocation } from '../../../lab/exports/describe.ts';
import { inlineCode } from '../../../lab/exports/markdown.ts';
import { pythonLiteral } from '../../../lab/exports/python.ts';
import { trlData, trlScript } from '../../../lab/exports/trl.ts';
import { trlRequirements } from '../../../lab/exports/trlScript.ts';
import type { ExperimentSpec } from '../../../lab/types.ts';
import { UserError } from '../../../support/errors.ts';
import { nextTask } from '../../../support/nextTask.ts';
import type { CellMaker } from './format.ts';
import type { IpynbTexts } from './texts.ts';

/** Where the script begins to run by itself, which in Jupyter would read the kernel's own arguments. */
const RUN = '\nif __name__ == "__main__":';
/** Characters of base64 a line. */
const LINE = 120;

/** Of every experiment the arms that are to be trained. */
export interface Trained {
  experiment: ExperimentSpec;
  arms: readonly string[];
}

interface Words {
  texts: IpynbTexts;
  /** Says what is wrong, in the language of the texts. */
  say: (error: UserError) => string;
}

export async function addTraining(
  maker: CellMaker,
  trained: readonly Trained[],
  { texts, say }: Words,
): Promise<void> {
  const [first] = trained;
  if (!first) return;
  maker.markdown('training', `## ${texts.training}\n\n${texts.trainingHelp}`);
  maker.code('training-packages', `%pip install ${trlRequirements.map((one) => `"${one}"`).join(' ')}`);
  maker.code('training-model', `MODEL_FOLDER = ${pythonLiteral(baseLocation(first.experiment.base))}`);
  const all = trained.flatMap(({ experiment, arms }) => arms.map((arm) => ({ experiment, arm })));
  const folders = folderNames(all.map(({ arm }) => arm));
  for (const [index, { experiment, arm }] of all.entries()) {
    // An arm's examples take a while to make; the page gets its turn before the next.
    await nextTask();
    addArm(maker, experiment, arm, { id: `training-${index + 1}`, folder: folders[index]!, texts, say });
  }
}

function addArm(
  maker: CellMaker,
  experiment: ExperimentSpec,
  arm: string,
  { id, folder, texts, say }: Words & { id: string; folder: string },
): void {
  let script: string;
  let data: ReturnType<typeof trlData>;
  try {
    script = trlScript(experiment, arm);
    data = trlData(experiment, arm);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    maker.markdown(id, texts.noScript(inlineCode(arm), say(error)));
    return;
  }
  const end = script.lastIndexOf(RUN);
  if (end < 0) throw new Error('trlScript: it does not end as expected');
  maker.markdown(id, texts.scriptOf(inlineCode(arm)));
  maker.code(`${id}-data`, dataSource(folder, data, texts), { isFolded: true });
  maker.code(`${id}-script`, script.slice(0, end).trimEnd());
  const options = ['--data', `${folder}/data`, '--out', `${folder}/out`];
  maker.code(`${id}-run`, `main(["--model", MODEL_FOLDER, ${options.map(pythonLiteral).join(', ')}])`);
}

/** Python that writes the files of examples, which it holds packed. */
function dataSource(folder: string, data: ReturnType<typeof trlData>, texts: IpynbTexts): string {
  const files = data.map(({ file, bytes }) => `    ${pythonLiteral(file)}: """\n${packed(bytes)}\n""",\n`);
  return `# ${texts.packedExamples}
import base64
import gzip
from pathlib import Path

folder = Path(${pythonLiteral(folder)}) / "data"
folder.mkdir(parents=True, exist_ok=True)
for name, packed in {
${files.join('')}}.items():
    (folder / name).write_bytes(gzip.decompress(base64.b64decode(packed)))
`;
}

/** Bytes as lines of base64 of their gzip form; the same bytes give the same lines. */
export function packed(bytes: Uint8Array): string {
  const zipped = gzipSync(bytes, { mtime: 0 });
  let binary = '';
  for (const byte of zipped) binary += String.fromCharCode(byte);
  return btoa(binary).replace(new RegExp(`(.{${LINE}})(?=.)`, 'g'), '$1\n');
}
