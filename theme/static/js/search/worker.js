// Starts the engine in a worker, and fetches meanwhile what every search begins with. The engine comes packed, so that it is
// small behind a server that compresses nothing; where a Content-Security-Policy lets no unpacked script in, it comes as it is.
/* global importScripts */

import { fetchFrom } from "./loading.js";

const waiting = [];
const load = fetchFrom(self.location);
self.onmessage = (event) => waiting.push(event);
self.early = { "entry.json": load("entry.json", true) };
manifest().catch(() => {}); // the engine asks again, and says what is wrong
start().catch(refuse).then(() => waiting.forEach((one) => self.onmessage(one)));

async function manifest() {
  const { manifest: path } = JSON.parse(new TextDecoder().decode(await self.early["entry.json"]));
  self.early[path] = load(path);
}

async function start() {
  try {
    const engine = await load("engine.bin");
    const script = await new Response(new Blob([engine]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    importScripts(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  } catch {
    importScripts("engine.js");
  }
}

function refuse(error) {
  self.onmessage = ({ data: { id } }) => self.postMessage({ id, error: "WorkerFailed", detail: error.message });
}
