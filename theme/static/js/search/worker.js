// Starts the engine in a worker. It comes packed, so that it is small behind a server that compresses nothing; where a
// Content-Security-Policy lets no unpacked script in, it comes as it is.
/* global importScripts */

const waiting = [];
self.onmessage = (event) => waiting.push(event);

start().catch((error) => {
  self.onmessage = ({ data: { id } }) => self.postMessage({ id, error: "WorkerFailed", detail: error.message });
}).then(() => waiting.forEach((event) => self.onmessage(event)));

async function start() {
  try {
    const packed = await fetch("engine.bin");
    if (!packed.ok) throw new Error(`HTTP ${packed.status}`);
    const script = await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).text();
    importScripts(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  } catch {
    importScripts("engine.js");
  }
}
