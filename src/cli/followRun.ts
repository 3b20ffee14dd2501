import { runtimesOf } from '../lab/computedOn.ts';
import { summarize } from '../lab/summary.ts';
import { formatTable } from '../lab/table.ts';
import type { SurvivingEvent } from '../lab/backends/survivingRun.ts';
import type { ExperimentResult } from '../lab/types.ts';
import type { Output } from './command.ts';
import { formatDuration, ProgressBar } from './progress.ts';

/** Shows the progress of a run and what there is to say of it, and returns what it ends with. */
export async function followRun(
  events: AsyncIterable<SurvivingEvent>,
  output: Output,
): Promise<ExperimentResult> {
  const bar = new ProgressBar(output);
  try {
    for await (const event of events) {
      if (event.type === 'progress') bar.show(event.progress);
      if (event.type === 'notice') {
        bar.clear();
        output.write(`${event.text}\n`);
      }
      if (event.type === 'done') return event.result;
    }
  } finally {
    bar.clear();
  }
  throw new Error('The run ended without a result.');
}

/** What was run on what, how long it took, and the table of what came out. */
export function describeResult({ experiment, manifest, rows }: ExperimentResult): string {
  const seconds = manifest.durations.reduce((sum, duration) => sum + duration.total, 0);
  const seeds = `seed${experiment.seeds.length === 1 ? '' : 's'} ${experiment.seeds.join(', ')}`;
  const title = `${experiment.preset} on ${experiment.base}, ${seeds}, ${runtimesOf(manifest).join(', then ')}, ${formatDuration(seconds)}`;
  return `${title}\n\n${formatTable(summarize(rows))}\n`;
}
