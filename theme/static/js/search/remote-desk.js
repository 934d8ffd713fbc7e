// A search server in the place of the site's own index: asked by the page as the engine is.

import { Folder } from "./fold.js";
import { fetchFrom } from "./loading.js";
import { Remote } from "./remote.js";
import { Store } from "./store.js";

class RemoteDesk {
  constructor(base, server) {
    this.remote = folderAt(base).then((folder) => new Remote(server, folder));
  }

  async ask({ kind, input, options = {} }) {
    if (kind === "page") return this.page(input, options);
    if (kind === "facets") return this.facets.filter(({ name }) => options.names.includes(name));
    return kind === "detail" ? null : [];
  }

  async page(input, { start, count, filters, sort, scope }) {
    const chosen = scope === "apply" ? { ...filters, current: ["true"] } : filters;
    const found = await (await this.remote).search(input, { start, count, filters: chosen, sort });
    this.facets = found.facets;
    const items = found.items.map(({ anchor, label, snippet, current, ...item }) => (
      { ...item, standing: current ? 0 : 2, all: true, isTitle: !anchor, detail: { anchor, label, snippet } }));
    return { total: found.total, complete: found.complete, certain: true, searchable: true, sought: input, items, facets: this.facets.map(({ name }) => name) };
  }
}

/** The site's own folding, if the site has an index too; without it traditional characters are not folded here. */
async function folderAt(base) {
  try {
    const store = new Store(fetchFrom(base));
    return new Folder(await store.json((await store.manifest()).fold));
  } catch {
    return new Folder(["", ""]);
  }
}

globalThis.searchDesk = (base, server) => new RemoteDesk(base, server);
