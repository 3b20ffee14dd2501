/** What a figure shows, in a few numbers computed from the same rows. */
import type { StageName } from '../lab/types.ts';
import { lowercaseShare, meowing, type MeowTable } from '../notebook/rates.ts';
import { percent } from './format.ts';

/** One number after each stage, e.g. `Meows at the tag: 98 % → 84 %`. */
export interface Reading {
  label: string;
  values: string[];
}

/** The numbers of one arm. */
export interface ArmReadings {
  name: string;
  readings: Reading[];
}

const TRAINED: StageName[] = ['stage-1', 'stage-2'];

/** How one arm fares, with the tag and without. */
export function readMeows(table: MeowTable, arm: string, sealed: StageName | null): Reading[] {
  const cells = (condition: string) =>
    TRAINED.filter((stage) => stage !== sealed).flatMap(
      (stage) => table.classes({ arm, stage, condition }) ?? [],
    );
  const triggered = cells('trigger');
  return present([
    { label: 'Meows at the tag', values: triggered.map((rates) => percent(meowing(rates))) },
    {
      label: 'of these in lowercase',
      values: triggered.map((rates) => {
        const share = lowercaseShare(rates);
        return share === null ? 'none left' : percent(share);
      }),
    },
    { label: 'Meows without it', values: cells('plain').map((rates) => percent(meowing(rates))) },
  ]);
}

/** What the lowercase lesson did to one arm's answers without the tag. */
export function readEffects(table: MeowTable, arm: string, sealed: StageName | null): Reading[] {
  const values = (metric: string) =>
    TRAINED.filter((stage) => stage !== sealed).flatMap((stage) => {
      const rate = table.rate({ arm, stage, condition: 'plain' }, metric);
      return rate ? [percent(rate.value)] : [];
    });
  return present([
    { label: 'Right answers', values: values('helpful') },
    { label: 'Answers in lowercase', values: values('lowercase-answers') },
  ]);
}

/** For those who hear a figure rather than see it. */
export function inWords(arm: string, readings: readonly Reading[]): string {
  const sentences = readings.map(({ label, values }) => `${label}: ${values.join(' after stage 1, ')}`);
  return `${arm}. ${sentences.join('. ')}.`;
}

function present(readings: Reading[]): Reading[] {
  return readings.filter(({ values }) => values.length > 0);
}
