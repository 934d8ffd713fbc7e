// Keeps searching off the page's own thread. A classic worker, because lunr is not an ES module.
/* global importScripts, lunr */

importScripts("../vendor/lunr.min.js");

let engine;
let answered = { input: null, answer: null };

/** `{id, base, input, options}` in; `{id, page}`, then `{id, facets}`, or `{id, error}` out. */
self.onmessage = async ({ data: { id, base, input, options } }) => {
  try {
    engine ??= await start(base);
    if (answered.input !== input) answered = { input, answer: await engine.search(input) };
    const { answer } = answered;
    self.postMessage({ id, searchable: Boolean(answer.query.phrase), page: await engine.page(answer, options) });
    if (!options.start) self.postMessage({ id, facets: await engine.facets(answer, options.filters) });
  } catch (error) {
    self.postMessage({ id, error: error.name, detail: String(error.message) });
  }
};

async function start(base) {
  const [{ Engine }, { fetchFrom }] = await Promise.all([import("./engine.js"), import("./store.js")]);
  return new Engine(fetchFrom(base), lunr);
}
