/** The list of files that the service worker fetches; it is made when the site is built. */
export interface OfflineFiles {
  /** Differs between builds that differ. */
  version: string;
  /** Relative to the page. */
  files: string[];
}
