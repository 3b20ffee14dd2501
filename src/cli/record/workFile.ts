/**
 * What is done of a recording that was stopped: the last snapshot of its run, in a file of its own, from which the
 * same recording goes on.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { SurvivingEvent } from '../../lab/backends/survivingRun.ts';
import type { ExperimentSpec, Manifest, Snapshot } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import { writeAtomically } from '../output.ts';

/** A snapshot holds everything done so far; writing it after every few steps would take longer than the steps. */
const MILLISECONDS_BETWEEN_WRITES = 20_000;

/** What the file holds: a snapshot is worth nothing for another base, world or data. */
interface Work {
  hashes: Manifest['hashes'];
  snapshot: Snapshot;
}

export class WorkFile {
  readonly path: string;

  /** Recordings of different experiments do not get in each other's way: the name holds the experiment's hash. */
  constructor(
    private readonly folder: string,
    { preset, base }: ExperimentSpec,
    private readonly hashes: Manifest['hashes'],
  ) {
    this.path = join(folder, `${preset}.${base}.${hashes.experiment.slice(0, 12)}`);
  }

  /** The snapshot to go on from; null if there is none, or it cannot be read, or is of another base or data. */
  async read(): Promise<Snapshot | null> {
    try {
      const work = deserialize(await readFile(this.path)) as Work;
      return canonicalJson(work.hashes) === canonicalJson(this.hashes) ? work.snapshot : null;
    } catch {
      return null;
    }
  }

  /** Passes the events of a run on, and writes its snapshots down: now and then, and however the run ends. */
  async *keep(events: AsyncIterable<SurvivingEvent>): AsyncGenerator<SurvivingEvent, void> {
    await mkdir(this.folder, { recursive: true });
    let unwritten: Snapshot | null = null;
    let lastWrite = performance.now();
    try {
      for await (const event of events) {
        if (event.type === 'snapshot') unwritten = event.snapshot;
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
  }

  private async write(snapshot: Snapshot): Promise<void> {
    const work: Work = { hashes: this.hashes, snapshot };
    await writeAtomically(this.path, serialize(work));
  }
}
