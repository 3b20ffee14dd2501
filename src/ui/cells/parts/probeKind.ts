import type { ProbeSpec } from '../../../lab/types.ts';
import { otherPayload } from '../../figures/payload.svelte.ts';
import { probe as texts } from '../../texts/index.ts';

/** What a measurement is called, after the payload that the notebook has. */
export const probeKindName = (kind: ProbeSpec['kind']): string =>
  kind === 'meow' && otherPayload() ? texts.payloadKind : texts.kinds[kind];
