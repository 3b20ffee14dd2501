/** An experiment run to its end through losses of the graphics device, for whoever has no page to show them in. */
import type { DeviceLostError } from '../../engine/backends/webgpu/device.ts';
import { UserError } from '../../support/errors.ts';
import type { LoadedBase } from '../loadedBase.ts';
import type { KnownWork } from '../known.ts';
import { runExperiment } from '../run.ts';
import type { ExperimentSpec, PayloadProbe, RunEvent, Snapshot } from '../types.ts';
import type { BackendWish } from './choice.ts';
import { graphicsMemory, megabytes } from './memory.ts';
import { closeBackend, lossBehind, openBackend, type Machine, type OpenedBackend } from './open.ts';
import { recover, untroubled } from './recovery.ts';

export interface SurvivingOptions {
  wish: BackendWish;
  machine: Machine;
  base: LoadedBase;
  signal: AbortSignal;
  resume?: Snapshot | null;
  /** As in `runExperiment`. */
  known?: KnownWork;
  watch?: PayloadProbe | null;
}

/** What a run tells, and in between a line for the user about what it computes on. */
export type SurvivingEvent = RunEvent | { type: 'notice'; text: string };

/**
 * Yields the events of `runExperiment`. After a loss, those since the last snapshot come again, and the result
 * is that of an undisturbed run. Where a graphics card was not asked for by name, the processor takes over from
 * one that is lost again and again.
 * @throws UserError as `openBackend` and `runExperiment` do, and when a graphics card that was asked for by name
 *   is lost again and again.
 */
export async function* runSurviving(
  experiment: ExperimentSpec,
  { wish, machine, base, signal, resume = null, known, watch = null }: SurvivingOptions,
): AsyncGenerator<SurvivingEvent, void> {
  let wished = wish;
  let snapshot = resume;
  let recovery = untroubled;
  for (;;) {
    const opened = await openBackend(wished, machine);
    const { backend } = opened;
    const memory = { microBatches: recovery.microBatches };
    try {
      yield { type: 'notice', text: await describe(opened, experiment, base, memory) };
      for await (const event of runExperiment(experiment, {
        ...{ backend, base, signal, memory, watch },
        ...(known && { known }),
        ...(machine.kind !== undefined && { machine: machine.kind }),
        resume: snapshot,
      })) {
        if (event.type === 'snapshot') {
          snapshot = event.snapshot;
          recovery = recover(recovery, 'snapshot');
        }
        yield event;
      }
      return;
    } catch (error) {
      const loss = await lossBehind(error, backend);
      if (!loss) throw error;
      if (signal.aborted) return;
      recovery = recover(recovery, 'loss');
      if (recovery.givenUp) {
        if (wish !== 'auto') throw tooOften(loss);
        wished = 'onnx';
        recovery = untroubled;
      }
      yield { type: 'notice', text: `${loss.message} ${whereFrom(snapshot)}` };
    } finally {
      closeBackend(backend);
    }
  }
}

async function describe(
  { backend, reason }: OpenedBackend,
  experiment: ExperimentSpec,
  base: LoadedBase,
  memory: { microBatches: number },
): Promise<string> {
  const bytes = await graphicsMemory(experiment, base, backend, memory);
  const takes = bytes === null ? '' : ` The run takes ${megabytes(bytes)} of its memory.`;
  return `Computing with ${backend.description}. ${reason}${takes}`;
}

function whereFrom(snapshot: Snapshot | null): string {
  if (!snapshot) return 'The run starts over.';
  const { arm, seed, stageIndex, step } = snapshot;
  return `The run goes on from its last snapshot: ${arm}, seed ${seed}, stage-${stageIndex + 1}, step ${step}.`;
}

const tooOften = (loss: DeviceLostError): UserError =>
  new UserError(
    `${loss.message} It happened again each time the run was taken up, at half a batch at a time too.`,
    'Use --backend onnx to compute on the processor.',
    { cause: loss },
  );
