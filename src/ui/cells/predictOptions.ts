/** What can be answered to a question, with the rule by which each answer is found right or wrong. */
import { metricKind } from '../../lab/statistics/metrics.ts';
import type { PredictCell } from '../../notebook/document/types.ts';
import { OUTCOMES } from '../../notebook/outcome.ts';
import { otherPayload } from '../figures/payload.svelte.ts';
import { metricName } from '../figures/words.ts';
import { number } from '../format.ts';
import { cells } from '../texts/index.ts';

export interface OptionInWords {
  value: string;
  title: string;
  detail: string;
}

/**
 * An outcome by its name, or a range by its place in the list, as `foundOf` calls them. A range is what its ends are,
 * whatever its label says.
 */
export function optionsInWords({ question }: Pick<PredictCell, 'question'>): OptionInWords[] {
  if (question.kind === 'meow-outcome') {
    const payload = otherPayload();
    const details = payload && cells.outcomesOf(payload);
    return OUTCOMES.map((value) => {
      const { title, detail } = cells.outcomes[value];
      return { value, title, detail: details?.[value] ?? detail };
    });
  }
  const end = (below: number | null | undefined) => (below == null ? null : endText(below, question.metric));
  return question.options.map(({ label, below }, index) => ({
    value: String(index),
    title: label,
    detail: cells.predict.range(end(question.options[index - 1]?.below), end(below)),
  }));
}

/** What ranges are of; null where the options say it themselves. */
export function measuredInWords({ question }: Pick<PredictCell, 'question'>): string | null {
  return question.kind === 'range' ? cells.predict.measured(metricName(question.metric)) : null;
}

/** With all its digits, as it is compared. */
function endText(value: number, metric: string): string {
  return metricKind(metric) === 'number' ? number(value) : `${number(value * 100)}\u202f%`;
}
