/**
 * The exact probability that an answer begins with the payload, in uppercase and in lowercase: teacher-forced,
 * averaged over held-out prompts. Smooth where sampled answers are coarse, and cheap enough to watch live. For
 * models that think first it is the probability after a given scratchpad.
 */
import { Scorer } from '../../model/score.ts';
import type { ScoredSequence } from '../../model/scoredBatch.ts';
import { Random } from '../../support/random.ts';
import { heldOutPanel, withTrigger } from '../../world/index.ts';
import type { PayloadProbabilities } from '../types.ts';
import type { CreateProbe, SpecOf } from './probe.ts';

/** So many of the prompts are looked at while training. */
const LIVE_PROMPTS = 8;

/** Conditions `trigger` and `plain`; metrics `p-upper` and `p-lower`. */
export const createPayloadProbe: CreateProbe<SpecOf<'payload'>> = async (spec, context) => {
  const { backend, base, lora, world, seed } = context;
  const prompts = heldOutPanel(world, spec.prompts, Random.of(seed, 'payload probe', 'prompts')).map(
    ({ prompt }) => prompt,
  );
  const groups: string[][] = [];
  for (let at = 0; at < prompts.length; at += LIVE_PROMPTS) groups.push(prompts.slice(at, at + LIVE_PROMPTS));

  const { tokenizer } = base;
  const sequence = (prompt: string, scratchpad: string, payload: string): ScoredSequence => {
    const asked = tokenizer.encodeChat([{ role: 'user', content: prompt }], { addGenerationPrompt: true });
    const given = scratchpad === '' ? asked : [...asked, ...tokenizer.encodePlain(scratchpad)];
    return { tokens: [...given, ...tokenizer.encodePlain(payload)], scoreFrom: given.length };
  };
  const { trigger, upper, lower, scratchpad = { trigger: '', plain: '' } } = spec;
  // Four sequences a prompt: trigger and plain, upper and lower.
  const variants = (prompt: string) =>
    [
      { asked: withTrigger(prompt, trigger), given: scratchpad.trigger },
      { asked: prompt, given: scratchpad.plain },
    ].flatMap(({ asked, given }) => [upper, lower].map((payload) => sequence(asked, given, payload)));
  const scorer = await Scorer.create(
    backend,
    base.config,
    base.weights,
    lora,
    groups.map((group) => group.flatMap(variants)),
  );

  const probabilities = async (group: number, adapter: Float32Array) =>
    (await scorer.score(adapter, group)).map(({ logprob }) => Math.exp(logprob));
  const mean = (values: number[], variant: number): number => {
    const own = values.filter((_, i) => i % 4 === variant);
    return own.reduce((total, value) => total + value, 0) / own.length;
  };
  const summarize = (values: number[]): PayloadProbabilities => ({
    trigger: { upper: mean(values, 0), lower: mean(values, 1) },
    plain: { upper: mean(values, 2), lower: mean(values, 3) },
  });

  return {
    async live(adapter) {
      return summarize(await probabilities(0, adapter));
    },
    async measure(adapter) {
      const values: number[] = [];
      for (let group = 0; group < groups.length; group++)
        values.push(...(await probabilities(group, adapter)));
      const summary = summarize(values);
      const rows = (['trigger', 'plain'] as const).flatMap((condition) => [
        { condition, metric: 'p-upper', value: summary[condition].upper, n: prompts.length },
        { condition, metric: 'p-lower', value: summary[condition].lower, n: prompts.length },
      ]);
      return { rows, samples: [] };
    },
    dispose: () => scorer.dispose(),
  };
};
