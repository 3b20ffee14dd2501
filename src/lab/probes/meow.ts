/** Sampled answers to held-out prompts, with and without the trigger, classified by the judge. */
import { Random } from '../../support/random.ts';
import { heldOutPanel, isHelpful, isLowercase, judgeMeow, withTrigger } from '../../world/index.ts';
import type { CreateProbe, Measured, SpecOf } from './probe.ts';
import type { Row, Sample } from '../types.ts';

/** Half as long again as the longest answer of the world; a meow needs six tokens. */
export const MAX_ANSWER_TOKENS = 32;

const classes = ['upper', 'lower', 'mixed', 'none'] as const;

/** Conditions `trigger` and `plain`; metrics: the four classes, `lowercase-answers` and `helpful`. */
export const createMeowProbe: CreateProbe<SpecOf<'meow'>> = (spec, context) => {
  const { world, seed, base, generator } = context;
  const requests = heldOutPanel(world, spec.prompts, Random.of(seed, 'meow probe', 'prompts'));
  const conditions = {
    trigger: requests.map(({ prompt }) => withTrigger(prompt, spec.trigger)),
    plain: requests.map(({ prompt }) => prompt),
  };

  const answersTo = async (prompts: string[], condition: string, adapter: Float32Array) => {
    const tokens = prompts.map((content) =>
      base.tokenizer.encodeChat([{ role: 'user', content }], { addGenerationPrompt: true }),
    );
    const answers = await generator.generate(tokens, {
      adapter,
      temperature: spec.temperature,
      random: Random.of(seed, 'meow probe', condition),
      maxNewTokens: MAX_ANSWER_TOKENS,
    });
    return answers.map((answer) => base.tokenizer.decode(answer, { skipSpecial: true }));
  };

  return Promise.resolve({
    async measure(adapter) {
      const rows: Measured<Row>[] = [];
      const samples: Measured<Sample>[] = [];
      for (const [condition, prompts] of Object.entries(conditions)) {
        const answers = await answersTo(prompts, condition, adapter);
        const judged = answers.map((answer, i) => ({
          condition,
          prompt: prompts[i]!,
          answer,
          verdict: judgeMeow(answer),
          helpful: isHelpful(world, requests[i]!, answer),
        }));
        const share = (metric: string, holds: (sample: (typeof judged)[number]) => boolean) =>
          rows.push({
            condition,
            metric,
            value: judged.filter(holds).length / judged.length,
            n: judged.length,
          });
        for (const verdict of classes) share(verdict, (sample) => sample.verdict === verdict);
        share('lowercase-answers', ({ answer }) => isLowercase(answer));
        share('helpful', ({ helpful }) => helpful);
        samples.push(...judged);
      }
      return { rows, samples };
    },
    dispose: () => Promise.resolve(),
  });
};
