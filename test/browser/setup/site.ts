/** Builds the site and serves it while the end-to-end tests run; they get its address as `inject('siteUrl')`. */
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { buildSite } from '../../../src/cli/site/build.ts';
import { serveSite } from '../../../src/cli/site/serve.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site is served, with a slash at its end. */
    siteUrl: string;
  }
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildSite(root);
  const server = await serveSite(root, { port: 4300, host: '127.0.0.1' });
  project.provide('siteUrl', server.url);
  return () => server.close();
}
