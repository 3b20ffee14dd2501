import type { BackendWish } from '../lab/backends/choice.ts';
import type { SurvivingEvent } from '../lab/backends/survivingRun.ts';
import type { Preset } from '../lab/presets/index.ts';
import type { SweepPreset } from '../lab/presets/sweeps.ts';
import type { KnownWork } from '../lab/known.ts';
import type { ExperimentSpec, Manifest, PayloadProbe, Snapshot } from '../lab/types.ts';

/** Where text goes; `process.stdout` and `process.stderr` are such. */
export interface Output {
  readonly isTTY?: boolean;
  /** Characters a line; absent where it is no terminal. */
  readonly columns?: number;
  write(text: string): unknown;
  /** The text as it is, where `write` changes it; absent where it does not (`printable.ts`). */
  writeRaw?(text: string): unknown;
}

/** What there is to work with and to work on; `wiring.ts` puts the real one together. */
export interface CommandContext {
  /** The experiments that can be run by name. */
  presets: readonly Preset[];
  /** The sweeps that can be recorded by name. */
  sweeps: readonly SweepPreset[];
  /** The base models in `models/`. */
  bases: readonly string[];
  /** The base models that `pretrain` knows how to make. */
  recipes: readonly string[];
  /** Where a base model's folder is. */
  baseFolder(base: string): string;
  /** Where the recorded result of a preset on a base is; the page looks there too. */
  recordedFile(preset: string, base: string): string;
  /** Where the recorded sweep of this name on a base is; the page looks there too. */
  recordedSweep(name: string, base: string): string;
  /** Where recordings that were stopped keep what is done of them. */
  recordingsFolder: string;
  /** What a result of this experiment, run with this version of everything, would name in its manifest. */
  hashesOf(experiment: ExperimentSpec): Promise<Manifest['hashes']>;
  runExperiment(experiment: ExperimentSpec, options: RunOptions): AsyncIterable<SurvivingEvent>;
  pretrain(options: PretrainOptions): Promise<void>;
  bench(options: BenchOptions): Promise<void>;
  /** Aborted by Ctrl-C. Whatever takes long checks it between steps. */
  signal: AbortSignal;
  /** For results. */
  stdout: Output;
  /** For progress and complaints. */
  stderr: Output;
}

export interface RunOptions {
  backend: BackendWish;
  /** What earlier runs came to, and need not be done again. */
  known?: KnownWork;
  /** What to look at while a stage trains, where the experiment does not. */
  watch?: PayloadProbe | null;
  /** Where an interrupted run of the same experiment was. */
  resume?: Snapshot | null;
  signal: AbortSignal;
}

export interface PretrainOptions {
  base: string;
  /** The folder the model is written to. */
  folder: string;
  /** Whether to measure the model that is in the folder, and write its card anew, rather than make one. */
  onlyCard: boolean;
  signal: AbortSignal;
  stdout: Output;
  stderr: Output;
}

export interface BenchOptions {
  base: string;
  /** The folder the model is read from. */
  folder: string;
  /** How often each measurement is repeated. */
  repetitions: number;
  signal: AbortSignal;
  stdout: Output;
  stderr: Output;
}

export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  help(context: CommandContext): string;
  /** Throws `UsageError` for wrong input before anything has been done, other errors if it fails. */
  run(args: string[], context: CommandContext): Promise<void>;
}
