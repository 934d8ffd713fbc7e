// A search server in the place of the site's own index: asked by the page as the engine is.

import { Remote } from "./remote.js";

class RemoteDesk {
  constructor(server) {
    this.remote = new Remote(server);
  }

  async ask({ kind, input, options = {} }) {
    if (kind === "page") return this.page(input, options);
    if (kind === "facets") return this.facets;
    return kind === "detail" ? null : [];
  }

  async page(input, { start, count, filters, sort, scope }) {
    const chosen = scope === "apply" ? { ...filters, current: ["true"] } : filters;
    const found = await this.remote.search(input, { start, count, filters: chosen, sort });
    this.facets = found.facets;
    const items = found.items.map(({ anchor, label, snippet, current, ...item }) => (
      { ...item, standing: current ? 0 : 2, all: true, isTitle: !anchor, detail: { anchor, label, snippet } }));
    return { total: found.total, complete: found.complete ?? found.total, certain: true, searchable: true, items };
  }
}

globalThis.searchDesk = (base, server) => new RemoteDesk(server);
