// Answers queries by asking a search server that has the site's export (plugins/search/export), not the site's own index.
// The seam with the page: `search` below. What the reader wrote and chose goes to the server as data, in a JSON body.

import { Folder } from "./fold.js";
import { readAsked } from "./remote/asked.js";
import { marked, snippet } from "./remote/marking.js";
import * as meilisearch from "./remote/meilisearch.js";
import * as opensearch from "./remote/opensearch.js";

const SERVERS = { meilisearch, opensearch };
const FACETS = ["department", "topic", "genre", "year", "validity", "kind"];
const FILTERS = new Set([...FACETS, "current"]);
const PATIENCE = 15000; // milliseconds for an answer
const ENOUGH = 10; // documents that have all; below that, those with some fill the list

/** The server can't be reached, refuses, or answers something else. */
export class RemoteFailed extends Error {
  name = "RemoteFailed";
}

/**
 * @typedef {{text: string, mark: boolean}[]} Segments
 * @typedef {object} Answer
 * @property {number} total documents that have what was asked for, or some of it
 * @property {number} complete of these, how many have all of it in one clause
 * @property {{url: string, title: Segments, snippet: Segments, anchor: string, label: string, date: string,
 *   department: string, number: string, current: boolean}[]} items `url` from the root of the site
 * @property {{name: string, values: {value: string, count: number}[]}[]} facets a facet's own choice does not narrow it
 */

export class Remote {
  /**
   * @param {{kind: string, url: string, index: string, key?: string}} server as in the page's data-search-server
   * @param {Folder} folder the site's; without one traditional characters are folded by OpenSearch alone
   */
  constructor({ kind, url, index, key = "" }, folder = new Folder(["", ""])) {
    this.server = SERVERS[kind];
    if (!this.server) throw new RemoteFailed(`no search server of the kind ${kind}`);
    this.address = url.replace(/\/+$/, "") + this.server.path(index);
    this.index = index;
    this.headers = { "Content-Type": "application/json", ...(key ? { Authorization: this.server.authorization(key) } : {}) };
    this.folder = folder;
  }

  /**
   * One page of the documents that were asked for, the best clause of each. `filters`: chosen values by facet, any of a
   * facet's will do. `sort`: "rank" or "date". Rejects with RemoteFailed.
   * @returns {Promise<Answer>}
   */
  async search(query, { start = 0, count = 20, filters = {}, sort = "rank" } = {}) {
    const asked = readAsked(query, this.folder);
    if (!asked.phrases.length) return { total: 0, complete: 0, items: [], facets: [] };
    const chosen = Object.entries(filters).filter(([name, values]) => FILTERS.has(name) && values.length);
    const wanted = { asked, start, count, sort, chosen, facets: FACETS, index: this.index };
    const all = await this.found({ ...wanted, some: false });
    const isFew = all.total < ENOUGH && asked.pieces.length > 1;
    const found = isFew ? await this.found({ ...wanted, some: true }) : all;
    return {
      total: found.total,
      complete: all.total,
      items: found.entries.map((entry) => this.item(entry, asked)),
      facets: found.facets.filter(({ values }) => values.length),
    };
  }

  async found(wanted) {
    const answer = await this.ask(this.server.request(wanted));
    try {
      return this.server.read(answer, wanted);
    } catch (error) {
      throw new RemoteFailed("an answer of another form", { cause: error });
    }
  }

  async ask(body) {
    const sent = { method: "POST", headers: this.headers, body: JSON.stringify(body), credentials: "omit" };
    try {
      const response = await fetch(this.address, { ...sent, signal: AbortSignal.timeout(PATIENCE) });
      if (!response.ok) throw new RemoteFailed(`status ${response.status}`);
      return await response.json();
    } catch (error) {
      throw error instanceof RemoteFailed ? error : new RemoteFailed(error.message, { cause: error });
    }
  }

  item(entry, { pieces }) {
    return {
      url: entry.url,
      title: marked(entry.title, pieces, this.folder),
      snippet: snippet(entry.text ?? "", pieces, this.folder),
      anchor: entry.anchor ?? "",
      label: entry.label ?? "",
      date: entry.date ?? "",
      department: (entry.department ?? []).join("、"),
      number: entry.number ?? "",
      current: entry.current,
    };
  }
}
