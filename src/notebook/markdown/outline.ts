/** The headings of a text in the outline of the page that it stands in. */
import type { Block, Heading } from './markdown.ts';

/** The lowest that HTML has. */
const LOWEST = 6;

/**
 * Which level each heading has in the page. None is skipped, whatever signs they are written with: who listens to a page
 * goes through it by its headings.
 * @param under the level of the heading that the text stands below
 */
export function outline(blocks: readonly Block[], under: number): Map<Heading, number> {
  const levels = new Map<Heading, number>();
  /** The signs of the headings that the next may stand below. */
  const above: number[] = [];
  for (const heading of headingsIn(blocks)) {
    while (above.length > 0 && above.at(-1)! >= heading.level) above.pop();
    above.push(heading.level);
    levels.set(heading, Math.min(LOWEST, under + above.length));
  }
  return levels;
}

function headingsIn(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return [block];
    if (block.kind === 'quote') return headingsIn(block.blocks);
    return block.kind === 'list' ? block.items.flatMap(headingsIn) : [];
  });
}
