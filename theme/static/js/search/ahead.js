// A search that the page was opened with is asked while the page itself is still being read.

import { readAddress } from "./address.js";
import { Client } from "./client.js";

const LEAD = 1; // result that is there before the others

/** What the page asks for one after another for the results of a search from `start` on. */
export function pageQuestions({ input, ...options }, start, count) {
  const counts = start ? [count] : [LEAD, count];
  return counts.map((some) => ({ kind: "page", input, options: { ...options, start, count: some } }));
}

export class Ahead {
  /** @param {HTMLScriptElement} script its data-remote says that a search server answers @param {number} size of a page */
  constructor(script, size) {
    const search = readAddress(location.href);
    if (!search.input.trim() || location.protocol === "file:" || "remote" in script.dataset) return;
    this.client = new Client(new URL(".", script.src).href);
    const [question] = pageQuestions(search, 0, size * search.pages);
    this.question = JSON.stringify(question);
    this.answer = this.client.ask(question);
    this.answer.catch(() => {}); // whoever takes it hears of it
  }

  /** The answer to a question that was asked ahead, once. */
  take(question) {
    if (JSON.stringify(question) !== this.question) return undefined;
    this.question = undefined;
    return this.answer;
  }
}
