// The engine's half of the search page: in a worker of its own, off the page's thread; on a page opened from a disk, where
// browsers start no workers, as an ordinary script.
/* global lunr, WorkerGlobalScope */

import { Desk } from "./desk.js";
import { Engine } from "./engine.js";
import { fetchFrom, scriptsFrom } from "./loading.js";

const isWorker = typeof WorkerGlobalScope !== "undefined";
const desks = new Map();

function deskAt(base) {
  if (!desks.has(base)) desks.set(base, new Desk(new Engine(isWorker ? orEarly(fetchFrom(base)) : scriptsFrom(base), lunr)));
  return desks.get(base);
}

/** Takes what the worker began to fetch while it started, each file once. */
function orEarly(load) {
  return async (path, fresh) => {
    const held = self.early[path];
    delete self.early[path];
    return held ?? load(path, fresh);
  };
}

/** `{id, base, question}` in; `{id, value}` or `{id, error, detail}` out. */
async function answer({ data: { id, base, question } }) {
  try {
    self.postMessage({ id, value: await deskAt(base).ask(question) });
  } catch (error) {
    self.postMessage({ id, error: error.name, detail: String(error.message) });
  }
}

/** The first question stands in the worker's address: its answer is there when the page's message comes. */
function begin() {
  self.onmessage = answer;
  const question = decodeURIComponent(self.location.hash.slice(1));
  if (question) deskAt(new URL(".", self.location).href).ask(JSON.parse(question)).catch(() => {}); // the message hears of it
}

if (isWorker) begin();
else globalThis.searchDesk = deskAt;
