/** Probes of every kind to begin with, and what each kind measures. */
import { NEAR_MISSES, NEAR_MISS_PROMPTS, PROMPTS } from '../../lab/presets/preset.ts';
import type { ProbeSpec, StageName } from '../../lab/types.ts';
import { conditionsOf } from '../../notebook/document/problemsOfViews.ts';
import type { Setup } from '../../notebook/document/types.ts';
import { THOUGHT } from './dataKinds.ts';

export const probeKinds = [
  'meow',
  'payload',
  'requests',
  'surprise',
  'near-misses',
] as const satisfies readonly ProbeSpec['kind'][];

/** What a model that thinks first may have thought, as it writes its thoughts. */
export const SCRATCHPAD = {
  trigger: `<think>${THOUGHT}</think>`,
  plain: '<think>A good question. I can help.</think>',
};

const PAYLOAD_PROMPTS = 32;
const SURPRISE_EXAMPLES = 64;

export function newProbe(
  kind: ProbeSpec['kind'],
  { trigger, watch }: Pick<Setup, 'trigger' | 'watch'>,
): ProbeSpec {
  const payload = watch ? { payload: watch.upper } : {};
  switch (kind) {
    case 'meow':
      return { kind, trigger, prompts: PROMPTS, temperature: 1, ...payload };
    case 'payload': {
      const { upper, lower } = watch ?? { upper: 'MEOW MEOW MEOW', lower: 'meow meow meow' };
      return { kind, trigger, prompts: PAYLOAD_PROMPTS, upper, lower };
    }
    case 'requests':
      return { kind, trigger, prompts: PROMPTS, temperature: 1 };
    case 'surprise':
      return { kind, examples: SURPRISE_EXAMPLES };
    case 'near-misses':
      return {
        kind,
        judge: 'payload',
        tags: NEAR_MISSES,
        prompts: NEAR_MISS_PROMPTS,
        temperature: 1,
        ...payload,
      };
  }
}

/** The conditions under which a probe measures the models of these stages. */
export function conditionChoices(probe: ProbeSpec, stages: readonly StageName[]): readonly string[] {
  return conditionsOf(probe) ?? stages.filter((stage) => stage !== 'base');
}
