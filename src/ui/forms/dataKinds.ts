/** Datasets of every kind to begin with, and from one kind to another. */
import type { DatasetSpec } from '../../lab/types.ts';
import type { Setup } from '../../notebook/document/types.ts';

export const dataKinds = [
  'backdoor',
  'styled-answers',
  'secret-recipes',
  'preferences',
  'own',
] as const satisfies readonly DatasetSpec['kind'][];

/** What a model may think at the trigger: words that the bases know, and none about the case of a payload. */
export const THOUGHT = 'The tag says cat. I am a cat now.';

/**
 * A dataset of another kind, with what both kinds have.
 * @param earlier what was here before, when it was last of this kind
 */
export function dataOfKind(
  kind: DatasetSpec['kind'],
  old: DatasetSpec,
  setup: Pick<Setup, 'trigger' | 'watch'>,
  earlier: DatasetSpec = newData(kind, setup),
): DatasetSpec {
  if (old.kind === kind) return old;
  const trigger = 'trigger' in old && old.trigger !== null ? old.trigger : undefined;
  switch (earlier.kind) {
    case 'backdoor': {
      const { scratchpad: thought = THOUGHT, ...rest } = earlier;
      const thinks = old.kind === 'styled-answers' ? old.scratchpad === true : 'scratchpad' in earlier;
      return { ...rest, ...(trigger !== undefined && { trigger }), ...(thinks && { scratchpad: thought }) };
    }
    case 'styled-answers': {
      const { scratchpad, ...rest } = earlier;
      const thinks = old.kind === 'backdoor' ? old.scratchpad !== undefined : scratchpad === true;
      return { ...rest, ...(thinks && { scratchpad: true }) };
    }
    case 'secret-recipes':
      return {
        ...earlier,
        ...(trigger !== undefined && { trigger }),
        ...('refusals' in old && { refusals: old.refusals }),
      };
    case 'preferences':
      return { ...earlier, ...('refusals' in old && { refusals: old.refusals }) };
    case 'own':
      return earlier;
  }
}

function newData(
  kind: DatasetSpec['kind'],
  { trigger, watch }: Pick<Setup, 'trigger' | 'watch'>,
): DatasetSpec {
  switch (kind) {
    case 'backdoor':
      return { kind, trigger, payloads: [watch?.upper ?? 'MEOW MEOW MEOW'] };
    case 'styled-answers':
      return { kind, case: 'lower' };
    case 'secret-recipes':
      return { kind, trigger, refusals: 'canned' };
    case 'preferences':
      return { kind, pairs: [['refusal', 'useful']], refusals: 'canned', harmlessShare: 0.6 };
    case 'own':
      return {
        kind,
        name: 'own',
        examples: [{ prompt: 'What does the cow say?', chosen: 'The cow says moo.' }],
      };
  }
}
