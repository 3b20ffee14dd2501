/** What the bench measures, as plain data: it travels from a worker into the page, and into a file. */
import type { PlanSummary } from '../../engine/backends/backend.ts';

/** Bits of a frozen weight; 32 is plain f32. */
export type FrozenBits = 32 | 8 | 4;
export const frozenBits: readonly FrozenBits[] = [32, 8, 4];

/** Of several repetitions. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

export interface AdapterReport {
  name: string;
  /** Whether it computes on the processor. */
  software: boolean;
  features: readonly string[];
  limits: Readonly<Record<string, number>>;
}

/** What a run costs on a device whatever it computes, in milliseconds. */
export interface Overhead {
  /** Submitting one dispatch, and having one number back. */
  run: number;
  /** Each further dispatch that waits for the one before. */
  dispatch: number;
}

export interface KernelMeasurement {
  /** What it computes, in words or as a formula. */
  name: string;
  /** Its files in `shaders/`. */
  kernels: string;
  shape: string;
  /** What limits it in the best of cases, and is thus compared with what. */
  bound: 'arithmetic' | 'memory';
  /** Which of several versions of the kernel; '' where there is one. */
  version: string;
  /** Of its frozen operand, if it has one. */
  bits: FrozenBits | null;
  /** Of one repetition. */
  flops: number;
  bytes: number;
  /** Milliseconds of one repetition. */
  time: Spread | null;
  /** Dispatches of one repetition; less than 1 where repetitions share one. */
  dispatches: number;
  /** Why it was not timed. */
  failure: string | null;
}

/** Of a training step. */
export interface StepShape {
  bits: FrozenBits;
  /** Of the adapters, which are on all projections. */
  rank: number;
  /** Rows of the batch, one sequence each. */
  batch: number;
  /** Positions in a row; the second half of them is scored. */
  time: number;
  /** In how many parts it is computed, to save memory. */
  microBatches: number;
  /** Computes each layer again in the backward pass, to save memory. */
  gradientCheckpointing: boolean;
}

export type MemorySettings = Pick<StepShape, 'microBatches' | 'gradientCheckpointing'>;

/** A plan; or why there is none, and the mildest settings under which there is. */
export type PlanReport =
  | { summary: PlanSummary }
  | { refusal: string; fits: { settings: MemorySettings; summary: PlanSummary } | null };

export interface StepTiming {
  /** Milliseconds of compiling and uploading. */
  compile: number;
  /** Of the first step, and of later ones, each of which is waited for. */
  first: number;
  step: Spread;
  /** Of a step when several are under way at once, as in training; null where the backend has no use for that. */
  underWay: number | null;
}

export interface StepMeasurement {
  model: string;
  shape: StepShape;
  backend: string;
  /** Of the base. */
  parameters: number;
  /** That a step sees; scored are half of them. */
  positions: number;
  flops: number;
  /** Null where the backend makes none. */
  plan: PlanReport | null;
  timing: StepTiming | null;
  /** FLOP/s of the best matrix product on the same device. */
  productRate: number | null;
  /** Why it was not timed. */
  failure: string | null;
}
