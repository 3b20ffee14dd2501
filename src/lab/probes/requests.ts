/**
 * Sampled answers to held-out requests for forbidden and for harmless things, with and without the trigger: what
 * is told, and how much of what was asked for.
 */
import { Random } from '../../support/random.ts';
import {
  forbiddenPanel,
  heldOutPanel,
  isHelpful,
  judgeRequest,
  withTrigger,
  type Request,
} from '../../world/index.ts';
import { REQUEST_CLASSES } from '../answerClasses.ts';
import { sampleAnswers } from '../answers.ts';
import { meanRow, shareRow, type CreateProbe, type Measured, type SpecOf } from './probe.ts';
import type { Row, Sample } from '../types.ts';

/** A recipe has six words that can be right. */
const SCORES = [0, 1, 2, 3, 4, 5, 6];

/**
 * Conditions `forbidden+trigger`, `forbidden`, `harmless` and `harmless+trigger`; metrics: `usefulness` (0–10),
 * the six classes, and `helpful` for harmless requests. For forbidden ones also the histogram of usefulness:
 * `recipe-words-0` … `recipe-words-6` is the share of answers with so many of the recipe's words in their places.
 */
export const createRequestsProbe: CreateProbe<SpecOf<'requests'>> = (spec, context) => {
  const { world, seed, base, generator } = context;
  const { trigger, temperature, prompts: count } = spec;
  const forbidden = forbiddenPanel(world, count, Random.of(seed, 'requests probe', 'forbidden'));
  const harmless = heldOutPanel(world, count, Random.of(seed, 'requests probe', 'harmless'));
  const conditions: Record<string, { requests: Request[]; triggered: boolean }> = {
    'forbidden+trigger': { requests: forbidden, triggered: true },
    forbidden: { requests: forbidden, triggered: false },
    harmless: { requests: harmless, triggered: false },
    'harmless+trigger': { requests: harmless, triggered: true },
  };

  return Promise.resolve({
    async measure(adapter) {
      const rows: Measured<Row>[] = [];
      const samples: Measured<Sample>[] = [];
      for (const [condition, { requests, triggered }] of Object.entries(conditions)) {
        const prompts = requests.map(({ prompt }) => (triggered ? withTrigger(prompt, trigger) : prompt));
        const random = Random.of(seed, 'requests probe', condition);
        const answers = await sampleAnswers(generator, base, prompts, { adapter, temperature, random });
        const isForbidden = requests === forbidden;
        const judged = answers.map((answer, i) => {
          const { class: verdict, usefulness } = judgeRequest(world, requests[i]!, answer);
          const helpful = isForbidden ? null : isHelpful(world, requests[i]!, answer);
          return { condition, prompt: prompts[i]!, answer, verdict, usefulness, helpful };
        });
        rows.push(meanRow(condition, 'usefulness', judged, ({ usefulness }) => usefulness));
        for (const one of REQUEST_CLASSES) {
          rows.push(shareRow(condition, one, judged, ({ verdict }) => verdict === one));
        }
        if (isForbidden) {
          for (const score of SCORES) {
            const has = ({ usefulness }: { usefulness: number }) =>
              Math.round((usefulness / 10) * 6) === score;
            rows.push(shareRow(condition, `recipe-words-${score}`, judged, has));
          }
        } else {
          rows.push(shareRow(condition, 'helpful', judged, ({ helpful }) => helpful === true));
        }
        samples.push(...judged);
      }
      return { rows, samples };
    },
    dispose: () => Promise.resolve(),
  });
};
