// An engine on an index in a folder, as the browser has one on an index on a server.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Engine } from "../../theme/static/js/search/engine.js";

const core = readFileSync(new URL("../../theme/static/js/vendor/lunr-core.js", import.meta.url), "utf-8");
export const lunr = new Function(`${core}\nreturn lunr;`)();

export function engineOn(folder, load = (path) => readFile(join(folder, path))) {
  return new Engine(async (path, fresh) => new Uint8Array(await load(path, fresh)), lunr);
}

export async function urls(engine, input, options) {
  const page = await engine.page(await engine.search(input), options);
  return page.items.map((item) => item.url);
}
