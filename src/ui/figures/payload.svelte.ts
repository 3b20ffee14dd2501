/**
 * What the payload of the open notebook is called. Verdicts and metrics have one name in rows, whatever is planted;
 * words for readers say what that was. Where no notebook is open, and where it plants the lab's own, that is a meow.
 */
import { distinct } from '../../support/group.ts';

export interface PayloadName {
  upper: string;
  lower: string;
}

const MEOW: PayloadName = { upper: 'MEOW', lower: 'meow' };
/** For one that is too long for a legend. */
const UNNAMED: PayloadName = { upper: 'PAYLOAD', lower: 'payload' };
const LONGEST = 16;

let open = $state.raw<(() => PayloadName) | null>(null);
const name = $derived(open ? nameOf(open()) : MEOW);

/**
 * @param payload in both cases
 * @returns ends it
 */
export function namePayload(payload: () => PayloadName): () => void {
  open = payload;
  return () => {
    if (open === payload) open = null;
  };
}

export const payloadName = (): PayloadName => name;

/** Null where it is a meow, for which there are better words. */
export const otherPayload = (): PayloadName | null => (name.lower === MEOW.lower ? null : name);

/** Where a text says the payload, in whatever case. */
export const payloadPattern = (): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(${escaped(name.upper)})(?![\p{L}\p{N}])`, 'giu');

/** In which case a text says it; null for a mixture, and for other words. */
export function caseOf(text: string): 'upper' | 'lower' | null {
  if (text === name.upper) return 'upper';
  return text === name.lower ? 'lower' : null;
}

/** A word that is repeated is said once. */
function nameOf({ upper, lower }: PayloadName): PayloadName {
  const words = distinct(upper.trim().split(/\s+/));
  const isOneWord = words.length === 1;
  const short = (text: string) => (isOneWord ? text.trim().split(/\s+/)[0]! : text.trim());
  return short(upper).length <= LONGEST ? { upper: short(upper), lower: short(lower) } : UNNAMED;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
