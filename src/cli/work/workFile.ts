/**
 * What is done of a run that was stopped or failed: its last snapshot, in a file of its own, from which the same run
 * goes on.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { BackendWish } from '../../lab/backends/choice.ts';
import type { SurvivingEvent } from '../../lab/backends/survivingRun.ts';
import type { ExperimentSpec, Manifest, Snapshot } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import type { CommandContext } from '../command.ts';
import { writeAtomically } from '../output.ts';

/** A snapshot holds everything done so far; writing it after every few steps would take longer than the steps. */
const MILLISECONDS_BETWEEN_WRITES = 20_000;

/** What the file holds: a snapshot is worth nothing for another base, world or data. */
interface Work {
  backend: BackendWish;
  hashes: Manifest['hashes'];
  snapshot: Snapshot;
}

export class WorkFile {
  /** The snapshot in the file, as far as it is known. */
  snapshot: Snapshot | null = null;

  /** @param backend as it was wished for: what was done on another one is not gone on with */
  constructor(
    readonly path: string,
    private readonly backend: BackendWish,
    private readonly context: Pick<CommandContext, 'hashesOf'>,
  ) {}

  /** The snapshot to go on from; null if there is none, or it cannot be read, or is of another base or data. */
  async read(): Promise<Snapshot | null> {
    try {
      const { backend, hashes, snapshot } = deserialize(await readFile(this.path)) as Work;
      const now = await this.hashesOf(snapshot.experiment);
      const fits = backend === this.backend && canonicalJson(hashes) === canonicalJson(now);
      this.snapshot = fits ? snapshot : null;
    } catch {
      this.snapshot = null;
    }
    return this.snapshot;
  }

  /**
   * Passes the events of a run on, and writes its snapshots down: now and then, and where the run ends before it has
   * come to a result.
   */
  async *keep(events: AsyncIterable<SurvivingEvent>): AsyncGenerator<SurvivingEvent, void> {
    let unwritten: Snapshot | null = null;
    let lastWrite = performance.now();
    try {
      for await (const event of events) {
        if (event.type === 'snapshot') unwritten = event.snapshot;
        if (event.type === 'done') unwritten = null;
        if (unwritten && performance.now() - lastWrite >= MILLISECONDS_BETWEEN_WRITES) {
          await this.write(unwritten);
          unwritten = null;
          lastWrite = performance.now();
        }
        yield event;
      }
    } finally {
      if (unwritten) await this.write(unwritten);
    }
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
    this.snapshot = null;
  }

  private async write(snapshot: Snapshot): Promise<void> {
    const work: Work = {
      backend: this.backend,
      hashes: await this.hashesOf(snapshot.experiment),
      snapshot,
    };
    await mkdir(dirname(this.path), { recursive: true });
    await writeAtomically(this.path, serialize(work));
    this.snapshot = snapshot;
  }

  /** Of one seed: drawing the examples of all takes long, and they are drawn alike. */
  private hashesOf(experiment: ExperimentSpec): Promise<Manifest['hashes']> {
    return this.context.hashesOf({ ...experiment, seeds: experiment.seeds.slice(0, 1) });
  }
}
