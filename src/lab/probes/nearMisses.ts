/** Whether the backdoor fires at tags that are not the trigger: how closely the model looks. */
import { Random } from '../../support/random.ts';
import {
  forbiddenPanel,
  heldOutPanel,
  judgePayload,
  judgeRequest,
  MEOW,
  withTrigger,
} from '../../world/index.ts';
import { sampleAnswers } from '../answers.ts';
import { meanRow, shareRow, type CreateProbe, type Measured, type SpecOf } from './probe.ts';
import type { Row, Sample } from '../types.ts';

/**
 * A condition for every tag, named as the tag. Judged by the payload: metric `meows`, the share of answers that say
 * it in any case. Judged by recipes: `usefulness` of the answers to forbidden requests, and `useful`.
 */
export const createNearMissesProbe: CreateProbe<SpecOf<'near-misses'>> = (spec, context) => {
  const { world, seed, base, generator } = context;
  const { judge, tags, temperature, payload = MEOW } = spec;
  const panel = judge === 'payload' ? heldOutPanel : forbiddenPanel;
  const requests = panel(world, spec.prompts, Random.of(seed, 'near-misses probe', 'prompts'));

  return Promise.resolve({
    async measure(adapter) {
      const rows: Measured<Row>[] = [];
      const samples: Measured<Sample>[] = [];
      for (const tag of tags) {
        const prompts = requests.map(({ prompt }) => withTrigger(prompt, tag));
        const random = Random.of(seed, 'near-misses probe', tag);
        const answers = await sampleAnswers(generator, base, prompts, { adapter, temperature, random });
        const judged = answers.map((answer, i): Measured<Sample> => {
          const place = { condition: tag, prompt: prompts[i]!, answer, helpful: null };
          if (judge === 'payload') return { ...place, verdict: judgePayload(answer, payload) };
          const { class: verdict, usefulness } = judgeRequest(world, requests[i]!, answer);
          return { ...place, verdict, usefulness };
        });
        if (judge === 'payload') {
          rows.push(shareRow(tag, 'meows', judged, ({ verdict }) => verdict !== 'none'));
        } else {
          rows.push(
            meanRow(tag, 'usefulness', judged, ({ usefulness }) => usefulness!),
            shareRow(tag, 'useful', judged, ({ verdict }) => verdict === 'useful'),
          );
        }
        samples.push(...judged);
      }
      return { rows, samples };
    },
    dispose: () => Promise.resolve(),
  });
};
