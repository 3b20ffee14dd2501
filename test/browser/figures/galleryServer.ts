import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** Serves the gallery of figures from their sources. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await createServer({
    root: fileURLToPath(new URL('../../../', import.meta.url)),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 4390, hmr: false },
  });
  await server.listen();
  const url = new URL('test/browser/figures/gallery.html', server.resolvedUrls!.local[0]).href;
  return { url, close: () => server.close() };
}
