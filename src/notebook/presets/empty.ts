import { meow } from '../../lab/presets/meow.ts';
import { TRIGGER } from '../../lab/presets/preset.ts';
import type { NotebookDocument } from '../document/types.ts';
import { BASE, cellsWith, notebook, setupOf, type Heading } from './article.ts';
import { payloadsOf } from './parts.ts';
import type english from './texts/en/empty.ts';

/** One blank cell, and the setup that the other notebooks have. */
export function empty(heading: Heading, words: typeof english): NotebookDocument {
  const experiment = meow.experiment(BASE);
  const { prose } = cellsWith(words);
  return notebook('empty', heading, {
    setup: setupOf(experiment, TRIGGER, payloadsOf(experiment)),
    recorded: [],
    cells: [prose('start')],
  });
}
