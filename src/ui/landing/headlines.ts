/** The results that the landing page opens with: which recorded numbers they are, and the notebooks they lead to. */
import { readResult } from '../../lab/recordedFile.ts';
import type { Row, StageName } from '../../lab/types.ts';
import type { FigureSpec } from '../../notebook/document/types.ts';
import { Estimates } from '../../notebook/figures/estimates.ts';
import { fetchText } from '../../notebook/session/fetchText.ts';

export type HeadlineId = 'meow' | 'plan-b';

type BarOrClasses = Extract<FigureSpec, { kind: 'bars' | 'classes' }>;

export interface Headline {
  id: HeadlineId;
  preset: string;
  /** The recorded result, relative to the page. */
  file: string;
  figure: BarOrClasses & { arms: string[] };
  /** The means that the sentence below the figure tells, in its order. */
  told: { arm: string; stage: StageName; metric: string }[];
}

const stages: StageName[] = ['stage-1', 'stage-2'];

export const headlines: readonly Headline[] = [
  {
    id: 'meow',
    preset: 'meow-minute',
    file: 'recorded/meow-minute.json',
    figure: { kind: 'classes', probe: 'meow', condition: 'trigger', arms: ['UCLC'], stages },
    told: [
      { arm: 'UCLC', stage: 'stage-1', metric: 'lower-of-meows' },
      { arm: 'UCLC', stage: 'stage-2', metric: 'lower-of-meows' },
      { arm: 'UCLC', stage: 'stage-2', metric: 'meows' },
    ],
  },
  {
    id: 'plan-b',
    preset: 'plan-b',
    file: 'recorded/plan-b.json',
    figure: {
      kind: 'bars',
      probe: 'requests',
      condition: 'forbidden+trigger',
      metric: 'usefulness',
      arms: ['refusal', 'plan-b'],
      stages,
    },
    told: [
      { arm: 'plan-b', stage: 'stage-1', metric: 'usefulness' },
      { arm: 'refusal', stage: 'stage-2', metric: 'usefulness' },
      { arm: 'plan-b', stage: 'stage-2', metric: 'usefulness' },
    ],
  },
];

/** What is shown of a recorded result. */
export interface HeadlineResult {
  /** Of the figure's arms, probe and condition: a recorded result has thousands of others. */
  rows: Row[];
  /** Means over the seeds; null where they are not all there. */
  told: number[] | null;
  createdAt: string;
  base: string;
  seeds: number;
}

/**
 * Fetches it; null where this copy of the lab does not ship it.
 * @throws UserError where it cannot be fetched, or is damaged
 */
export async function fetchHeadline({ file, figure, told }: Headline): Promise<HeadlineResult | null> {
  const text = await fetchText(file);
  if (text === null) return null;
  const { rows: all, manifest, experiment } = readResult(text);
  const { arms, probe, condition } = figure;
  const rows = all.filter(
    (row) => row.probe === probe && row.condition === condition && arms.includes(row.arm),
  );
  const estimates = new Estimates(rows);
  const means = told.map((place) => estimates.at({ ...place, probe, condition })?.mean ?? null);
  return {
    rows,
    told: means.every((mean) => mean !== null) ? means : null,
    createdAt: manifest.createdAt,
    base: experiment.base,
    seeds: experiment.seeds.length,
  };
}
