// After the first search: what was loaded is kept by a service worker, for when there is no network.

/** @param {import("./client.js").Client} client @returns {Promise<boolean>} whether it can be searched again without one */
export async function keepForOffline(client) {
  if (!("serviceWorker" in navigator) || !window.isSecureContext || client.server || location.protocol === "file:") return false;
  try {
    await navigator.serviceWorker.register(new URL("offline.js", client.base));
    const { active } = await navigator.serviceWorker.ready;
    const own = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(location.origin));
    const index = (await client.ask({ kind: "loaded" })).map((path) => new URL(path, client.base).href);
    const keep = [location.href, ...["worker.js", "engine.bin"].map((name) => new URL(name, client.base).href), ...own, ...index];
    return await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(true);
      active.postMessage({ keep }, [port2]);
    });
  } catch {
    return false; // the browser refuses
  }
}
