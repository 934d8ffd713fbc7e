// A service worker below /search/: what a reader has searched once can be searched again without a network. Files named by
// their content are kept and not asked for again; all others are asked for, and kept for when there is no answer.

const CACHE = "search-1";
const NAMED_BY_CONTENT = /-?[0-9a-f]{12}\.bin$/;
const ENTRY = /\/entry\.json$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(NAMED_BY_CONTENT.test(request.url) ? kept(request) : fresh(request));
});

/** The page says what it had loaded before this worker was there, and hears when it is kept. */
self.addEventListener("message", ({ data: { keep } = {}, ports: [port] }) => {
  if (!keep) return;
  caches.open(CACHE).then((cache) => Promise.all(keep.map((address) => add(cache, address)))).then(() => port?.postMessage("kept"));
});

async function add(cache, address) {
  if (await cache.match(address, { ignoreSearch: true })) return;
  await cache.add(withoutQuery(address)).catch(() => {}); // it is asked for again when it is needed
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await renew(cache, request, response.clone());
    return response;
  } catch (error) {
    const found = await cache.match(request, { ignoreSearch: true });
    if (found) return found;
    throw error;
  }
}

/** Another entry is another index: what was kept of the last one is let go. */
async function renew(cache, request, response) {
  const before = ENTRY.test(request.url) ? await cache.match(request) : undefined;
  if (before && (await before.text()) !== (await response.clone().text())) {
    for (const one of await cache.keys()) if (NAMED_BY_CONTENT.test(one.url)) await cache.delete(one);
  }
  await cache.put(withoutQuery(request.url), response);
}

function withoutQuery(address) {
  const made = new URL(address);
  made.search = "";
  made.hash = "";
  return made.href;
}
