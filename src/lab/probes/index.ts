/** The kinds of probes; a new kind is one file and one line here. */
import type { ProbeSpec } from '../types.ts';
import { createMeowProbe } from './meow.ts';
import { createNearMissesProbe } from './nearMisses.ts';
import { createPayloadProbe } from './payload.ts';
import type { CreateProbe, Probe, ProbeContext, SpecOf } from './probe.ts';
import { createRequestsProbe } from './requests.ts';
import { createSurpriseProbe } from './surprise.ts';

const kinds: { [Kind in ProbeSpec['kind']]: CreateProbe<SpecOf<Kind>> } = {
  meow: createMeowProbe,
  payload: createPayloadProbe,
  requests: createRequestsProbe,
  surprise: createSurpriseProbe,
  'near-misses': createNearMissesProbe,
};

export function createProbe(spec: ProbeSpec, context: ProbeContext): Promise<Probe> {
  return (kinds[spec.kind] as CreateProbe<ProbeSpec>)(spec, context);
}
