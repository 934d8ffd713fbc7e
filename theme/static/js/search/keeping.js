// After the first search: what was loaded is kept by a service worker, for when there is no network.

/** @param {import("./client.js").Client} client */
export async function keepForOffline(client) {
  if (!("serviceWorker" in navigator) || !window.isSecureContext || client.server || location.protocol === "file:") return;
  try {
    await navigator.serviceWorker.register(new URL("offline.js", client.base));
    const { active } = await navigator.serviceWorker.ready;
    const own = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(location.origin));
    const index = (await client.ask({ kind: "loaded" })).map((path) => new URL(path, client.base).href);
    active.postMessage({ keep: [location.href, ...["worker.js", "engine.bin"].map((name) => new URL(name, client.base).href), ...own, ...index] });
  } catch {
    // the browser refuses: search works with a network only
  }
}
