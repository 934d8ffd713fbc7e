// A service worker below /search/: what a reader has searched once can be searched again without a network. It answers for the
// page and its scripts. The files of the index pass it by, for each that passes through costs time: the engine's worker looks
// itself for what is kept (loading.js).

const CACHE = "search-1";
const INDEX = ["bin", "json"];
const NAMED_BY_CONTENT = /-?[0-9a-f]{12}\.bin$/;
const ENTRY = /\/entry\.json$/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  // A browser that lets it be said beforehand does not even ask.
  const rules = INDEX.map((suffix) => ({ condition: { urlPattern: { pathname: `*.${suffix}` } }, source: "network" }));
  event.waitUntil(Promise.resolve(event.addRoutes?.(rules)).catch(() => {}));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || INDEX.some((suffix) => pathname.endsWith(`.${suffix}`))) return;
  event.respondWith(fresh(request));
});

/** The page says what it has loaded, and hears when it is kept. */
self.addEventListener("message", (event) => {
  const { data: { keep } = {}, ports: [port] } = event;
  if (keep) event.waitUntil(kept(keep).then(() => port?.postMessage("kept"), () => {})); // or with the next search
});

async function kept(addresses) {
  const cache = await caches.open(CACHE);
  const entry = addresses.find((address) => ENTRY.test(address));
  if (entry && !(await renewed(cache, entry, addresses))) throw new Error("published anew in the meantime");
  await Promise.all(addresses.map((address) => add(cache, address)));
}

/** Another entry is another index: what was kept of the last one is let go. @returns {Promise<boolean>} whether these files are
 * those of the entry */
async function renewed(cache, entry, addresses) {
  const response = await fetch(entry, { cache: "no-cache" });
  const { manifest } = await response.clone().json();
  if (!addresses.includes(new URL(manifest, entry).href)) return false;
  const before = await cache.match(entry);
  if (before && (await before.text()) !== (await response.clone().text())) {
    for (const one of await cache.keys()) if (NAMED_BY_CONTENT.test(one.url)) await cache.delete(one);
  }
  await cache.put(entry, response);
  return true;
}

async function add(cache, address) {
  if (await cache.match(address, { ignoreSearch: true })) return;
  await cache.add(withoutQuery(address)).catch(() => {}); // it is asked for again when it is needed
}

async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(withoutQuery(request.url), response.clone());
    return response;
  } catch (error) {
    const found = await cache.match(request, { ignoreSearch: true });
    if (found) return found;
    throw error;
  }
}

function withoutQuery(address) {
  const made = new URL(address);
  made.search = "";
  made.hash = "";
  return made.href;
}
