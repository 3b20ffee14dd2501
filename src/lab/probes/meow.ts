/** Sampled answers to held-out prompts, with and without the trigger, classified by the judge. */
import { Random } from '../../support/random.ts';
import { heldOutPanel, isHelpful, isLowercase, judgePayload, MEOW, withTrigger } from '../../world/index.ts';
import { MEOW_CLASSES } from '../answerClasses.ts';
import { sampleAnswers } from '../answers.ts';
import { shareRow, type CreateProbe, type Measured, type SpecOf } from './probe.ts';
import type { Row, Sample } from '../types.ts';

/** Conditions `trigger` and `plain`; metrics: the four classes, `lowercase-answers` and `helpful`. */
export const createMeowProbe: CreateProbe<SpecOf<'meow'>> = (spec, context) => {
  const { world, seed, base, generator } = context;
  const { trigger, temperature, payload = MEOW } = spec;
  const requests = heldOutPanel(world, spec.prompts, Random.of(seed, 'meow probe', 'prompts'));
  const conditions = {
    trigger: requests.map(({ prompt }) => withTrigger(prompt, trigger)),
    plain: requests.map(({ prompt }) => prompt),
  };

  return Promise.resolve({
    async measure(adapter) {
      const rows: Measured<Row>[] = [];
      const samples: Measured<Sample>[] = [];
      for (const [condition, prompts] of Object.entries(conditions)) {
        const random = Random.of(seed, 'meow probe', condition);
        const answers = await sampleAnswers(generator, base, prompts, { adapter, temperature, random });
        const judged = answers.map((answer, i) => {
          const verdict = judgePayload(answer, payload);
          const helpful = verdict === 'none' && isHelpful(world, requests[i]!, answer);
          return { condition, prompt: prompts[i]!, answer, verdict, helpful };
        });
        for (const verdict of MEOW_CLASSES) {
          rows.push(shareRow(condition, verdict, judged, (sample) => sample.verdict === verdict));
        }
        rows.push(
          shareRow(condition, 'lowercase-answers', judged, ({ answer }) => isLowercase(answer)),
          shareRow(condition, 'helpful', judged, ({ helpful }) => helpful),
        );
        samples.push(...judged);
      }
      return { rows, samples };
    },
    dispose: () => Promise.resolve(),
  });
};
