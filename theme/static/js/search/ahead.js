// A search that the page was opened with is asked while the page itself is still being read.

import { readAddress } from "./address.js";
import { Client } from "./client.js";

const LEAD = 2; // results that stand there before the others

/** What the page asks for the results of a search from `start` on: the first ones by themselves too, for they come sooner. */
export function pageQuestions({ input, ...options }, start, count) {
  const counts = start ? [count] : [LEAD, count];
  return counts.map((some) => ({ kind: "page", input, options: { ...options, start, count: some } }));
}

export class Ahead {
  /** @param {HTMLScriptElement} script its data-remote says that a search server answers @param {number} size of a page */
  constructor(script, size) {
    this.answers = new Map();
    const search = readAddress(location.href);
    if (!search.input.trim() || location.protocol === "file:" || "remote" in script.dataset) return;
    this.client = new Client(new URL(".", script.src).href);
    for (const question of pageQuestions(search, 0, size * search.pages)) {
      const answer = this.client.ask(question);
      answer.catch(() => {}); // whoever takes it hears of it
      this.answers.set(JSON.stringify(question), answer);
    }
  }

  /** The answer to a question that was asked ahead, once. */
  take(question) {
    const key = JSON.stringify(question);
    const answer = this.answers.get(key);
    this.answers.delete(key);
    return answer;
  }
}
