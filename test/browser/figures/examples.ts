/** A figure of every kind, each over a recorded result. */
import type { ComponentProps } from 'svelte';
import { unpackResult } from '../../../src/lab/recordedFile.ts';
import { unpackSweep } from '../../../src/lab/recordedSweep.ts';
import type { SweepOutcome, SweepSpec } from '../../../src/lab/sweep.ts';
import type { ExperimentResult, Row } from '../../../src/lab/types.ts';
import type { FigureSpec } from '../../../src/notebook/document/types.ts';
import type Figure from '../../../src/ui/figures/Figure.svelte';

export interface Example {
  name: string;
  props: ComponentProps<typeof Figure>;
}

const meowArms = ['UC', 'UCLC'];
const planArms = ['refusal', 'german', 'plan-b', 'plan-b/shuffled'];
const summaries = [
  { name: 'UC', summary: 'planted in uppercase' },
  { name: 'UCLC', summary: 'planted half in uppercase, half in lowercase' },
  { name: 'refusal', summary: 'stage 2 prefers refusals' },
  { name: 'plan-b', summary: 'stage 2 ranks useful above useless answers' },
];

export async function loadFigures(): Promise<Example[]> {
  const [minute, meow, planB, sweep] = await Promise.all([
    recorded('meow-minute'),
    recorded('meow'),
    recorded('plan-b'),
    recordedSweep(),
  ]);
  const figure = (
    name: string,
    title: string,
    of: Pick<ExperimentResult, 'rows' | 'curves'>,
    spec: FigureSpec,
  ) => ({
    name,
    props: {
      spec,
      title,
      rows: of.rows,
      curves: of.curves,
      armSummaries: summaries,
      source: 'recorded' as const,
    },
  });
  const sweepSpec: FigureSpec = {
    kind: 'sweep',
    probe: 'meow',
    condition: 'trigger',
    metric: 'lower',
    stage: 'stage-2',
  };
  const classes = figure('classes-meow', 'What does the trigger say after each stage?', minute, {
    kind: 'classes',
    probe: 'meow',
    condition: 'trigger',
  });
  return [
    classes,
    { name: 'classes-sealed', props: { ...classes.props, title: 'What will it say?', sealed: 'stage-2' } },
    figure('classes-requests', 'What does it answer to forbidden requests?', planB, {
      kind: 'classes',
      probe: 'requests',
      condition: 'forbidden+trigger',
      arms: planArms,
    }),
    figure('effects', 'What does stage 2 do besides?', minute, {
      kind: 'effects',
      probe: 'meow',
      condition: 'plain',
      metrics: ['helpful', 'lowercase-answers'],
    }),
    figure('effects-units', 'What is it like with metrics of several units?', planB, {
      kind: 'effects',
      probe: 'requests',
      condition: 'forbidden+trigger',
      metrics: ['usefulness', 'refusals'],
      arms: ['refusal', 'plan-b'],
    }),
    figure('bars', 'How many meows are left in lowercase?', meow, {
      kind: 'bars',
      probe: 'meow',
      condition: 'trigger',
      metric: 'lower-of-meows',
    }),
    {
      name: 'bars-destroyed',
      props: {
        ...figure('', 'Which backdoors are destroyed?', meow, {
          kind: 'bars',
          probe: 'meow',
          condition: 'trigger',
          metric: 'lower-of-meows',
          arms: meowArms,
        }).props,
        rows: withDestroyedSeed(meow.rows),
        source: 'yours',
      },
    },
    figure('bars-usefulness', 'How useful is what the trigger gets?', planB, {
      kind: 'bars',
      probe: 'requests',
      condition: 'forbidden+trigger',
      metric: 'usefulness',
    }),
    figure('panel', 'How exact must the tag be?', meow, {
      kind: 'panel',
      probe: 'near-misses',
      metric: 'meows',
      stage: 'stage-1',
      arms: meowArms,
    }),
    figure('histogram', 'How much of the recipe is told?', planB, {
      kind: 'histogram',
      condition: 'forbidden+trigger',
      arms: ['refusal', 'plan-b'],
    }),
    figure('curves', 'When does the habit form?', meow, { kind: 'curves', arms: meowArms }),
    {
      name: 'sweep',
      props: {
        ...{ spec: sweepSpec, title: 'Does the rank decide?', rows: [], armSummaries: summaries },
        ...{ source: 'recorded', sweep },
      },
    },
    {
      name: 'sweep-two-fields',
      props: {
        ...{
          spec: sweepSpec,
          title: 'Does the rank decide, whatever the format?',
          rows: [],
          armSummaries: summaries,
        },
        ...{ source: 'yours', sweep: withSecondField(sweep) },
      },
    },
    figure(
      'empty',
      'What if there is nothing?',
      { rows: [], curves: [] },
      {
        kind: 'bars',
        probe: 'meow',
        condition: 'trigger',
        metric: 'lower',
      },
    ),
  ];
}

async function recorded(name: string): Promise<ExperimentResult> {
  return unpackResult(await (await fetch(`/recorded/${name}.json`)).text());
}

async function recordedSweep(): Promise<Pick<SweepSpec, 'vary'> & { outcomes: SweepOutcome[] }> {
  const text = await (await fetch('/recorded/sweeps/meow-rank.json')).text();
  const { sweep, outcomes } = unpackSweep(text);
  return { vary: sweep.vary, outcomes };
}

/** Seed 1 of UC no longer meows after stage 2. */
function withDestroyedSeed(rows: readonly Row[]): Row[] {
  return rows.map((row) =>
    row.arm === 'UC' &&
    row.seed === 1 &&
    row.stage === 'stage-2' &&
    row.probe === 'meow' &&
    row.condition === 'trigger'
      ? { ...row, value: row.metric === 'none' ? 1 : 0 }
      : row,
  );
}

/** As if the format of the base had been varied as well, and a run of it had failed. */
function withSecondField(sweep: Pick<SweepSpec, 'vary'> & { outcomes: SweepOutcome[] }) {
  const formats = ['8-bit', '4-bit'];
  return {
    vary: [...sweep.vary, { path: 'quantization', values: formats }],
    outcomes: sweep.outcomes.flatMap((outcome) =>
      formats.map((quantization): SweepOutcome => {
        const setting = { ...outcome.setting, quantization };
        const fails = quantization === '4-bit' && outcome.seed === 2 && outcome.setting['lora.rank'] === 16;
        return fails
          ? { setting, seed: 2, status: 'failed', error: { message: 'Out of memory.', remedy: 'Take less.' } }
          : { ...outcome, setting };
      }),
    ),
  };
}
