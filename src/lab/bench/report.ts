/** What the bench measured, as tables. */
import { mebibytes, type PlanSummary } from '../../engine/backends/backend.ts';
import { scalingShape, type ScaledBy, type ScalingPoint } from './scaling.ts';
import { digits, percent, spreadText, type Table } from './table.ts';
import type {
  AdapterReport,
  KernelMeasurement,
  MemorySettings,
  Overhead,
  PlanReport,
  StepMeasurement,
  StepShape,
} from './types.ts';

export const SOFTWARE_LABEL = 'Software adapter: says nothing about GPUs.';

export function adapterLines({ name, software, features, limits }: AdapterReport): string[] {
  return [
    ...(software ? [`**${SOFTWARE_LABEL}**`, ''] : []),
    `Adapter: ${name}`,
    `Limits: ${Object.entries(limits)
      .map(([limit, value]) => `${limit} ${value}`)
      .join(', ')}`,
    `Features: ${features.join(', ') || 'none'}`,
  ];
}

export const overheadLine = ({ run, dispatch }: Overhead): string =>
  `A run costs ${digits(run)} ms whatever it computes, which is subtracted; each dispatch that waits for the one before ${digits(1000 * dispatch)} µs, which is not.`;

/** FLOP/s of the fastest matrix product and bytes/s of the fastest copy among them; 0 where there is none. */
export function bestRates(measurements: readonly KernelMeasurement[]): { flops: number; bytes: number } {
  const most = (rates: (number | null)[]) => Math.max(0, ...rates.map((rate) => rate ?? 0));
  return {
    flops: most(measurements.map((one) => (one.kernels === 'matmul' ? flopRate(one) : null))),
    bytes: most(measurements.map((one) => (one.name === 'copy' ? byteRate(one) : null))),
  };
}

const flopRate = ({ flops, time }: KernelMeasurement) => time && (1000 * flops) / time.median;
const byteRate = ({ bytes, time }: KernelMeasurement) => time && (1000 * bytes) / time.median;

export function kernelTable(title: string, measurements: readonly KernelMeasurement[]): Table {
  const best = bestRates(measurements);
  const rows = measurements.map((one) => {
    const { name, kernels, shape, version, bits, bound, time, flops, failure } = one;
    const described = [name, kernels, shape, version, bits ? formatName(bits) : ''];
    if (!time) return [...described, failure ?? '', '', '', ''];
    const share = bound === 'arithmetic' ? flopRate(one)! / best.flops : byteRate(one)! / best.bytes;
    return [
      ...described,
      spreadText(time),
      flops > 0 ? digits(flopRate(one)! / 1e9) : '',
      digits(byteRate(one)! / 1e9),
      `${percent(share)} of ${bound === 'arithmetic' ? 'product' : 'copy'}`,
    ];
  });
  const columns = [
    'work',
    'kernels',
    'shape',
    'version',
    'weights',
    'time, ms',
    'GFLOP/s',
    'GB/s',
    'share of best',
  ];
  return { title, columns, rows };
}

const formatName = (bits: number): string => (bits === 32 ? 'f32' : `q${bits}`);

export function planTable(
  title: string,
  plans: readonly { model: string; shape: StepShape; limits: string; plan: PlanReport }[],
): Table {
  const rows = plans.flatMap(({ model, shape, limits, plan }) => {
    const row = (computed: MemorySettings, cells: string[]) => [
      ...stepCells(model, { ...shape, ...computed }),
      limits,
      ...cells,
    ];
    if ('summary' in plan) return [row(shape, summaryCells(plan.summary))];
    const { refusal, fits } = plan;
    const remedy = fits ? '' : ' It does not fit in smaller parts either.';
    return [
      row(shape, [refusal + remedy, '', '', '', '']),
      ...(fits ? [row(fits.settings, summaryCells(fits.summary))] : []),
    ];
  });
  const columns = [
    ...[...stepColumns, 'limits of'],
    ...['arena', 'of which held', 'frozen weights', 'dispatches', 'kernel calls'],
  ];
  return { title, columns, rows };
}

const summaryCells = ({ arenaBytes, heldBytes, weightBytes, dispatches, calls }: PlanSummary): string[] => [
  ...[arenaBytes, heldBytes, weightBytes].map(mebibytes),
  ...[dispatches, calls].map(String),
];

const stepColumns = ['model', 'weights', 'rank', 'batch × time', 'computed'];

const stepCells = (model: string, shape: StepShape): string[] => [
  model,
  formatName(shape.bits),
  String(shape.rank),
  `${shape.batch} × ${shape.time}`,
  settings(shape),
];

function settings({ microBatches, gradientCheckpointing }: MemorySettings): string {
  const parts = microBatches > 1 ? [`in ${microBatches} parts`] : [];
  const checkpointing = gradientCheckpointing ? ['with checkpointing'] : [];
  return [...parts, ...checkpointing].join(', ') || 'whole';
}

export function stepTable(title: string, measurements: readonly StepMeasurement[]): Table {
  const rows = measurements.map(
    ({ model, shape, backend, positions, flops, timing, productRate, failure }) => {
      const described = [...stepCells(model, shape), backend];
      if (!timing) return [...described, failure ?? '', '', '', '', '', '', ''];
      const { compile, first, step, underWay } = timing;
      const rate = (1000 * flops) / step.median;
      return [
        ...described,
        digits(compile),
        digits(first),
        spreadText(step),
        underWay === null ? '' : digits(underWay),
        digits((1000 * positions) / step.median),
        digits(rate / 1e9),
        productRate ? `${percent(rate / productRate)} of ${digits(productRate / 1e9)}` : '',
      ];
    },
  );
  const columns = [
    ...[...stepColumns, 'backend', 'compile, ms', 'first step, ms', 'step, ms'],
    ...['step of several under way, ms', 'tokens/s', 'GFLOP/s', 'share of best product, GFLOP/s'],
  ];
  return { title, columns, rows };
}

const scaledNames: Record<ScaledBy, string> = {
  batch: 'rows',
  time: 'positions a row',
  width: 'width',
  layers: 'layers',
};

export function scalingTable(
  title: string,
  backends: readonly string[],
  points: readonly ScalingPoint[],
): Table {
  const rows = points.map(({ by, value, flops, times }) => [
    `${scaledNames[by]}: ${value}`,
    digits(flops / 1e9),
    ...times.flatMap((time) =>
      typeof time === 'string' ? [time, ''] : [spreadText(time), digits(flops / time.median / 1e6)],
    ),
  ]);
  const columns = [
    'what differs',
    'GFLOP',
    ...backends.flatMap((backend) => [`${backend}: step, ms`, 'GFLOP/s']),
  ];
  return { title, columns, rows };
}

/** What the points of a scaling table have in common. */
export const scalingSetting = `Around nano with ${scalingShape.batch} rows of ${scalingShape.time} positions; adapters of rank 8 on all projections.`;
