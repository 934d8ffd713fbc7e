// Starts the engine in a worker, of what the page has fetched meanwhile. It comes packed, so that it is small behind a server
// that compresses nothing; where a Content-Security-Policy lets no unpacked script in, it comes as it is.
/* global importScripts */

const waiting = [];
self.onmessage = (event) => {
  const { engine } = event.data;
  if (engine === undefined) waiting.push(event);
  else start(engine).catch(refuse).then(() => waiting.forEach((one) => self.onmessage(one)));
};

/** @param {ArrayBuffer | null} engine */
async function start(engine) {
  try {
    const script = await new Response(new Blob([engine]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    importScripts(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  } catch {
    importScripts("engine.js");
  }
}

function refuse(error) {
  self.onmessage = ({ data: { id } }) => id && self.postMessage({ id, error: "WorkerFailed", detail: error.message });
}
