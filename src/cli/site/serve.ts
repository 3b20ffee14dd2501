import type { AddressInfo } from 'node:net';

export interface SiteServer {
  /** The address to open, with a slash at its end. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Serves `dist/` with the headers of the Vite configuration. Where the port is taken, the next free one is
 * used; look at `port` for which it became.
 */
export async function serveSite(root: string, options: { port: number; host: string }): Promise<SiteServer> {
  const { preview } = await import('vite');
  const server = await preview({
    root,
    logLevel: 'silent',
    preview: { port: options.port, host: options.host, strictPort: false },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  const everyAddress = ['0.0.0.0', '::'].includes(options.host);
  const name = everyAddress ? 'localhost' : options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${name}:${port}/`, port, close: () => server.close() };
}
