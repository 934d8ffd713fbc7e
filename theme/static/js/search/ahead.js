// A search that the page was opened with is asked while the page itself is still being read.

import { readAddress } from "./address.js";
import { Client } from "./client.js";

/** What the page asks for the results of a search from `start` on. */
export function pageQuestion({ input, ...options }, start, count) {
  return { kind: "page", input, options: { ...options, start, count } };
}

export class Ahead {
  /** @param {HTMLScriptElement} script its data-remote says that a search server answers @param {number} size of a page */
  constructor(script, size) {
    const search = readAddress(location.href);
    if (!search.input.trim() || location.protocol === "file:" || "remote" in script.dataset) return;
    const question = pageQuestion(search, 0, size * search.pages);
    this.client = new Client(new URL(".", script.src).href);
    this.said = JSON.stringify(question);
    this.answer = this.client.ask(question);
    this.answer.catch(() => {}); // whoever takes it hears of it
  }

  /** The answer to a question that was asked ahead, once. */
  take(question) {
    const { said, answer } = this;
    this.said = undefined;
    return said === JSON.stringify(question) ? answer : undefined;
  }
}
