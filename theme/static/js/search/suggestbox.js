// Titles under the field while the reader types (WAI-ARIA combobox with a list): arrows choose, Enter opens, Escape closes.

import { element, pageOf } from "./view.js";

const PAUSE = 150; // milliseconds without a key before anything is asked
const LIST = "search-suggestions";

export class SuggestBox {
  /** @param {HTMLInputElement} input @param {(typed: string) => Promise<{title: string, url: string}[]>} ask */
  constructor(input, siteBase, ask) {
    Object.assign(this, { input, siteBase, ask });
    this.list = element("ul", { id: LIST, role: "listbox", "aria-label": "可能要找的文件", class: "search-suggestions", hidden: "" });
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": LIST, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.parentElement.append(this.list);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 200)); // a tap on a title comes after it
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), PAUSE);
  }

  async show() {
    const typed = this.input.value;
    const found = typed.trim() ? await this.ask(typed).catch(() => []) : [];
    if (typed !== this.input.value || document.activeElement !== this.input) return;
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.choose(-1);
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
  }

  option({ title, url }, place) {
    const made = element("li", { role: "option", id: `${LIST}-${place}`, "aria-selected": "false" }, title);
    made.dataset.href = pageOf({ url }, this.siteBase);
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => location.assign(made.dataset.href));
    return made;
  }

  press(event) {
    const options = this.list.children;
    if (event.isComposing || this.list.hidden || !options.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose((this.chosen + step + options.length + 1) % (options.length + 1));
    else if (event.key === "Enter" && options[this.chosen]) location.assign(options[this.chosen].dataset.href);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  /** One place past the last is the field itself. */
  choose(place) {
    this.chosen = place < 0 ? this.list.children.length : place;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = this.list.children[place];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
