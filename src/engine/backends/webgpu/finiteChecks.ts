/** Diagnosis: after every dispatch of a program, a look at whether what it wrote is finite. */
import { int } from '../../shapes.ts';
import { sizeOf } from '../../graph.ts';
import type { ArenaValue, Call, Storage } from './calls.ts';
import { isScheduledLoop, type Dispatch, type Scheduled } from './schedule.ts';

export interface FiniteChecks {
  /** One word a check. */
  readonly flags: ArenaValue;
  /** The ops whose results are checked, in the order in which they are computed. */
  readonly ops: readonly string[];
}

/** The schedule with checks put in. Loops are left as they are: decoding has nothing to diverge. */
export function withFiniteChecks(schedule: readonly Scheduled[]): {
  schedule: Scheduled[];
  checks: FiniteChecks;
} {
  const written = schedule
    .flatMap((entry) => (isScheduledLoop(entry) ? [] : entry))
    .flatMap(({ writes }) => writes.filter(({ dtype }) => dtype === 'float'));
  const storage: Storage = { id: -1, size: Math.max(1, written.length), role: 'output' };
  const flags: ArenaValue = { kind: 'arena', ...int(storage.size), storage, offset: 0 };
  const ops: string[] = [];
  const checked = schedule.flatMap((entry): Scheduled[] => {
    if (isScheduledLoop(entry)) return [entry];
    const checks = entry.flatMap(({ writes, op }) =>
      writes
        .filter(({ dtype }) => dtype === 'float')
        .map((value) => check(value, { ...flags, shape: [], offset: ops.push(op) - 1 })),
    );
    return checks.length === 0 ? [entry] : [entry, checks satisfies Dispatch];
  });
  return { schedule: checked, checks: { flags, ops } };
}

function check(x: ArenaValue, y: ArenaValue): Call {
  return {
    ...{ kernel: 'finite', entry: 'check', constants: {}, frozen: [], op: 'check', elementwise: false },
    fields: { x, y, size: sizeOf(x.shape) },
    reads: [x],
    writes: [y],
    workgroups: 1,
    flops: 0,
  };
}
