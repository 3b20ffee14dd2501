/** Running real experiments on the shipped base, in doses small enough for a test. */
import { fileURLToPath } from 'node:url';
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../src/engine/backends/onnx/runtimeNode.ts';
import { loadBase } from '../../src/lab/loadedBase.ts';
import { runExperiment, type RunOptions } from '../../src/lab/run.ts';
import type { ExperimentResult, ExperimentSpec, Row, RunEvent, Snapshot } from '../../src/lab/types.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';

export const modelFolder = (base: string): string =>
  fileURLToPath(new URL(`../../models/${base}`, import.meta.url));

export interface RunSetup extends Omit<Partial<RunOptions>, 'signal'> {
  /** The run is stopped after the first event for which this holds. */
  stopWhen?: (event: RunEvent) => boolean;
}

/** What a run on ONNX ends with: its result, or null and the last snapshot if it was stopped. */
export async function run(
  experiment: ExperimentSpec,
  { stopWhen = () => false, ...options }: RunSetup = {},
): Promise<{ result: ExperimentResult | null; snapshot: Snapshot | null; events: RunEvent[] }> {
  const base = await loadBase(
    experiment.base,
    createNodeSource(modelFolder(experiment.base)),
    experiment.quantization,
  );
  const abort = new AbortController();
  const events: RunEvent[] = [];
  const backend = onnxBackend(nodeRuntime());
  const { signal } = abort;
  for await (const event of runExperiment(experiment, { backend, base, signal, ...options })) {
    events.push(event);
    if (stopWhen(event)) abort.abort();
  }
  const done = events.findLast((event) => event.type === 'done');
  const snapshot = events.findLast((event) => event.type === 'snapshot')?.snapshot ?? null;
  return { result: done?.result ?? null, snapshot, events };
}

/** The value of the row that matches. */
export const value = ({ rows }: ExperimentResult, match: Partial<Row>): number => {
  const found = rows.find((row) =>
    Object.entries(match).every(([key, expected]) => row[key as keyof Row] === expected),
  );
  if (!found) throw new Error(`no row ${JSON.stringify(match)}`);
  return found.value;
};
