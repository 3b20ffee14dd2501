/** The unfinished runs of a result's file: each beside it, in a file that is named by what is run. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BackendWish } from '../../lab/backends/choice.ts';
import { takenUp } from '../../lab/takenUp.ts';
import type { ExperimentSpec, Snapshot } from '../../lab/types.ts';
import { canonicalJson, sha256 } from '../../support/hash.ts';
import type { CommandContext } from '../command.ts';
import { checkWritableFile } from '../output.ts';
import { WorkFile } from './workFile.ts';

const DIGITS_OF_HASH = 8;

export class WorkBeside {
  /** Where the snapshots of this run go. */
  readonly own: WorkFile;
  /** What it takes up, and whether that is all that the file has finished. */
  private source: { file: WorkFile; isAll: boolean } | null = null;

  constructor(
    private readonly out: string,
    private readonly experiment: ExperimentSpec,
    private readonly backend: BackendWish,
    private readonly context: Pick<CommandContext, 'hashesOf'>,
  ) {
    const name = sha256(canonicalJson([experiment, backend])).slice(0, DIGITS_OF_HASH);
    this.own = new WorkFile(`${this.prefix}${name}`, backend, context);
  }

  private get prefix(): string {
    return `${this.out}.unfinished-`;
  }

  /** @throws UsageError if nothing can be written there */
  async check(): Promise<void> {
    await checkWritableFile(this.own.path);
  }

  /**
   * What to go on from: what is done of this run, or else the most that is done of one with other seeds or arms; null
   * if there is nothing.
   */
  async read(): Promise<Snapshot | null> {
    const begun = await this.own.read();
    if (begun) return begun;
    let most: Snapshot | null = null;
    for (const file of await this.others()) {
      const snapshot = await file.read();
      const found = snapshot && takenUp(snapshot, this.experiment);
      if (!found || (most && found.durations.length <= most.durations.length)) continue;
      most = found;
      this.source = { file, isAll: found.durations.length === snapshot.durations.length };
    }
    return most;
  }

  /** Takes away what is part of a result now. */
  async remove(): Promise<void> {
    await this.own.remove();
    if (this.source?.isAll) await this.source.file.remove();
  }

  private async others(): Promise<WorkFile[]> {
    const folder = dirname(this.out);
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => name.startsWith(basename(this.prefix)))
      .map((name) => join(folder, name))
      .filter((path) => path !== this.own.path)
      .map((path) => new WorkFile(path, this.backend, this.context));
  }
}
