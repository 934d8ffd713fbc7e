// The order and the scope of the results, and what they can be filtered by.

import { FACETS, MESSAGES } from "./messages.js";
import { element } from "./view.js";

/**
 * @param {import("./address.js").Search} search
 * @param {(name: string, value: string, chosen: boolean) => void} onchoice
 * @param {(change: object) => void} onchange of sort or scope
 */
export function choiceForm(facets, search, onchoice, onchange) {
  const order = Object.keys(FACETS);
  const known = facets.filter(({ name, values }) => FACETS[name] && (values.length || search.filters[name]))
    .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  return [
    select(MESSAGES.order, search.sort, { rank: MESSAGES.byRank, date: MESSAGES.byDate }, (sort) => onchange({ sort })),
    select(MESSAGES.scope, search.scope, { all: MESSAGES.all, apply: MESSAGES.applying }, (scope) => onchange({ scope })),
    ...known.map((facet) => facetGroup(facet, search.filters[facet.name] ?? [], onchoice)),
  ];
}

function select(label, chosen, options, onchange) {
  const made = element("select", {}, ...Object.entries(options).map(([value, text]) => element("option", { value }, text)));
  made.value = chosen;
  made.addEventListener("change", () => onchange(made.value));
  return element("label", {}, `${label} `, made);
}

function facetGroup({ name, values }, chosen, onchoice) {
  const gone = chosen.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
  const choices = [...values, ...gone].map(({ value, count }) => {
    const box = element("input", { type: "checkbox", value });
    box.checked = chosen.includes(value);
    box.addEventListener("change", () => onchoice(name, value, box.checked));
    return element("li", {}, element("label", {}, box, ` ${value} `, element("span", { class: "search-count" }, `${count}`)));
  });
  return element("details", { "data-facet": name, ...(chosen.length ? { open: "" } : {}) },
    element("summary", {}, FACETS[name]), element("ul", {}, ...choices));
}
