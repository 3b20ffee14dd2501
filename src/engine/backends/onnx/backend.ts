/**
 * The ONNX backend: the whole program, the training step included, becomes one ONNX inference graph that
 * onnxruntime runs: onnxruntime-web (WASM) in a browser, onnxruntime-node in Node.
 */
import type { InferenceSession, Tensor as OrtTensor, TensorConstructor } from 'onnxruntime-common';
import { sizeOf, type HostArray, type Tensor } from '../../graph.ts';
import {
  checkFeed,
  programInputs,
  type Backend,
  type Executable,
  type Feeds,
  type Program,
  type Results,
} from '../backend.ts';
import { lower, NEXT_STATE } from './lower.ts';
import { encodeModel } from './proto.ts';

/** One of the two runtimes; see `runtimeNode.ts` and `runtimeWeb.ts`. */
export interface OnnxRuntime {
  readonly description: string;
  readonly Tensor: TensorConstructor;
  createSession(model: Uint8Array): Promise<InferenceSession>;
}

export function onnxBackend(runtime: OnnxRuntime): Backend {
  return {
    name: 'onnx',
    description: runtime.description,
    async compile(program) {
      const session = await runtime.createSession(encodeModel(lower(program)));
      return new OnnxExecutable(runtime, session, program);
    },
  };
}

class OnnxExecutable implements Executable {
  private readonly inputs: Map<string, Tensor>;
  /** Adapters and moments stay tensors between steps; they become arrays only when somebody asks. */
  private readonly states = new Map<string, OrtTensor>();

  constructor(
    private readonly runtime: OnnxRuntime,
    private readonly session: InferenceSession,
    program: Program,
  ) {
    this.inputs = programInputs(program);
    for (const name of Object.keys(program.state ?? {})) {
      this.states.set(name, this.tensor(name, new Float32Array(sizeOf(this.inputs.get(name)!.shape))));
    }
  }

  async run(feeds: Feeds): Promise<Results> {
    const tensors: Record<string, OrtTensor> = {};
    for (const name of this.inputs.keys()) {
      tensors[name] = this.states.get(name) ?? this.tensor(name, feeds[name]);
    }
    const fetched = await this.session.run(tensors);
    const results: Results = {};
    for (const [name, tensor] of Object.entries(fetched)) {
      if (name.startsWith(NEXT_STATE)) this.states.set(name.slice(NEXT_STATE.length), tensor);
      else results[name] = tensor.data as HostArray;
    }
    return results;
  }

  readState(name: string): Promise<Float32Array> {
    return Promise.resolve(Float32Array.from(this.states.get(name)!.data as Float32Array));
  }

  writeState(name: string, value: Float32Array): Promise<void> {
    this.states.set(name, this.tensor(name, Float32Array.from(value)));
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.session.release();
  }

  private tensor(name: string, value: HostArray | undefined): OrtTensor {
    const tensor = this.inputs.get(name)!;
    const data = checkFeed(name, value, tensor, sizeOf(tensor.shape));
    return new this.runtime.Tensor(data instanceof Int32Array ? 'int32' : 'float32', data, tensor.shape);
  }
}
