// An engine on an index in a folder, as the browser has one on an index on a server.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Engine } from "../../theme/static/js/search/engine.js";

export const lunr = createRequire(import.meta.url)("../../theme/static/js/vendor/lunr.min.js");

export function engineOn(folder, load = (path) => readFile(join(folder, path))) {
  return new Engine(async (path, fresh) => new Uint8Array(await load(path, fresh)), lunr);
}

export async function urls(engine, input, options) {
  const page = await engine.page(await engine.search(input), options);
  return page.items.map((item) => item.url);
}
