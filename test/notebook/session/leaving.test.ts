/** Leaving a notebook while the lab gets ready for it: no worker is left behind, and nothing goes wrong. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { KnownWork } from '../../../src/lab/known.ts';
import { ChatSession } from '../../../src/notebook/session/chatSession.svelte.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices, type LabServices } from '../../../src/notebook/session/services.ts';
import { openWithFewestSeconds } from '../../../workers/preparedWorker.ts';
import type { LabInfo } from '../../../workers/protocol.ts';
import { FakeConnections } from '../../workers/fakeConnections.ts';
import { meowNotebook } from '../exchange/fixture.ts';

vi.mock('../../../workers/preparedWorker.ts');

const info = { backend: 'onnx', baseHash: 'a-hash' } as LabInfo;
let workers: FakeConnections;
/** Has the worker that is being started ready. */
let isReady: () => void;
let notebook: OpenNotebook;
let services: LabServices;

beforeEach(() => {
  if (!('navigator' in globalThis)) vi.stubGlobal('navigator', {});
  workers = new FakeConnections();
  vi.mocked(openWithFewestSeconds).mockReset();
  vi.mocked(openWithFewestSeconds).mockImplementation(async (base) => {
    await new Promise<void>((resolve) => (isReady = resolve));
    return { prepared: { base, connection: workers.open(), info }, chosen: null };
  });
  services = createServices(() => {});
  notebook = new OpenNotebook(
    { document: { ...meowNotebook, recorded: [] }, shelved: null },
    services,
    () => {},
  );
});

const opened = () => vi.mocked(openWithFewestSeconds).mock.calls.length;
const starts = () => vi.waitFor(() => expect(opened()).toBe(1));
/** Long enough for whatever would still be begun. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

async function expectNothingLeft(): Promise<void> {
  await settle();
  expect(opened()).toBe(1);
  expect(workers.alive).toBe(0);
}

it('leaves nothing of a run whose worker is being started', async () => {
  const running = notebook.run('stage-1');
  await starts();
  await notebook.close();
  isReady();
  await running;
  await expectNothingLeft();
  expect(notebook.runner.run).toMatchObject({ status: 'stopped', problem: null });
});

it('leaves nothing of a run that looks what is known of it', async () => {
  let found: (known: KnownWork) => void = () => undefined;
  const looking = vi
    .spyOn(services.cache, 'knownFor')
    .mockImplementation(() => new Promise((resolve) => (found = resolve)));
  const running = notebook.run('stage-1');
  await starts();
  isReady();
  await vi.waitFor(() => expect(looking).toHaveBeenCalled());
  await notebook.close();
  found({ trained: new Map(), measured: new Map() });
  await running;
  await expectNothingLeft();
  expect(notebook.runner.run).toMatchObject({ status: 'stopped', problem: null });
});

it('leaves nothing of a question to a model', async () => {
  const session = new ChatSession(notebook, 'chat');
  const asking = session.ask('Who are you?');
  await starts();
  await notebook.close();
  isReady();
  await asking;
  await expectNothingLeft();
});

it('leaves nothing of one whose models are being looked for', async () => {
  const session = new ChatSession(notebook, 'chat');
  let looked: () => void = () => undefined;
  const looking = vi
    .spyOn(session, 'look')
    .mockImplementation(() => new Promise((resolve) => (looked = resolve)));
  const asking = session.ask('Who are you?');
  await starts();
  isReady();
  await vi.waitFor(() => expect(looking).toHaveBeenCalled());
  await notebook.close();
  looked();
  await asking;
  await expectNothingLeft();
});
