/** How a result is written in a notebook's file: compact, or as the terminal writes it where that would lose something. */
import { packResult, unpackResult } from '../../lab/recordedFile.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { entryCount, MAX_ENTRIES } from './guardResult.ts';

/** Bytes of a result in its compact form; large sweeps and experiments leave out some of their answers then. */
const LARGEST_COMPACT = 1_000_000;
/** Of results that are written whole, all together: so that what is exported is also read. */
const MOST_WHOLE = { characters: 20_000_000, entries: MAX_ENTRIES / 2 };

export interface ResultText {
  text: string;
  isWhole: boolean;
}

/**
 * The texts of results, each compact if answers of all its seeds and all points of its curves are in that, and else whole
 * as long as there is room.
 * @throws UserError if a result is too large even without its answers
 */
export function resultTexts(results: readonly ExperimentResult[]): ResultText[] {
  const room = { ...MOST_WHOLE };
  return results.map((result) => {
    const packed = { text: packResult(result, LARGEST_COMPACT), isWhole: false };
    const entries = entryCount(result);
    if (entryCount(unpackResult(packed.text)) === entries) return packed;
    const text = JSON.stringify(result);
    if (text.length > room.characters || entries > room.entries) return packed;
    room.characters -= text.length;
    room.entries -= entries;
    return { text, isWhole: true };
  });
}
