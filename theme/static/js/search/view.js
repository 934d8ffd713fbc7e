// How are results shown? Everything from the index or the reader enters the page as text, never as markup.

import { FACETS, MESSAGES } from "./messages.js";

/** An element with properties and children; strings become text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** One result: `siteBase` is the address of the site's root. */
export function resultItem(item, siteBase) {
  const page = new URL(siteBase).pathname + item.url;
  const address = (anchor) => new URL(item.url, siteBase).href + (anchor ? `#${encodeURIComponent(anchor)}` : "");
  const label = item.label || item.anchor;
  return element(
    "li",
    { "data-url": page },
    element("h3", {}, element("a", { href: address(item.titleAnchor) }, ...segments(item.title))),
    element("p", { class: "search-snippet" }, ...segments(item.snippet)),
    element("p", { class: "search-facts" }, ...facts(item)),
    ...(item.anchor ? [element("p", { class: "search-clause" }, element("a", { href: address(item.anchor) }, `转到${label}`))] : []),
  );
}

function segments(parts) {
  return parts.map(({ text, mark }) => (mark ? element("mark", {}, text) : text));
}

function facts(item) {
  const spans = [];
  if (item.date) spans.push(element("time", { datetime: item.date }, item.date));
  if (item.department) spans.push(element("span", {}, item.department));
  if (item.number) spans.push(element("span", {}, item.number));
  if (!item.current) spans.push(element("span", { class: "search-superseded" }, MESSAGES.superseded));
  return spans.flatMap((span, place) => (place ? [" ", span] : [span]));
}

export function moreButton(left, onclick) {
  const button = element("button", { type: "button", "data-search-more": "" }, MESSAGES.more(left));
  button.addEventListener("click", onclick);
  return button;
}

/** The order of results and one group of choices for each facet. `onchange(facet, value, chosen)`. */
export function facetForm(facets, filters, sort, onchange, onsort) {
  const order = Object.keys(FACETS);
  const known = facets.filter(({ name, values }) => FACETS[name] && values.length)
    .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  return [sortChoice(sort, onsort), ...known.map((facet) => facetGroup(facet, filters[facet.name] ?? [], onchange))];
}

function sortChoice(sort, onsort) {
  const select = element("select", {}, element("option", { value: "rank" }, MESSAGES.byRank), element("option", { value: "date" }, MESSAGES.byDate));
  select.value = sort;
  select.addEventListener("change", () => onsort(select.value));
  return element("label", {}, `${MESSAGES.order} `, select);
}

function facetGroup({ name, values }, chosen, onchange) {
  const choices = values.map(({ value, count }) => {
    const box = element("input", { type: "checkbox", value });
    box.checked = chosen.includes(value);
    box.addEventListener("change", () => onchange(name, value, box.checked));
    return element("li", {}, element("label", {}, box, ` ${value} `, element("span", { class: "search-count" }, `${count}`)));
  });
  return element("details", { "data-facet": name, ...(chosen.length ? { open: "" } : {}) },
    element("summary", {}, FACETS[name]), element("ul", {}, ...choices));
}
