// Answers queries from the files of the index. Knows neither page nor worker: Node's tests run it as it is.

import { bestOf, withAll, withSome } from "./candidates.js";
import { countFacets, filtered, loadFacets } from "./facets.js";
import { Folder } from "./fold.js";
import { readQuery } from "./query.js";
import { byDate, byRank } from "./ranking.js";
import { scores } from "./scoring.js";
import { filesFor, loadTerms, Reader } from "./shards.js";
import { bestClause, marked, phraseLevel, readText, snippet } from "./snippets.js";
import { IndexMissing, IndexStale, Store } from "./store.js";
import { TOKENISER } from "./tokenise.js";

const FORMAT = 1;
const BATCH = 20; // texts looked through for the phrase at a time
const BATCHES = 5; // at most so many times, while fewer than ENOUGH have it
const ENOUGH = 10;

/**
 * @typedef {object} Answer
 * @property {import("./query.js").Query} query
 * @property {import("./ranking.js").Hit[]} hits in order of rank
 */

export class Engine {
  /** @param {ConstructorParameters<typeof Store>[0]} load @param {object} lunr */
  constructor(load, lunr) {
    this.store = new Store(load);
    this.lunr = lunr;
  }

  /** All hits of what the reader wrote. @returns {Promise<Answer>} */
  async search(input) {
    return this.again(async () => {
      const site = await this.site();
      const query = readQuery(input, site.folder);
      if (!query.phrase) return { query, hits: [] };
      const hits = await this.find(site, query);
      await this.checkPhrase(site, query, hits);
      return { query, hits: hits.sort(byRank) };
    });
  }

  /** One page of an answer. `sort`: "rank" or "date". */
  async page(answer, { start = 0, count = 20, filters = {}, sort = "rank" } = {}) {
    return this.again(async () => {
      const site = await this.site();
      const facets = Object.keys(filters).length ? await loadFacets(this.store, site.manifest) : new Map();
      const hits = [...filtered(answer.hits, facets, filters)].sort(sort === "date" ? byDate : byRank);
      const shown = hits.slice(start, start + count);
      return {
        total: hits.length,
        complete: hits.filter((hit) => hit.all).length,
        items: await Promise.all(shown.map((hit) => this.item(site, answer.query, hit))),
      };
    });
  }

  /** Values and counts of every facet for an answer. */
  async facets(answer, filters = {}) {
    return this.again(async () => {
      const { manifest } = await this.site();
      return countFacets(answer.hits, await loadFacets(this.store, manifest), filters);
    });
  }

  /** Tries once more with a fresh manifest when the site was published anew in the meantime. */
  async again(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof IndexStale)) throw error;
      this.store.forget();
      return work();
    }
  }

  /** What every query needs: manifest, folding, lengths, dates. */
  site() {
    return this.store.once("site", async () => {
      const manifest = await this.store.manifest();
      if (manifest.format !== FORMAT || manifest.tokeniser !== TOKENISER) {
        throw new IndexMissing(`index ${manifest.format} ${manifest.tokeniser}, script ${FORMAT} ${TOKENISER}`);
      }
      const [pairs, lengths, order] = await Promise.all([
        this.store.json(manifest.fold),
        this.store.bytes(manifest.lengths),
        this.store.json(manifest.order),
      ]);
      return {
        manifest,
        folder: new Folder(pairs),
        lengths: new Reader(lengths).integers(manifest.documents * manifest.fields.length),
        dates: order.date,
        superseded: new Set(order.superseded),
      };
    });
  }

  async find(site, query) {
    const wanted = new Map([...query.phraseTerms, ...query.wordTerms].map((entry) => [entry.term, entry]));
    const [records, numbered] = await Promise.all([
      loadTerms(this.store, site.manifest, [...wanted.values()]),
      this.numbered(site.manifest, query),
    ]);
    const byTerm = new Map(records.map((record) => [record.term, record]));
    const having = (terms) => withAll(terms.map(({ term }) => byTerm.get(term)));
    const phrase = having(query.phraseTerms);
    const all = new Set([...phrase, ...having(query.wordTerms), ...numbered]);
    const scored = scores(this.lunr, records, site, all);
    const some = bestOf(scores(this.lunr, records, site, withSome(records, all)), all);
    const hit = (document, score) => ({
      document,
      exact: numbered.has(document),
      phrase: phrase.has(document) ? 0 : -1,
      all: all.has(document),
      current: !site.superseded.has(document),
      score,
      date: site.dates[document],
    });
    return [
      ...Array.from(all, (document) => hit(document, scored.get(document) ?? 0)),
      ...Array.from(some, ([document, score]) => hit(document, score)),
    ];
  }

  /** The documents that bear the query as their 文号 or 索引号. */
  async numbered(manifest, query) {
    if (!/\p{N}/u.test(query.phrase) || query.phrase.length > 100) return new Set();
    const found = await Promise.all([query.phrase, `${query.phrase}号`].map((number) => this.bearers(manifest, number)));
    return new Set(found.flat());
  }

  async bearers(manifest, number) {
    const [file] = await filesFor(this.store, manifest.numbers, number);
    if (!file) return [];
    const lines = new TextDecoder().decode(await this.store.bytes(file)).trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line)).filter(([name]) => name === number).flatMap(([, documents]) => documents);
  }

  /** Looks for the phrase in the texts of the best hits that may have it. */
  async checkPhrase(site, query, hits) {
    const open = hits.filter((hit) => hit.phrase === 0).sort(byRank).slice(0, BATCH * BATCHES);
    let having = 0;
    for (let start = 0; start < open.length && having < ENOUGH; start += BATCH) {
      const batch = open.slice(start, start + BATCH);
      const levels = await Promise.all(batch.map((hit) => this.level(site, query, hit.document)));
      batch.forEach((hit, place) => {
        hit.phrase = levels[place] || -1;
        having += levels[place] > 0;
      });
    }
  }

  async level(site, query, document) {
    const row = await this.row(site, document);
    const extra = [row.title, row.number, row.indexNumber].map((text) => ({ text, folded: site.folder.text(text) }));
    return phraseLevel(await this.text(site, row), query, extra);
  }

  async row({ manifest }, document) {
    const block = await this.store.json(manifest.docs[Math.floor(document / manifest.block)]);
    const [title, url, date, department, number, indexNumber, text] = block[document % manifest.block];
    return { title, url, date, department, number, indexNumber, text };
  }

  text({ folder }, row) {
    return this.store.once(`text ${row.text}`, async () => readText(await this.store.json(row.text), folder));
  }

  async item(site, query, hit) {
    const row = await this.row(site, hit.document);
    const text = await this.text(site, row);
    const place = bestClause(text, query);
    const [anchor, label, clause] = place === null ? ["", "", text.clauses[0]?.[2] ?? ""] : text.clauses[place];
    const inTitle = site.folder.text(row.title).includes(query.phrase);
    return {
      url: row.url,
      date: row.date,
      department: row.department,
      number: row.number,
      current: hit.current,
      all: hit.all,
      title: marked(row.title, query, site.folder),
      snippet: snippet(clause, query, site.folder),
      anchor,
      label,
      titleAnchor: inTitle || hit.exact ? "" : anchor,
    };
  }
}
