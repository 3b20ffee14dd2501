/** A program on a device: its arena, and what is recorded and submitted for one run. */
import { sizeOf, type HostArray, type Tensor } from '../../graph.ts';
import {
  checkFeed,
  programInputs,
  type Executable,
  type Feeds,
  type Program,
  type Results,
} from '../backend.ts';
import { BUFFER_USAGE, MAP_MODE_READ, type WebGpuDevice } from './device.ts';
import { bindingBytes, record, recordsUsage, type RecordedDispatch, type Recording } from './dispatches.ts';
import type { ArenaValue, Storage, WeightPage } from './calls.ts';
import type { Plan } from './plan.ts';

/** About a second of work for a weak graphics card: more in one submission may be taken for a hang. */
const FLOPS_A_SUBMISSION = 1e11;
/** Iterations of a loop that are submitted before its flags are looked at. */
const ITERATIONS_A_TIME = 8;

export class WebGpuExecutable implements Executable {
  private readonly inputs: Map<string, Tensor>;
  private readonly inbox: Uint8Array<ArrayBuffer>;
  private readonly groups = new Map<WeightPage | undefined, GPUBindGroup>();
  private readonly problems: GPUBindGroup;
  /** Buffers for reading back that no run is using. */
  private readonly readers: GPUBuffer[] = [];
  private last: Promise<unknown> = Promise.resolve();
  private readonly loops: boolean;

  private constructor(
    private readonly device: WebGpuDevice,
    program: Program,
    private readonly plan: Plan,
    private readonly recording: Recording,
    private readonly arena: GPUBuffer,
    private readonly records: GPUBuffer,
    private readonly nothing: GPUBuffer,
  ) {
    this.inputs = programInputs(program);
    this.inbox = new Uint8Array(4 * plan.lowered.inbox.size);
    this.loops = recording.steps.some((step) => 'body' in step);
    this.problems = device.gpu.createBindGroup({
      layout: device.problemsLayout,
      entries: [
        { binding: 0, resource: { buffer: records, size: bindingBytes(recording.records, recording.steps) } },
      ],
    });
  }

  static async create(device: WebGpuDevice, program: Program, plan: Plan): Promise<WebGpuExecutable> {
    await device.weights.upload(plan.matrices, (descriptors) => device.allocate(descriptors));
    const recording = await record(plan, device);
    const { STORAGE, COPY_SRC, COPY_DST } = BUFFER_USAGE;
    const [arena, records, nothing] = await device.allocate([
      { label: 'arena', size: plan.summary.arenaBytes, usage: STORAGE | COPY_SRC | COPY_DST },
      { label: 'problems', size: recording.records.length, usage: recordsUsage },
      { label: 'no weights', size: 4, usage: STORAGE },
    ]);
    device.gpu.queue.writeBuffer(records!, 0, recording.records);
    const executable = new WebGpuExecutable(device, program, plan, recording, arena!, records!, nothing!);
    for (const storage of plan.placement.initial) executable.write(storage, storage.initial!());
    return executable;
  }

  run(feeds: Feeds): Promise<Results> {
    if (!this.loops) return this.submitRun(feeds);
    // A loop is looked at between its iterations: runs of one program must not overlap then.
    const turn = this.last.then(() => this.submitRun(feeds));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async submitRun(feeds: Feeds): Promise<Results> {
    this.device.check();
    this.feed(feeds);
    let encoder = this.device.gpu.createCommandEncoder();
    let straight: RecordedDispatch[] = [];
    let flops = 0;
    for (const step of this.recording.steps) {
      if (!('body' in step)) {
        straight.push(step);
        flops += step.flops;
        if (flops > FLOPS_A_SUBMISSION) {
          this.encode(encoder, straight);
          this.device.gpu.queue.submit([encoder.finish()]);
          encoder = this.device.gpu.createCommandEncoder();
          straight = [];
          flops = 0;
        }
        continue;
      }
      this.encode(encoder, straight);
      straight = [];
      for (let done = 0; done < step.maxIterations; done += ITERATIONS_A_TIME) {
        const count = Math.min(ITERATIONS_A_TIME, step.maxIterations - done);
        for (let i = 0; i < count; i++) this.encode(encoder, step.body);
        if (done + count === step.maxIterations) break;
        const flags = (await this.read(encoder, this.bytesOf(step.goOn))) as Int32Array;
        encoder = this.device.gpu.createCommandEncoder();
        if (flags.subarray(done, done + count).includes(0)) break;
      }
    }
    this.encode(encoder, straight);
    const { outbox } = this.plan.lowered;
    return this.results(await this.read(encoder, this.bytesOf({ storage: outbox, offset: 0 }, outbox.size)));
  }

  readState(name: string): Promise<Float32Array> {
    const encoder = this.device.gpu.createCommandEncoder();
    const range = this.bytesOf(this.stateOf(name));
    return this.read(encoder, range).then((words) => new Float32Array(words.buffer));
  }

  writeState(name: string, value: Float32Array): Promise<void> {
    this.device.check();
    this.write(this.stateOf(name).storage, value);
    return Promise.resolve();
  }

  /** The first op, in the last run, of which a result was not finite; null if there was none. */
  async firstNonFinite(): Promise<string | null> {
    const { checks } = this.plan;
    if (!checks) throw new Error('the program was compiled without checks');
    const flags = await this.read(this.device.gpu.createCommandEncoder(), this.bytesOf(checks.flags));
    return checks.ops[flags.indexOf(1)] ?? null;
  }

  dispose(): Promise<void> {
    for (const buffer of [this.arena, this.records, this.nothing, ...this.readers]) buffer.destroy();
    return Promise.resolve();
  }

  private stateOf(name: string): ArenaValue {
    const value = this.plan.lowered.states.get(name);
    if (!value) throw new Error(`the program has no state "${name}"`);
    return value;
  }

  private write(storage: Storage, values: HostArray): void {
    const { offset } = this.bytesOf({ storage, offset: 0 }, storage.size);
    this.device.gpu.queue.writeBuffer(this.arena, offset, values as HostArray & ArrayBufferView<ArrayBuffer>);
  }

  private feed(feeds: Feeds): void {
    const { inputs, inbox } = this.plan.lowered;
    for (const [name, value] of inputs) {
      const tensor = this.inputs.get(name)!;
      const data = checkFeed(name, feeds[name], tensor, sizeOf(tensor.shape));
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      this.inbox.set(bytes, 4 * value.storage.parent!.offset);
    }
    const { offset } = this.bytesOf({ storage: inbox, offset: 0 }, inbox.size);
    this.device.gpu.queue.writeBuffer(this.arena, offset, this.inbox);
  }

  private encode(encoder: GPUCommandEncoder, dispatches: readonly RecordedDispatch[]): void {
    if (dispatches.length === 0) return;
    const pass = encoder.beginComputePass();
    let weights: WeightPage | undefined | null = null;
    for (const dispatch of dispatches) {
      // A dispatch that reads no weights runs with whatever weights are bound.
      if (weights === null || (dispatch.weights && dispatch.weights !== weights)) {
        weights = dispatch.weights;
        pass.setBindGroup(0, this.groupOf(weights));
      }
      pass.setPipeline(dispatch.pipeline);
      pass.setBindGroup(1, this.problems, [dispatch.problems]);
      pass.dispatchWorkgroups(...dispatch.workgroups);
    }
    pass.end();
  }

  private groupOf(page: WeightPage | undefined): GPUBindGroup {
    let group = this.groups.get(page);
    if (!group) {
      group = this.device.gpu.createBindGroup({
        layout: this.device.groupLayout,
        entries: [
          { binding: 0, resource: { buffer: this.arena } },
          { binding: 1, resource: { buffer: page?.buffer ?? this.nothing } },
        ],
      });
      this.groups.set(page, group);
    }
    return group;
  }

  /** Submits what is recorded and a copy of part of the arena behind it; resolves when that has arrived. */
  private async read(
    encoder: GPUCommandEncoder,
    { offset, size }: { offset: number; size: number },
  ): Promise<Int32Array<ArrayBuffer>> {
    const { gpu } = this.device;
    const reader = this.takeReader(size);
    encoder.copyBufferToBuffer(this.arena, offset, reader, 0, size);
    gpu.queue.submit([encoder.finish()]);
    try {
      await reader.mapAsync(MAP_MODE_READ, 0, size);
    } catch (cause) {
      // The loss of the device is told a little later than that the buffer could not be read.
      await Promise.race([this.device.lost, new Promise((resolve) => setTimeout(resolve, 100))]);
      this.device.check();
      throw cause;
    }
    const words = new Int32Array(reader.getMappedRange(0, size).slice(0));
    reader.unmap();
    this.readers.push(reader);
    this.device.check();
    return words;
  }

  private takeReader(size: number): GPUBuffer {
    const at = this.readers.findIndex((reader) => reader.size >= size && reader.size <= 4 * size);
    if (at >= 0) return this.readers.splice(at, 1)[0]!;
    const { MAP_READ, COPY_DST } = BUFFER_USAGE;
    return this.device.gpu.createBuffer({ label: 'reader', size, usage: MAP_READ | COPY_DST });
  }

  private bytesOf(value: { storage: Storage; offset: number }, words = value.storage.size) {
    return { offset: 4 * this.plan.placement.offsetOf(value), size: 4 * words };
  }

  private results(words: Int32Array<ArrayBuffer>): Results {
    const { outputs } = this.plan.lowered;
    const results: Results = {};
    for (const [name, { value, goOn }] of outputs) {
      let size = sizeOf(value.shape);
      if (goOn) {
        const flags = words.subarray(goOn.storage.parent!.offset).subarray(0, goOn.storage.size);
        const ended = flags.indexOf(0);
        if (ended >= 0) size = (size / flags.length) * (ended + 1);
      }
      const bytes = words.buffer.slice(4 * value.storage.parent!.offset).slice(0, 4 * size);
      results[name] = value.dtype === 'int' ? new Int32Array(bytes) : new Float32Array(bytes);
    }
    return results;
  }
}
