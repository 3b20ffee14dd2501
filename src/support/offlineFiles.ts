/** Asks a service worker that waits to take over, unless another tab shows the release before. */
export type TakeOver = 'take over';

/** What the service worker has to know of a release's files; the list is made when the site is built. */
export interface OfflineFiles {
  /** Differs between builds that differ. */
  version: string;
  /** What is fetched in advance; relative to the page. */
  files: string[];
  /** SHA-256, in hex, of every file of every model: their addresses are the same in all releases. */
  models: Record<string, string>;
}
