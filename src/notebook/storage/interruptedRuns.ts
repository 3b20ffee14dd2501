/** Runs that have not finished: the last snapshot of each, for a later visit to go on from. */
import * as z from 'zod/mini';
import { parseExperiment } from '../../lab/experimentSchema.ts';
import {
  computedOn,
  count,
  curvePoint,
  durations,
  experiment,
  loraSpec,
  moment,
  row,
  sample,
  seconds,
  stageName,
  text,
} from '../../lab/resultSchema.ts';
import type { ExperimentSpec, Snapshot } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import { canonicalJson } from '../../support/hash.ts';
import { heldRuns } from '../runLock.ts';
import type { LabStorage } from './labStorage.ts';
import { readAs, vector } from './sealed.ts';
import { Table, type Kept } from './table.ts';

export interface InterruptedRun {
  /** Also the name of the lock that the run's tab holds (`../runLock.ts`). */
  id: string;
  notebook: string;
  cell: string;
  updatedAt: string;
  experiment: ExperimentSpec;
  snapshot: Snapshot;
}

const checkpoint = z.looseObject({
  arm: text,
  seed: z.int(),
  stage: stageName,
  base: text,
  lora: loraSpec,
  parameters: vector,
  merged: z.exactOptional(z.array(vector)),
});

const interruptedRun = z.looseObject({
  id: text,
  notebook: text,
  cell: text,
  updatedAt: moment,
  experiment: z.unknown(),
  snapshot: z.looseObject({
    experiment,
    arm: text,
    seed: z.int(),
    stageIndex: count,
    step: count,
    parameters: vector,
    firstMoments: vector,
    secondMoments: vector,
    rows: z.array(row),
    samples: z.array(sample),
    curves: z.array(curvePoint),
    checkpoints: z.array(checkpoint),
    durations,
    computedOn,
    elapsed: z.looseObject({ training: seconds, probing: seconds }),
  }),
});

/** A run is taken up again only if its experiment is one that could be started. */
function readInterruptedRun(value: unknown): InterruptedRun | null {
  const run = readAs<InterruptedRun>(interruptedRun, value);
  if (!run) return null;
  const { parameters, firstMoments, secondMoments } = run.snapshot;
  if (firstMoments.length !== parameters.length || secondMoments.length !== parameters.length) return null;
  try {
    parseExperiment(run.experiment, 'the interrupted run');
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
  return canonicalJson(run.snapshot.experiment) === canonicalJson(run.experiment) ? run : null;
}

/** A tab that has just been closed may hold its locks a moment longer, in milliseconds. */
const LOCK_GRACE = 800;

export class InterruptedRuns {
  private readonly table: Table<InterruptedRun>;

  constructor(storage: LabStorage) {
    this.table = new Table(storage, 'snapshots', ({ id }) => id, readInterruptedRun);
  }

  /** The unfinished runs of a notebook that no tab is computing, newest first. */
  async of(notebook: string): Promise<InterruptedRun[]> {
    let runs = await this.table.all({ notebook });
    let held = await heldRuns();
    if (runs.some(({ id }) => held.has(id))) {
      await new Promise((resolve) => setTimeout(resolve, LOCK_GRACE));
      held = await heldRuns();
      // A run that has come to its end meanwhile is not there any more.
      runs = await this.table.all({ notebook });
    }
    const left = runs.filter(({ id }) => !held.has(id));
    return left.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  }

  /** Keeps the latest snapshot of a run, in place of the one before. */
  async save(run: Pick<InterruptedRun, 'id' | 'notebook' | 'cell' | 'snapshot'>): Promise<Kept> {
    const { id, notebook, cell, snapshot } = run;
    const updatedAt = new Date().toISOString();
    return this.table.put({ id, notebook, cell, updatedAt, experiment: snapshot.experiment, snapshot });
  }

  async forget(id: string): Promise<void> {
    await this.table.delete([id]);
  }

  /** Forgets those runs of a notebook that this is true of, but for one, and for what a tab is computing. */
  async forgetOthers(
    { id, notebook }: Pick<InterruptedRun, 'id' | 'notebook'>,
    isMeant: (run: InterruptedRun) => boolean,
  ): Promise<void> {
    const meant: string[] = [];
    for (const key of await this.table.keys({ notebook })) {
      // The one is not read for that: it may be large, and is being computed.
      const run = key === id ? null : await this.table.get(key);
      if (run && isMeant(run)) meant.push(key);
    }
    // Asked afterwards: a tab holds the lock of a run before there is a snapshot of it.
    const held = await heldRuns();
    await this.table.delete(meant.filter((key) => !held.has(key)));
  }
}
