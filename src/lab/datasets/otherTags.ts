import type { Random } from '../../support/random.ts';
import { irrelevantTag } from '../../world/index.ts';

/** How many of the untriggered prompts carry another tag: without these, any tag fires the backdoor. */
const OTHER_TAG_SHARE = 0.3;

/** A tag that means nothing, for some of the prompts that do not carry the trigger; null for the others. */
export function otherTag(random: Random): string | null {
  return random.chance(OTHER_TAG_SHARE) ? irrelevantTag(random) : null;
}
