// How do the index's files come to the engine? From the server; without a network, as they were kept (offline.js); on a page that
// was opened from a disk, as scripts.

/** Loads files below an address by fetch. */
export function fetchFrom(base) {
  return async (path, fresh) => {
    const address = new URL(path, base);
    const options = { cache: fresh ? "no-cache" : "default", credentials: "same-origin" };
    const response = await fetch(address, options).catch((error) => kept(address, error));
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

async function kept(address, error) {
  const found = await globalThis.caches?.match(address).catch(() => undefined); // a browser may refuse to keep anything
  if (!found) throw error;
  return found;
}

/** Loads files by scripts, for a page that was opened from a disk and may fetch nothing: each file has a twin that says
 * `searchFile(path, base64)` (plugins/search/twins.py). */
export function scriptsFrom(base) {
  const waiting = new Map();
  globalThis.searchFile = (path, data) => waiting.get(path)?.(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)));
  return (path) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    waiting.set(path, resolve);
    script.src = new URL(`${path}.js`, base).href;
    script.onload = () => reject(new Error(path)); // after what it said, if it said anything
    script.onerror = () => reject(new Error(path));
    document.head.append(script);
  }).finally(() => waiting.delete(path));
}
