// The search page. Contract with templates/search.html: a form with input[name=q], and [data-search-root] with
// data-search-base and data-site-base, which holds [data-search-count], [data-search-results] and, if there is
// room for them, [data-search-facets]. Its data-search-state goes idle → loading → done or error.

import { Client } from "./client.js";
import { MESSAGES, shortened } from "./messages.js";
import { element, facetForm, moreButton, resultItem } from "./view.js";

const PAGE = 20;
const CATALOGUE = "catalogue/";

class SearchPage {
  constructor(root) {
    this.root = root;
    this.siteBase = new URL(root.dataset.siteBase, document.baseURI).href;
    this.catalogue = new URL(root.dataset.catalogue || CATALOGUE, this.siteBase).href;
    this.client = new Client(new URL(root.dataset.searchBase, document.baseURI).href);
    this.status = root.querySelector("[data-search-count]");
    this.list = root.querySelector("[data-search-results]");
    this.choices = root.querySelector("[data-search-facets]");
    this.form = [...document.querySelectorAll("form[role=search]")].find((form) => form.closest("main, [data-search-root]"))
      ?? document.querySelector("form[role=search]");
    this.input = this.form?.querySelector("input[name=q]");
    this.more = undefined;
  }

  listen() {
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      const address = new URL(location.href);
      address.search = new URLSearchParams({ q: this.input.value }).toString();
      address.hash = "";
      history.pushState(null, "", address);
      this.begin(this.input.value);
    });
    addEventListener("popstate", () => this.fromAddress());
    this.fromAddress();
  }

  fromAddress() {
    const query = new URLSearchParams(location.search).get("q") ?? "";
    if (this.input) this.input.value = query;
    this.begin(query);
  }

  begin(query) {
    this.query = query;
    this.filters = {};
    this.sort = "rank";
    this.choices?.replaceChildren();
    if (query.trim()) this.ask();
    else this.show("idle", MESSAGES.idle);
  }

  /** Asks for the results from the first on, or for the page after those shown. */
  ask(start = 0) {
    this.state("loading");
    if (!start) this.show("loading", MESSAGES.loading);
    const options = { start, count: PAGE, filters: this.filters, sort: this.sort };
    this.client.ask(this.query, options, {
      page: ({ page, searchable }) => this.results(page, searchable, start),
      facets: (facets) => this.facets(facets),
      error: (name) => this.failed(name),
    });
  }

  results({ total, complete, items }, searchable, start) {
    const made = items.map((item) => resultItem(item, this.siteBase));
    if (!start) this.show("loading", ...this.summary(total, complete, searchable));
    this.list.append(...made);
    this.more?.remove();
    const left = total - start - items.length;
    this.more = left > 0 ? moreButton(left, () => this.ask(start + items.length)) : undefined;
    if (this.more) this.list.after(this.more);
    if (start) made[0]?.querySelector("a").focus();
    this.state("done");
  }

  summary(total, complete, searchable) {
    if (!searchable) return [MESSAGES.nothingToFind];
    const query = shortened(this.query);
    if (!total) return [MESSAGES.none(query), this.catalogueLink()];
    const some = total - complete;
    if (!complete) return [`${MESSAGES.onlyPartly(some, query)}。`];
    return [`${MESSAGES.found(complete, query)}${some ? MESSAGES.partly(some) : ""}。`];
  }

  facets(facets) {
    if (!this.choices || !facets.some(({ values }) => values.length)) return;
    const change = (name, value, chosen) => {
      const others = (this.filters[name] ?? []).filter((one) => one !== value);
      this.filters = { ...this.filters, [name]: chosen ? [...others, value] : others };
      this.ask();
    };
    const order = (sort) => {
      this.sort = sort;
      this.ask();
    };
    const open = new Set([...this.choices.querySelectorAll("details[open]")].map((group) => group.dataset.facet));
    this.choices.replaceChildren(...facetForm(facets, this.filters, this.sort, change, order));
    for (const group of this.choices.querySelectorAll("details")) group.open ||= open.has(group.dataset.facet);
  }

  failed(name) {
    const old = typeof Worker === "undefined" || typeof DecompressionStream === "undefined";
    this.choices?.replaceChildren();
    this.show("error", old ? MESSAGES.tooOld : MESSAGES.error, this.catalogueLink());
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

for (const root of document.querySelectorAll("[data-search-root]")) new SearchPage(root).listen();
