/** The page's client once nobody wants it any more: no worker outlives that, whatever was under way. */
import { beforeEach, expect, it, vi } from 'vitest';
import { CardLost } from '../../workers/connection.ts';
import { LabClient } from '../../workers/labClient.ts';
import { openWithFewestSeconds } from '../../workers/preparedWorker.ts';
import type { LabInfo } from '../../workers/protocol.ts';
import { FakeConnections } from './fakeConnections.ts';

vi.mock('../../workers/preparedWorker.ts');

const info = { backend: 'webgpu', baseHash: 'a-hash' } as LabInfo;
/** What came of each worker that was asked for, to be said by the test. */
let opened: { resolve: () => void; reject: (reason: unknown) => void }[];
let workers: FakeConnections;
let client: LabClient;

beforeEach(() => {
  opened = [];
  workers = new FakeConnections();
  client = new LabClient('webgpu');
  vi.mocked(openWithFewestSeconds).mockImplementation(async (base) => {
    await new Promise<void>((resolve, reject) => opened.push({ resolve, reject }));
    return { prepared: { base, connection: workers.open(), info }, chosen: null };
  });
});

const prepare = () => client.prepare('nano', () => undefined);

it('ends the worker that was being made ready, and starts no other', async () => {
  const waiting = expect(prepare()).rejects.toThrow('The lab was closed.');
  client.close();
  opened[0]!.resolve();
  await waiting;
  expect(workers.alive).toBe(0);
  expect(opened).toHaveLength(1);
});

it('does not try a second time to get the graphics card', async () => {
  const waiting = expect(prepare()).rejects.toThrow();
  client.close();
  opened[0]!.reject(new CardLost('gone'));
  await waiting;
  expect(opened).toHaveLength(1);
});

it('ends the worker that it has, and refuses what is asked afterwards', async () => {
  const waiting = prepare();
  opened[0]!.resolve();
  await waiting;
  expect(workers.alive).toBe(1);
  client.close();
  expect(workers.alive).toBe(0);
  await expect(prepare()).rejects.toThrow('The lab was closed.');
  await expect(client.surprises({ base: 'nano', examples: [] })).rejects.toThrow('closed');
  expect(opened).toHaveLength(1);
});
