/** `bench`: what computing costs on this machine. Each kind of measurement is loaded when it is asked for. */
import { parseArgs } from 'node:util';
import { benchModelNames, usualRank, usualShape } from '../../lab/bench/models.ts';
import { frozenBits } from '../../lab/bench/types.ts';
import { parseBase, parseChoice, parseCount, readFlags, UsageError } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';

const defaultRepetitions = 5;

interface Bench {
  summary: string;
  run(args: string[], context: CommandContext): Promise<void>;
}

const benches: Record<string, Bench> = {
  kernels: { summary: 'each WebGPU kernel of a training step, versions side by side', run: kernels },
  step: { summary: 'a whole training step, also of models that are not shipped', run: step },
  scaling: { summary: 'how a step grows with batch, length, width and layers', run: scaling },
  runtimes: { summary: 'the meow experiment on the processor: training step and decoding', run: runtimes },
};

export const bench: Command = {
  name: 'bench',
  summary: 'measures kernels, training and decoding on this machine',
  help,

  async run(args, context) {
    const [name, ...rest] = args;
    if (name === undefined) {
      context.stdout.write(help(context));
      return;
    }
    if (name.startsWith('-')) {
      throw new UsageError('Say first what to measure.', `One of: ${Object.keys(benches).join(', ')}.`);
    }
    const found = benches[parseChoice('measurement', name, Object.keys(benches))]!;
    await found.run(rest, context);
    context.signal.throwIfAborted();
  },
};

function help(context: CommandContext): string {
  const list = Object.entries(benches).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`);
  return `Measures what computing costs on this machine, with repetitions and spread. Quiet machines measure best.

  npm run lab -- bench WHAT [options]

${list.join('\n')}

  --repetitions N   how often each measurement is repeated (${defaultRepetitions})

kernels and step:
  --model NAME      ${benchModelNames.join(', ')} (nano); weights are random
  --batch N         rows, of one sequence each
  --time T          positions in a row
step:
  --bits N          of the frozen weights: ${frozenBits.join(', ')} (8)
  --rank N          of the adapters, which are on all projections (${usualRank})
  --backend NAME    webgpu or onnx (webgpu)
  --micro-batches N computes the batch in so many parts, which saves memory
  --checkpointing   computes layers again in the backward pass, which saves memory
  --plan-only       shows what a step would take on WebGPU, and allocates nothing
runtimes:
  --base ID         the base model: ${context.bases.join(', ') || 'none yet, see "help pretrain"'} (nano)

The same measurements of WebGPU for a browser are on the page bench.html of the site. Other libraries are
compared in test/bench.
`;
}

const repetitions = { type: 'string', default: String(defaultRepetitions) } as const;
const modelOptions = {
  repetitions,
  model: { type: 'string', default: 'nano' },
  batch: { type: 'string' },
  time: { type: 'string' },
} as const;

async function kernels(args: string[], context: CommandContext): Promise<void> {
  const { values } = readFlags(() => parseArgs({ args, options: modelOptions }));
  const options = { ...modelAndShape(values), repetitions: parseCount('--repetitions', values.repetitions) };
  const { benchKernels } = await import('../bench/kernels.ts');
  await benchKernels({ ...options, ...io(context) });
}

async function step(args: string[], context: CommandContext): Promise<void> {
  const { values } = readFlags(() =>
    parseArgs({
      args,
      options: {
        ...modelOptions,
        bits: { type: 'string', default: '8' },
        rank: { type: 'string', default: String(usualRank) },
        backend: { type: 'string', default: 'webgpu' },
        'micro-batches': { type: 'string', default: '1' },
        checkpointing: { type: 'boolean', default: false },
        'plan-only': { type: 'boolean', default: false },
      },
    }),
  );
  const { model, shape } = modelAndShape(values);
  const bits = Number(parseChoice('bit count', values.bits, frozenBits.map(String)));
  const options = {
    model,
    shape: {
      ...shape,
      bits: frozenBits.find((known) => known === bits)!,
      rank: parseCount('--rank', values.rank),
      microBatches: parseCount('--micro-batches', values['micro-batches']),
      gradientCheckpointing: values.checkpointing,
    },
    backend: parseChoice('backend', values.backend, ['webgpu', 'onnx'] as const),
    repetitions: parseCount('--repetitions', values.repetitions),
  };
  const { benchPlan, benchStep } = await import('../bench/step.ts');
  await (values['plan-only'] ? benchPlan : benchStep)({ ...options, ...io(context) });
}

async function scaling(args: string[], context: CommandContext): Promise<void> {
  const { values } = readFlags(() => parseArgs({ args, options: { repetitions } }));
  const count = parseCount('--repetitions', values.repetitions);
  const { benchScaling } = await import('../bench/scaling.ts');
  await benchScaling({ repetitions: count, ...io(context) });
}

async function runtimes(args: string[], context: CommandContext): Promise<void> {
  const { values } = readFlags(() =>
    parseArgs({ args, options: { repetitions, base: { type: 'string', default: 'nano' } } }),
  );
  const base = parseBase(values.base, context.bases);
  const count = parseCount('--repetitions', values.repetitions);
  await context.bench({ base, folder: context.baseFolder(base), repetitions: count, ...io(context) });
}

const io = ({ signal, stdout, stderr }: CommandContext) => ({ signal, stdout, stderr });

function modelAndShape(values: { model: string; batch?: string; time?: string }) {
  const model = parseChoice('model', values.model, benchModelNames);
  const usual = usualShape(model);
  return {
    model,
    shape: {
      batch: values.batch === undefined ? usual.batch : parseCount('--batch', values.batch),
      time: values.time === undefined ? usual.time : parseCount('--time', values.time),
    },
  };
}
