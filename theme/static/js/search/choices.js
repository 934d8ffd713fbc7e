// The order and the scope of the results, and what they can be filtered by. A facet is counted when its group is opened: of a
// large site its column is large.

import { FACETS, MESSAGES } from "./messages.js";
import { element } from "./view.js";

export class Choices {
  /**
   * @param {string[]} facets what can be filtered by
   * @param {object} asked
   * @param {(name: string) => Promise<{value: string, count: number}[]>} asked.counts of a facet, for the search as it is then
   * @param {(name: string, value: string, chosen: boolean) => void} asked.choose
   * @param {(change: object) => void} asked.change sort or scope
   */
  constructor(facets, asked) {
    this.asked = asked;
    this.sort = select({ rank: MESSAGES.byRank, date: MESSAGES.byDate }, (sort) => asked.change({ sort }));
    this.scope = select({ all: MESSAGES.all, apply: MESSAGES.applying }, (scope) => asked.change({ scope }));
    const known = Object.keys(FACETS).filter((name) => facets.includes(name));
    this.groups = new Map(known.map((name) => [name, this.group(name)]));
    this.elements = [labelled(MESSAGES.order, this.sort), labelled(MESSAGES.scope, this.scope), ...this.groups.values()];
  }

  /** Shows what is chosen in a search; counts are counted anew. */
  renew(search) {
    this.search = search;
    this.sort.value = search.sort;
    this.scope.value = search.scope;
    for (const [name, group] of this.groups) {
      if (search.filters[name]) group.open = true;
      delete group.dataset.counted;
      if (group.open) this.count(name, group);
    }
  }

  group(name) {
    const group = element("details", { "data-facet": name }, element("summary", {}, FACETS[name]), element("ul"));
    group.addEventListener("toggle", () => group.open && this.count(name, group));
    return group;
  }

  async count(name, group) {
    const { search } = this;
    if ("counted" in group.dataset) return;
    group.dataset.counted = "";
    const values = await this.asked.counts(name).catch(() => null);
    if (search !== this.search) return;
    if (values) return this.fill(name, group.lastChild, values);
    group.lastChild.replaceChildren(element("li", {}, MESSAGES.noCounts));
    delete group.dataset.counted; // may pass: asked anew when it is opened again
  }

  /** Whoever stands on a choice stays there. */
  fill(name, list, values) {
    const chosen = this.search.filters[name] ?? [];
    const gone = chosen.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
    const held = list.contains(document.activeElement) ? document.activeElement.value : null;
    const items = [...values, ...gone].map((one) => this.choice(name, one, chosen.includes(one.value)));
    list.replaceChildren(...(items.length ? items : [element("li", {}, MESSAGES.noChoice)]));
    if (held !== null) [...list.querySelectorAll("input")].find((box) => box.value === held)?.focus();
  }

  choice(name, { value, count }, isChosen) {
    const box = element("input", { type: "checkbox", value });
    box.checked = isChosen;
    box.addEventListener("change", () => this.asked.choose(name, value, box.checked));
    return element("li", {}, element("label", {}, box, ` ${value} `, element("span", { class: "search-count" }, `${count}`)));
  }
}

function select(options, onchange) {
  const made = element("select", {}, ...Object.entries(options).map(([value, text]) => element("option", { value }, text)));
  made.addEventListener("change", () => onchange(made.value));
  return made;
}

function labelled(label, choice) {
  return element("label", {}, `${label} `, choice);
}
