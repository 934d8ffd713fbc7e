// Puts questions to the worker; an answer to a question that has been overtaken is dropped.

export class Client {
  /** @param {string} base the address of the index's folder */
  constructor(base) {
    this.base = base;
    this.latest = 0;
  }

  /**
   * Calls `on.page`, `on.facets` or `on.error`, as long as this is the latest question. An error has the name
   * of its class, or WorkerFailed when there is no worker or it has died.
   */
  ask(input, options, on) {
    this.latest += 1;
    this.on = on;
    try {
      this.worker ??= this.start();
      this.worker.postMessage({ id: this.latest, base: this.base, input, options });
    } catch (error) {
      on.error("WorkerFailed", error.message);
    }
  }

  start() {
    const worker = new Worker(new URL("./worker.js", import.meta.url));
    worker.onmessage = ({ data }) => {
      if (data.id !== this.latest) return;
      if (data.error) this.on.error(data.error, data.detail);
      else if (data.page) this.on.page(data);
      else this.on.facets(data.facets);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      this.worker = undefined;
      this.on.error("WorkerFailed", event.message ?? "");
    };
    return worker;
  }
}
