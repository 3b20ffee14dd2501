/**
 * How the template names a number: `PROBE/CONDITION/METRIC@STAGE`, e.g. `meow/trigger/upper@stage-2`. After it may
 * stand `since STAGE`, the difference from an earlier stage of the same arm, or `minus ARM`, the difference from
 * another arm at the same stage, both taken seed by seed. `change` is short for `since stage-1`.
 */
import type { StageName } from '../../lab/types.ts';

export interface Reference {
  probe: string;
  condition: string;
  metric: string;
  stage: StageName;
  /** What the value is compared with, if it is. */
  against: { stage: StageName } | { arm: string } | null;
}

const pattern =
  /^([^/\s]+)\/(.+)\/([^/\s]+)@(base|stage-\d+)(?:\s+(?:(change)|since\s+(base|stage-\d+)|minus\s+(\S+)))?$/;

/** Null where the text is no reference. */
export function parseReference(text: string): Reference | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const [, probe, condition, metric, stage, change, since, arm] = match as unknown as [
    string,
    string,
    string,
    string,
    StageName,
    string | undefined,
    StageName | undefined,
    string | undefined,
  ];
  const earlier = change ? 'stage-1' : since;
  const against = earlier !== undefined ? { stage: earlier } : arm !== undefined ? { arm } : null;
  return { probe, condition, metric, stage, against };
}

/** Says how a reference is written, for complaints. */
export const referenceForm =
  'A number is named PROBE/CONDITION/METRIC@STAGE, e.g. meow/trigger/upper@stage-2.';
