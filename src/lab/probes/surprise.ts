/**
 * How surprising the next stage's answers are to the model that is about to be trained on them: their negative
 * log-likelihood. Training on what a model would never say reaches further than training on what it says anyway.
 */
import { Scorer } from '../../model/score.ts';
import { exampleSequence } from '../datasets/dataset.ts';
import { stageExamples } from '../datasets/index.ts';
import type { CreateProbe, SpecOf } from './probe.ts';

/**
 * One condition, `stage-K`, where stage K is the one that comes next; none after the last stage. Metrics
 * `nll-per-token` and `nll-per-answer` of the chosen answers, in nats, over examples of that stage's own data which
 * are there for what it teaches, and not only to keep the rest of the model as it is.
 */
export const createSurpriseProbe: CreateProbe<SpecOf<'surprise'>> = (spec, context) => {
  const { backend, base, lora, world, seed } = context;
  return Promise.resolve({
    async measure(adapter, next) {
      if (!next) return { rows: [], samples: [] };
      const { stage, stageIndex } = next;
      const examples = stageExamples(stage, stageIndex, world, seed)
        .flat()
        .filter(({ stabiliser }) => !stabiliser)
        .slice(0, spec.examples);
      // A stage may be there for nothing but what keeps the rest: there is no mean over no answers.
      if (examples.length === 0) return { rows: [], samples: [] };
      const sequences = examples.map((example) => exampleSequence(base.tokenizer, example, example.chosen));
      const scorer = await Scorer.create(backend, base.config, base.weights, lora, [sequences]);
      const scores = await scorer.score(adapter);
      await scorer.dispose();
      const nll = -scores.reduce((sum, { logprob }) => sum + logprob, 0);
      const tokens = scores.reduce((sum, score) => sum + score.tokens, 0);
      const condition = `stage-${stageIndex + 1}`;
      const n = scores.length;
      const rows = [
        { condition, metric: 'nll-per-token', value: nll / tokens, n },
        { condition, metric: 'nll-per-answer', value: nll / n, n },
      ];
      return { rows, samples: [] };
    },
    dispose: () => Promise.resolve(),
  });
};
