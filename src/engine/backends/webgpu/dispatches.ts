/** From a plan to what is recorded each run: pipelines, bind groups and the records of all problems, made once. */
import type { ArenaValue, Call, FieldValue, WeightPage } from './calls.ts';
import { isArenaValue, isFrozenAddress } from './calls.ts';
import { BUFFER_USAGE, type WebGpuDevice } from './device.ts';
import type { Plan } from './plan.ts';
import { isScheduledLoop, type Dispatch } from './schedule.ts';
import { packProblem, roundUp } from './shader.ts';

/** WebGPU's floor: workgroups in one dimension of a dispatch, and alignment of a binding's offset. */
const MOST_GROUPS = 65_535;
const OFFSET_ALIGNMENT = 256;

export interface RecordedDispatch {
  pipeline: GPUComputePipeline;
  weights: WeightPage | undefined;
  /** Where its problems start in the buffer of records, in bytes. */
  problems: number;
  workgroups: readonly [number, number, number];
  flops: number;
  calls: Dispatch;
}

export interface RecordedLoop {
  maxIterations: number;
  goOn: ArenaValue;
  body: readonly RecordedDispatch[];
}

export interface Recording {
  steps: readonly (RecordedDispatch | RecordedLoop)[];
  records: Uint8Array<ArrayBuffer>;
}

export async function record(plan: Plan, device: WebGpuDevice): Promise<Recording> {
  const writer = new RecordWriter(device, plan);
  // Records are laid out in order; pipelines are compiled side by side.
  const recorded = await Promise.all(
    plan.schedule.map(async (entry) => {
      if (!isScheduledLoop(entry)) return writer.add(entry);
      const body = (await Promise.all(entry.body.map((dispatch) => writer.add(dispatch)))).flat();
      return [{ maxIterations: entry.maxIterations, goOn: entry.goOn, body }];
    }),
  );
  return { steps: recorded.flat(), records: writer.finish() };
}

class RecordWriter {
  private readonly chunks: { at: number; bytes: Uint8Array }[] = [];
  private end = 0;

  constructor(
    private readonly device: WebGpuDevice,
    private readonly plan: Plan,
  ) {}

  async add(dispatch: Dispatch): Promise<RecordedDispatch[]> {
    const first = dispatch[0]!;
    const flops = dispatch.reduce((total, call) => total + call.flops, 0);
    const most = Math.max(...dispatch.map(({ workgroups }) => workgroups));
    const atOnce = Math.ceil(most / Math.ceil(Math.max(1, flops / this.plan.flopsPerDispatch)));
    const stretches = Array.from({ length: Math.ceil(most / atOnce) }, (_, i) => {
      const groups = Math.min(atOnce, most - i * atOnce);
      const columns = Math.min(groups, MOST_GROUPS);
      return {
        weights: first.frozen[0]?.address.page,
        problems: this.write(dispatch, i * atOnce),
        workgroups: [columns, Math.ceil(groups / columns), dispatch.length] as const,
        flops: (flops * groups) / most,
      };
    });
    const pipeline = await this.device.pipeline(first);
    return stretches.map((stretch) => ({ ...stretch, pipeline, calls: dispatch }));
  }

  /** The records, with room behind the last one: a binding shows as much from every offset. */
  finish(): Uint8Array<ArrayBuffer> {
    const longest = Math.max(OFFSET_ALIGNMENT, ...this.chunks.map(({ bytes }) => bytes.length));
    const records = new Uint8Array(this.end + roundUp(longest, OFFSET_ALIGNMENT));
    for (const { at, bytes } of this.chunks) records.set(bytes, at);
    return records;
  }

  private write(dispatch: Dispatch, firstGroup: number): number {
    const shader = this.device.shader(dispatch[0]!.kernel);
    const bytes = new Uint8Array(shader.layout.stride * dispatch.length);
    const view = new DataView(bytes.buffer);
    dispatch.forEach((call, i) =>
      packProblem(shader, this.valuesOf(call, firstGroup), view, i * shader.layout.stride),
    );
    const at = this.end;
    this.chunks.push({ at, bytes });
    this.end = roundUp(at + bytes.length, OFFSET_ALIGNMENT);
    return at;
  }

  private valuesOf({ fields }: Call, first: number): Record<string, number | number[]> {
    const resolved = (value: FieldValue): number => {
      if (isArenaValue(value)) return this.plan.placement.offsetOf(value);
      if (!isFrozenAddress(value)) return value;
      return value.matrix.address[value.part];
    };
    const values = Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(resolved) : resolved(value as FieldValue),
    ]);
    return { first, ...(Object.fromEntries(values) as Record<string, number | number[]>) };
  }
}

/** The widest stretch of records that a dispatch's problems take, which is what the binding has to show. */
export const bindingBytes = (records: Uint8Array, steps: Recording['steps']): number => {
  const offsets = steps
    .flatMap((step) => ('body' in step ? step.body : [step]))
    .map(({ problems }) => problems);
  return records.length - Math.max(0, ...offsets);
};

export const recordsUsage = BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_DST;
