/**
 * Odds ratio preference optimization, which needs no reference model (Hong et al. 2024, eq. 3 to 7):
 *
 *   loss = NLL(chosen) − β · mean log σ(log odds(chosen) − log odds(rejected))
 *
 * where the odds are those of the geometric mean of an answer's token probabilities. As in TRL's ORPOTrainer
 * the NLL is the mean over all chosen tokens of the batch, so that a long answer weighs more than a short
 * one. It differs from TRL in which tokens those are: here the scored ones, which are the answer's, as the
 * paper has it; there the prompt's as well.
 */
import { add, multiply, scale } from '../../engine/ops/elementwise.ts';
import { logOdds, logOddsAt } from '../../engine/ops/logOdds.ts';
import { logSigmoid, logSigmoidAt } from '../../engine/ops/logSigmoid.ts';
import { sum } from '../../engine/ops/sum.ts';
import { input } from '../../engine/leaves.ts';
import type { Objective } from './objective.ts';
import {
  every,
  mean,
  negativePairMean,
  pairDifference,
  preferenceFeeds,
  preferenceMetrics,
  sequenceLengths,
  sequenceLogprobs,
} from './preference.ts';

export interface OrpoOptions {
  /** The weight of the odds ratio term; λ in the paper, `beta` in TRL (0.1 there by default). */
  beta: number;
}

export function orpo({ beta }: OrpoOptions): Objective {
  return {
    name: 'orpo',

    build(logprobs, shape) {
      const logps = sequenceLogprobs(logprobs, shape);
      const averages = multiply({ a: logps, b: input('inverseLengths', logps.shape) });
      const logOddsRatios = pairDifference(logOdds({ x: averages }));
      const preference = negativePairMean(logSigmoid({ x: logOddsRatios }), beta);
      const chosen = multiply({ a: logps, b: input('chosenWeights', logps.shape) });
      const nll = scale({ x: sum({ x: chosen }) }, { factor: -1 });
      return { loss: add({ a: nll, b: preference }), outputs: { logps } };
    },

    feeds(batch) {
      const lengths = sequenceLengths(batch);
      const inverseLengths = new Float32Array(batch.sequences);
      inverseLengths.set(lengths.map((length) => 1 / length));
      const chosenTokens = every(lengths, 0).reduce((total, length) => total + length, 0);
      const chosenWeights = Float32Array.from(inverseLengths, (inverse, i) =>
        inverse > 0 && i % 2 === 0 ? 1 / chosenTokens : 0,
      );
      return { ...preferenceFeeds(batch), inverseLengths, chosenWeights };
    },

    /**
     * TRL's: rewards and logps are of length-averaged log-probabilities, rewards are β times those,
     * `log_odds_chosen` is the mean log odds ratio, and `log_odds_ratio` the mean log σ of it.
     */
    metrics({ logps }, batch) {
      const lengths = sequenceLengths(batch);
      const sums = lengths.map((_, i) => logps![i]!);
      const averages = sums.map((logp, i) => logp / lengths[i]!);
      const odds = averages.map(logOddsAt);
      const rejectedOdds = every(odds, 1);
      const ratios = every(odds, 0).map((chosen, i) => chosen - rejectedOdds[i]!);
      return {
        ...preferenceMetrics(
          averages,
          averages.map((average) => beta * average),
        ),
        nll_loss: -mean(every(sums, 0)) / mean(every(lengths, 0)),
        log_odds_ratio: mean(ratios.map(logSigmoidAt)),
        log_odds_chosen: mean(ratios),
      };
    },
  };
}
