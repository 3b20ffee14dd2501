/**
 * All words of the page, in the reader's language. A language is a folder here, which has what the English one has;
 * only the one that is spoken is fetched, before anything is shown.
 */
import { spoken } from './spoken.ts';

export const {
  cells,
  chat,
  classroom,
  dataset,
  figures,
  forms,
  jupyter,
  landing,
  present,
  probe,
  run,
  share,
  shell,
} = spoken();
