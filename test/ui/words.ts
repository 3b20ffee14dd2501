/** Tests of the page's parts read its words, in English: see `src/ui/texts/spoken.ts`. */
import * as english from '../../src/ui/texts/en/index.ts';
import { speak } from '../../src/ui/texts/spoken.ts';

speak(english);
