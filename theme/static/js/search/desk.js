// Takes the page's questions to the engine: in a worker, or within the page where there can be none.

import { IndexStale } from "./store.js";

/** @typedef {{kind: string, input?: string, options?: object, document?: number}} Question */

const NOTHING = { input: null, answer: null };

export class Desk {
  /** @param {import("./engine.js").Engine} engine */
  constructor(engine) {
    this.engine = engine;
    this.last = NOTHING;
  }

  /** Where the site was published anew in the meantime, all is asked anew, but for what an earlier answer numbers.
   * @param {Question} question @returns {Promise<unknown>} */
  async ask(question) {
    try {
      return await this.asked(question);
    } catch (error) {
      if (!(error instanceof IndexStale) || question.document !== undefined) throw error;
      this.engine.store.forget();
      this.last = NOTHING;
      return this.asked(question);
    }
  }

  async asked({ kind, input, options = {}, document }) {
    if (kind === "loaded") return this.engine.store.loaded;
    if (kind === "suggestions") return this.engine.suggest(input);
    const answer = await this.answer(input);
    if (kind === "page") return { ...(await this.engine.page(answer, options)), searchable: Boolean(answer.query.phrase) };
    if (kind === "facets") return this.engine.facets(answer, options);
    if (kind === "detail") return this.engine.detail(answer, document);
    return this.engine.answers(answer);
  }

  /** The answer to the last input is kept: its pages, facets and clauses are asked for one after another. */
  answer(input) {
    if (this.last.input !== input) {
      const answer = this.engine.begin(input);
      this.last = { input, answer };
      answer.catch(() => (this.last = NOTHING)); // may pass: asked anew next time
    }
    return this.last.answer;
  }
}
