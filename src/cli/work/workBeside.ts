/** The unfinished runs of a result's file: each beside it, in a file that is named by what is run. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BackendWish } from '../../lab/backends/choice.ts';
import { isPartOf, takenUp } from '../../lab/takenUp.ts';
import type { ExperimentSpec, Snapshot } from '../../lab/types.ts';
import { canonicalJson, sha256 } from '../../support/hash.ts';
import type { CommandContext } from '../command.ts';
import { checkWritableFile } from '../output.ts';
import { WorkFile } from './workFile.ts';

const DIGITS_OF_HASH = 8;

export class WorkBeside {
  /** Where the snapshots of this run go. */
  readonly own: WorkFile;

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
      if (found && found.durations.length > (most?.durations.length ?? 0)) most = found;
    }
    return most;
  }

  /**
   * Takes away this run and those that are part of it, since they are part of a result now. One that was to have more
   * seeds or arms stays, even where no more of it is finished: it may still be gone on with.
   */
  async remove(): Promise<void> {
    await this.own.remove();
    for (const file of await this.others()) {
      const snapshot = await file.read();
      if (snapshot && isPartOf(snapshot.experiment, this.experiment)) await file.remove();
    }
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
