/** An open notebook whose runs go as a test says, without a worker. */
import { vi } from 'vitest';
import type { RunEvent } from '../../../src/lab/types.ts';
import { OpenNotebook, type Opening } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices, type LabServices } from '../../../src/notebook/session/services.ts';
import type { RunOutcome } from '../../../workers/labClient.ts';
import type { LabInfo, RunStart } from '../../../workers/protocol.ts';

/** A run in the lab. */
export interface FakeRun {
  start: RunStart;
  tell(event: RunEvent): void;
  end(outcome: RunOutcome): void;
}

export interface FakeLab {
  notebook: OpenNotebook;
  services: LabServices;
  /** All that were begun, the first one first. */
  runs: FakeRun[];
}

export function withFakeLab(opening: Opening, services = createServices(() => {})): FakeLab {
  // Without locks, as in a browser that has none.
  if (!('navigator' in globalThis)) vi.stubGlobal('navigator', {});
  const notebook = new OpenNotebook(opening, services, () => {});
  return { notebook, services, runs: fakeRunsOf(notebook) };
}

/** The same for a notebook that is open already. */
export function fakeRunsOf(notebook: OpenNotebook): FakeRun[] {
  const runs: FakeRun[] = [];
  const { client } = notebook.lab;
  const info: LabInfo = { backend: 'onnx', runtime: 'a runtime', reason: '', baseHash: 'a-hash' } as LabInfo;
  vi.spyOn(client, 'prepare').mockResolvedValue(info);
  vi.spyOn(client, 'run').mockImplementation(async (start, tell) => {
    let end: (outcome: RunOutcome) => void = () => undefined;
    const outcome = new Promise<RunOutcome>((resolve) => (end = resolve));
    runs.push({ start, tell, end });
    return { outcome, stop: () => end({ kind: 'stopped', snapshot: null }) };
  });
  return runs;
}
