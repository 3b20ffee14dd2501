/** The models that a run trains, kept while it goes by and written as PEFT folders when it is done. */
import type { SurvivingEvent } from '../lab/backends/survivingRun.ts';
import { peftFolders } from '../lab/exports/peft.ts';
import type { Checkpoint, ExperimentResult } from '../lab/types.ts';
import { readConfig } from '../model/files/config.ts';
import { createNodeSource } from '../model/files/nodeSource.ts';
import { writeFolderAtomically } from './output.ts';

export class TrainedModels {
  /** By place: after a lost device the same may come again. */
  private readonly checkpoints = new Map<string, Checkpoint>();

  /** @param before of an earlier sitting of the run */
  constructor(before: readonly Checkpoint[]) {
    before.forEach((checkpoint) => this.keep(checkpoint));
  }

  /** Passes the events of a run on, and keeps the checkpoints among them. */
  async *passing(events: AsyncIterable<SurvivingEvent>): AsyncGenerator<SurvivingEvent, void> {
    for await (const event of events) {
      if (event.type === 'checkpoint') this.keep(event.checkpoint);
      yield event;
    }
  }

  private keep(checkpoint: Checkpoint): void {
    const { arm, seed, stage } = checkpoint;
    this.checkpoints.set(JSON.stringify([arm, seed, stage]), checkpoint);
  }

  /** Writes a folder `ARM/seed-N/stage-N` for every trained stage. */
  async write(folder: string, { experiment, manifest }: ExperimentResult, baseFolder: string): Promise<void> {
    const bytes = await createNodeSource(baseFolder).read('config.json');
    const config = readConfig(bytes, `config.json of ${baseFolder}`);
    const files = peftFolders([...this.checkpoints.values()], config, { experiment, manifest });
    await writeFolderAtomically(folder, files);
  }
}
