// The search in the page's address: what is asked, chosen and shown, so that it can be sent on, come back to, and reloaded.

import { FACETS } from "./messages.js";

/**
 * @typedef {object} Search
 * @property {string} input
 * @property {import("./facets.js").Filters} filters
 * @property {string} sort "rank" or "date"
 * @property {string} scope "all" or "apply"
 * @property {number} pages how many pages of results are shown, one after another
 */

const SORTS = ["rank", "date"];
const SCOPES = ["all", "apply"];
const MOST_PAGES = 50;

/** @param {string} input @returns {Search} */
export function newSearch(input) {
  return { input, filters: {}, sort: SORTS[0], scope: SCOPES[0], pages: 1 };
}

/** @returns {Search} */
export function readAddress(address) {
  const given = new URL(address).searchParams;
  const filters = Object.keys(FACETS).map((name) => [name, [...new Set(given.getAll(name))]]);
  const pages = Number.parseInt(given.get("page") ?? "1", 10);
  return {
    input: given.get("q") ?? "",
    filters: Object.fromEntries(filters.filter(([, values]) => values.length)),
    sort: oneOf(SORTS, given.get("sort")),
    scope: oneOf(SCOPES, given.get("scope")),
    pages: Math.min(Math.max(pages || 1, 1), MOST_PAGES),
  };
}

function oneOf(known, given) {
  return known.includes(given) ? given : known[0];
}

/** The address of a search: what is as usual is left out. */
export function addressOf(search, address) {
  const made = new URL(address);
  const said = new URLSearchParams({ q: search.input });
  for (const [name, values] of Object.entries(search.filters)) for (const value of values) said.append(name, value);
  if (search.sort !== SORTS[0]) said.set("sort", search.sort);
  if (search.scope !== SCOPES[0]) said.set("scope", search.scope);
  if (search.pages > 1) said.set("page", search.pages);
  made.search = said.toString();
  made.hash = "";
  return made;
}

/** The search with one value of a facet chosen or not. */
export function withChoice(search, name, value, chosen) {
  const others = (search.filters[name] ?? []).filter((one) => one !== value);
  const values = chosen ? [...others, value] : others;
  const { [name]: _, ...rest } = search.filters;
  return { ...search, pages: 1, filters: values.length ? { ...rest, [name]: values } : rest };
}
