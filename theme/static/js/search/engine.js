// Answers queries from the files of the index. Knows neither page nor worker: Node's tests run it as it is.

import { answersTo } from "./answering.js";
import { countFacets, filtered, loadFacets } from "./facets.js";
import { loadFacts } from "./facts.js";
import { checkTexts, checkTitles, find, isEnough, withoutFaulty } from "./finding.js";
import { Folder } from "./fold.js";
import { readQuery, wordQuery } from "./query.js";
import { salientWords } from "./question.js";
import { byDate, byRank, inScope, isFirstKnown, LEVEL } from "./ranking.js";
import { loadRow } from "./rows.js";
import { bestClause, marked, snippet } from "./snippets.js";
import { IndexMissing, Store } from "./store.js";
import { suggestions } from "./suggesting.js";
import { loadText } from "./texts.js";
import { TOKENISER } from "./tokenise.js";

const FORMAT = 2;
const EVERY_PART = 255;
const SHOWN_AT_ONCE = 2; // the words around the finds of further ones are read when the reader comes to them

/** Whether there may be characters to learn. */
const isTraditional = (input) => /\p{Script=Han}/u.test(input);

/**
 * @typedef {object} Answer
 * @property {object} site the publication whose documents its hits number; what is read for them is read there
 * @property {import("./query.js").Query} query
 * @property {import("./ranking.js").Hit[]} hits in order of rank, once it is settled
 * @property {string[]} asked the words that a question is about; none when it is no question
 */

export class Engine {
  /** @param {ConstructorParameters<typeof Store>[0]} load @param {object} lunr */
  constructor(load, lunr) {
    this.store = new Store(load);
    this.lunr = lunr;
  }

  /** All hits of what the reader wrote, in order. @returns {Promise<Answer>} */
  async search(input) {
    return this.settle(await this.begin(input));
  }

  /** All hits, of which it is known at least which one is the first. @returns {Promise<Answer>} */
  async begin(input) {
    const site = await this.site();
    const found = await this.found(site, readQuery(input, site.folder));
    if (found.hits.some((hit) => hit.all) || !isTraditional(input) || !(await this.learn(site))) return found;
    const query = readQuery(input, site.folder);
    return query.phrase === found.query.phrase ? found : this.found(site, query);
  }

  /** Looks through as many texts as the order of the hits needs. */
  async settle(answer) {
    answer.settled ??= this.look(answer, isEnough);
    await answer.settled;
    return answer;
  }

  /** The hits of a query; of a question that stands nowhere as it is, those of the words it is about. */
  async found(site, query) {
    if (!query.phrase) return { site, query, hits: [], asked: [] };
    const asked = salientWords(query.text, site.folder);
    const found = { ...(await this.looked(site, query)), asked };
    if (!asked.length || found.hits.some((hit) => hit.all)) return found;
    return { ...(await this.looked(site, wordQuery(query, asked))), asked };
  }

  /** What is found for a query; the best are looked through until one is known to be the first. */
  async looked(site, query) {
    const found = { site, ...(await find(this.store, this.lunr, site, query)) };
    found.hits = await withoutFaulty(found, (document, one) => this.holds(site, document, one));
    await checkTitles(site, found, (document) => this.row(site, document));
    await this.look(found, (hits) => isFirstKnown(hits, byRank));
    return found;
  }

  async look(found, isKnown) {
    await checkTexts(found, (document) => this.text(found, document), isKnown);
    found.hits.sort(byRank);
  }

  /** Learns all traditional characters. @returns {Promise<boolean>} whether that was new */
  async learn(site) {
    if (site.knowsAll) return false;
    site.folder.learn(await this.store.json(site.manifest.fold));
    site.knowsAll = true;
    return true;
  }

  /** One page of an answer. `sort`: "rank" or "date"; `scope`: "all" or "apply". */
  async page(answer, { start = 0, count = 20, filters = {}, sort = "rank", scope = "all" } = {}) {
    const order = sort === "date" ? byDate : byRank;
    const { manifest } = answer.site;
    const facets = await loadFacets(this.store, manifest, Object.keys(filters));
    const wanted = () => filtered(inScope(answer.hits, scope), facets, filters).sort(order);
    let hits = wanted();
    if (start || count > 1 || !isFirstKnown(hits, order)) {
      await this.settle(answer);
      hits = wanted();
    }
    const shown = hits.slice(start, start + count);
    return {
      total: hits.length,
      sought: answer.query.text,
      complete: hits.filter((hit) => hit.all).length,
      certain: !hits.some((hit) => hit.phrase === LEVEL.unknown),
      facets: Object.keys(manifest.facets),
      items: await Promise.all(shown.map((hit, place) => this.item(answer, hit, place < SHOWN_AT_ONCE))),
    };
  }

  /** Values of these facets, all of them unless said, and their counts for an answer. */
  async facets(answer, { filters = {}, scope = "all", names } = {}) {
    const { manifest } = answer.site;
    const wanted = names ?? Object.keys(manifest.facets);
    const columns = await loadFacets(this.store, manifest, [...new Set([...wanted, ...Object.keys(filters)])]);
    return countFacets(inScope(answer.hits, scope), columns, filters).filter(({ name }) => wanted.includes(name));
  }

  /** The clause of a document that answers best, and the words around the find. */
  async detail(answer, document) {
    const { site, query } = answer;
    const text = await this.text(answer, document);
    const place = bestClause(text, query);
    const [anchor, label, clause] = place === null ? ["", "", text.clauses[0]?.[2] ?? ""] : text.clauses[place];
    return { anchor, label, snippet: snippet(clause, query, site.folder) };
  }

  /** Titles for what the reader has typed so far. @returns {Promise<{title: string, url: string}[]>} */
  async suggest(input) {
    const site = await this.site();
    const found = () => suggestions(this.store, site, input, (document) => this.row(site, document));
    const titles = await found();
    return titles.length || !isTraditional(input) || !(await this.learn(site)) ? titles : found();
  }

  /** The clauses that a question is best answered by, as they stand. */
  async answers(answer) {
    const { site } = await this.settle(answer);
    const textOf = async (document) => loadText(this.store, site.folder, await this.row(site, document), EVERY_PART);
    return answersTo(site, answer, (document) => this.row(site, document), textOf);
  }

  /** What every query needs: manifest, folding, and `facts` of all documents, which are on their way while a query's terms are
   * looked up. */
  site() {
    return this.store.once("site", async () => {
      const manifest = await this.store.manifest();
      if (manifest.format !== FORMAT || manifest.tokeniser !== TOKENISER) {
        throw new IndexMissing(`index ${manifest.format} ${manifest.tokeniser}, script ${FORMAT} ${TOKENISER}`);
      }
      const facts = () => this.store.once(`facts ${manifest.lengths} ${manifest.order}`, () => loadFacts(this.store, manifest));
      return { manifest, folder: new Folder(manifest.near), facts };
    });
  }

  row({ manifest }, document) {
    return loadRow(this.store, manifest, document);
  }

  /** As much of a document's text as holds the phrase, else the part with most of what is asked for. */
  async text({ site, query, places }, document) {
    const row = await this.row(site, document);
    return this.store.once(`text ${row.texts} ${query.text}`, async () => {
      const found = await this.within(site, row, places.steps(document), query.phrase);
      return found ?? loadText(this.store, site.folder, row, places.best(document));
    });
  }

  /** The first of these parts of a text that has the phrase, or null. */
  async within(site, row, steps, phrase) {
    for (const parts of steps) {
      const text = await loadText(this.store, site.folder, row, parts);
      if (text.whole.includes(phrase)) return text;
    }
    return null;
  }

  /** Whether a document holds a phrase, in its title or its text. */
  async holds(site, document, { phrase, places }) {
    const row = await this.row(site, document);
    return site.folder.text(row.title).includes(phrase) || Boolean(await this.within(site, row, places.steps(document), phrase));
  }

  async item(answer, hit, isWhole) {
    const { site, query } = answer;
    const row = await this.row(site, hit.document);
    const detail = isWhole ? await this.detail(answer, hit.document) : null;
    return {
      document: hit.document,
      url: row.url,
      date: row.date,
      department: row.department,
      number: row.number,
      standing: hit.standing,
      all: hit.all,
      title: marked(row.title, query, site.folder),
      isTitle: hit.exact || hit.phrase >= LEVEL.inTitle || site.folder.text(row.title).includes(query.phrase),
      detail,
    };
  }
}
