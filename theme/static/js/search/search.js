// The search page. Contract with templates/search.html: a form with input[name=q], and [data-search-root] with
// data-search-base and data-site-base, which holds [data-search-count], [data-search-results] and, if there is room for
// them, [data-search-facets] and [data-search-answers]. Its data-search-state goes idle → loading → done or error.

import { Ahead, pageQuestions } from "./ahead.js";
import { addressOf, newSearch, readAddress, withChoice } from "./address.js";
import { Choices } from "./choices.js";
import { Client } from "./client.js";
import { MESSAGES, shortened } from "./messages.js";
import { keepForOffline } from "./keeping.js";
import { SuggestBox } from "./suggestbox.js";
import { answerList, element, moreLink, pageOf, resultItem, showDetail } from "./view.js";

const PAGE = 10;
const CATALOGUE = "catalogue/";
const LATER = 3000; // milliseconds after the results; nobody waits for it
const SOUGHT = "portal-sought"; // what document.js marks on the page that a result leads to

const ahead = new Ahead(document.currentScript, PAGE);

class SearchPage {
  constructor(root) {
    const { searchBase, siteBase, catalogue, searchServer } = root.dataset;
    const at = (address) => new URL(address, document.baseURI).href;
    this.root = root;
    this.siteBase = at(siteBase);
    this.catalogue = new URL(catalogue || CATALOGUE, this.siteBase).href;
    this.client = searchServer ? new Client(at(searchBase), JSON.parse(searchServer)) : ahead.client ?? new Client(at(searchBase));
    this.status = root.querySelector("[data-search-count]");
    this.list = root.querySelector("[data-search-results]");
    this.side = root.querySelector("[data-search-facets]");
    this.answers = root.querySelector("[data-search-answers]");
    this.form = [...document.querySelectorAll("form[role=search]")].find((form) => form.closest("main, [data-search-root]"))
      ?? document.querySelector("form[role=search]");
    this.input = this.form?.querySelector("input[name=q]");
    this.near = new IntersectionObserver((entries) => this.come(entries), { rootMargin: "0px 0px -5% 0px" });
    this.items = new WeakMap();
  }

  listen() {
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.suggestions?.close();
      this.go(newSearch(this.input.value));
    });
    this.root.addEventListener("click", (event) => this.remember(event));
    addEventListener("popstate", () => this.fromAddress());
    if (this.input) this.suggestions = new SuggestBox(this.input, this.siteBase, (input) => this.client.ask({ kind: "suggestions", input }));
    this.fromAddress();
  }

  fromAddress() {
    const search = readAddress(location.href);
    if (this.input) this.input.value = search.input;
    this.begin(search);
  }

  /** A search of its own in the browser's history. */
  go(search) {
    history.pushState(null, "", addressOf(search, location.href));
    this.begin(search);
  }

  begin(search) {
    const isOther = search.input !== this.search?.input;
    this.search = search;
    this.turn = {}; // what is asked for before the next one belongs together
    if (isOther) {
      this.forget();
      this.showAnswers([]);
    }
    if (search.input.trim()) this.load(0, PAGE * search.pages);
    else this.show("idle", MESSAGES.idle);
  }

  /** Asks for the results from `start` on. What an overtaken question brings is dropped. */
  async load(start, count) {
    const { search, turn } = this;
    this.state("loading");
    if (!start) this.show("loading", MESSAGES.loading);
    try {
      const questions = pageQuestions(search, start, count).slice(this.client.server ? -1 : 0); // a server is asked once
      for (const question of questions) {
        const page = await (ahead.take(question) ?? this.client.ask(question));
        if (turn === this.turn) await this.results(page, start, question === questions.at(-1));
        if (turn !== this.turn) return;
      }
      this.state("done");
      clearTimeout(this.keeping);
      delete this.root.dataset.searchOffline;
      this.keeping = setTimeout(() => this.keep(), LATER);
      if (start) return;
      const answers = await this.client.ask({ kind: "answers", input: search.input });
      if (turn === this.turn) this.showAnswers(answers ?? []);
    } catch (error) {
      if (turn === this.turn) this.failed(error.name);
    }
  }

  /** Shows what is not shown yet of a page that begins at `start`; what is said of all of it, with the last answer. */
  async results(page, start, isLast) {
    const { total, items } = page;
    if (isLast && !start) this.status.replaceChildren(...(await this.summary(page)));
    const shown = this.shown(items, start);
    const made = items.slice(shown).map((item) => this.made(item));
    this.list.append(...made);
    this.more?.remove();
    const left = total - start - items.length;
    this.more = left > 0 ? moreLink(left, addressOf(this.longer(), location.href), () => this.loadMore()) : undefined;
    if (this.more) this.list.after(this.more);
    if (start) made[0]?.querySelector("a").focus();
    else if (isLast) this.showChoices(page);
  }

  /** How many of these results stand there. Others take their place when the site was published anew in the meantime. */
  shown(items, start) {
    const there = [...this.list.children].slice(start);
    if (there.every((made, place) => this.items.get(made).url === items[place]?.url)) return there.length;
    for (const made of there) made.remove();
    return 0;
  }

  async keep() {
    if (await keepForOffline(this.client)) this.root.dataset.searchOffline = "ready";
  }

  made(item) {
    const made = resultItem(item, this.siteBase);
    this.items.set(made, item);
    if (!item.detail && item.all) this.near.observe(made);
    else if (!item.detail) addEventListener("scroll", () => this.near.observe(made), { once: true, passive: true });
    return made;
  }

  /** Results that come into view show the words around the find. */
  async come(entries) {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      this.near.unobserve(target);
      const item = this.items.get(target);
      const detail = await this.client.ask({ kind: "detail", input: this.search.input, document: item.document }).catch(() => null);
      if (detail && target.isConnected) showDetail(target, Object.assign(item, { detail }), this.siteBase);
    }
  }

  longer() {
    return { ...this.search, pages: this.search.pages + 1 };
  }

  loadMore() {
    const start = PAGE * this.search.pages;
    this.search = this.longer();
    history.replaceState(null, "", addressOf(this.search, location.href));
    this.load(start, PAGE);
  }

  async summary({ total, complete, certain, searchable, sought }) {
    if (!searchable) return [MESSAGES.nothingToFind];
    const query = shortened(sought || this.search.input);
    if (!total) return [MESSAGES.none(query), await this.help()];
    const some = total - complete;
    if (!complete) return [`${MESSAGES.onlyPartly(some, query)}。`];
    return [`${MESSAGES.found(complete, query, certain)}${some ? MESSAGES.partly(some) : ""}。`];
  }

  /** What to try when nothing was found. */
  async help() {
    const found = await this.client.ask({ kind: "suggestions", input: this.search.input }).catch(() => []);
    const titles = found.map((one) => element("li", {}, element("a", { href: pageOf(one, this.siteBase) }, one.title)));
    return element("div", {},
      ...(titles.length ? [element("p", {}, MESSAGES.mayMean), element("ul", {}, ...titles)] : []),
      element("ul", {}, ...MESSAGES.tips.map((tip) => element("li", {}, tip))),
      element("p", {}, MESSAGES.orElse, this.catalogueLink()));
  }

  /** What the results can be filtered by; a choice that leaves none can be taken back. */
  showChoices({ total, facets }) {
    if (!this.side || (!total && !Object.keys(this.search.filters).length)) return;
    this.choices ??= new Choices(facets, {
      counts: (name) => this.counts(name),
      choose: (name, value, chosen) => this.go(withChoice(this.search, name, value, chosen)),
      change: (change) => this.go({ ...this.search, pages: 1, ...change }),
    });
    if (!this.side.hasChildNodes()) this.side.replaceChildren(...this.choices.elements);
    this.choices.renew(this.search);
  }

  /** Takes the choices away: they belong to the results of another question. */
  forget() {
    this.side?.replaceChildren();
    this.choices = undefined;
  }

  async counts(name) {
    const { input, ...options } = this.search;
    const [facet] = await this.client.ask({ kind: "facets", input, options: { ...options, names: [name] } });
    return facet?.values ?? [];
  }

  showAnswers(answers) {
    if (!this.answers) return;
    this.answers.hidden = !answers.length;
    this.answers.replaceChildren(...(answers.length ? answerList(answers, this.siteBase) : []));
  }

  /** For the page that a result leads to: what was sought there. */
  remember(event) {
    const link = event.target.closest("li[data-url] a, figcaption a");
    if (!link) return;
    try {
      sessionStorage.setItem(SOUGHT, JSON.stringify({ path: new URL(link.href).pathname, input: this.search.input }));
    } catch {
      // storage is refused: the page shows the clause without marks
    }
  }

  failed(name) {
    const old = typeof Worker === "undefined" || typeof DecompressionStream === "undefined";
    const reason = navigator.onLine === false ? MESSAGES.offline : MESSAGES.error;
    this.forget();
    this.show("error", old ? MESSAGES.tooOld : reason, this.catalogueLink());
    this.root.dataset.searchFailure = name;
  }

  catalogueLink() {
    return element("a", { href: this.catalogue }, MESSAGES.catalogue);
  }

  /** A message in place of all results. */
  show(state, ...message) {
    this.list.replaceChildren();
    this.more?.remove();
    this.more = undefined;
    this.status.replaceChildren(...message);
    this.state(state);
  }

  state(state) {
    this.root.dataset.searchState = state;
  }
}

function begin() {
  for (const root of document.querySelectorAll("[data-search-root]")) new SearchPage(root).listen();
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
