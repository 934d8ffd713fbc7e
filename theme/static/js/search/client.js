// Puts the page's questions to whoever can answer them: the engine in a worker, the engine within the page where it was
// opened from a disk, or a search server.

export class Client {
  /**
   * @param {string} base the address of the folder of the index and its scripts
   * @param {object} [server] a search server's settings
   */
  constructor(base, server) {
    Object.assign(this, { base, server });
    this.count = 0;
    this.waiting = new Map();
  }

  /**
   * @param {import("./desk.js").Question} question
   * Rejects with an error that has the name of its class, or WorkerFailed when there is no worker or it has died.
   */
  async ask(question) {
    if (!this.server && location.protocol !== "file:") return this.askWorker(question);
    const script = this.server ? "remote.js" : "engine.js";
    this.desk ??= loadScript(new URL(script, this.base)).then(() => globalThis.searchDesk(this.base, this.server));
    return (await this.desk).ask(question);
  }

  askWorker(question) {
    return new Promise((resolve, reject) => {
      this.count += 1;
      this.waiting.set(this.count, { resolve, reject });
      try {
        this.worker ??= this.start(question);
        this.worker.postMessage({ id: this.count, base: this.base, question });
      } catch (error) {
        this.fail(error.message);
      }
    });
  }

  /** The worker reads its first question off its own address: a message waits until the page is laid out. */
  start(question) {
    const worker = new Worker(new URL(`worker.js#${encodeURIComponent(JSON.stringify(question))}`, this.base));
    worker.onmessage = ({ data: { id, value, error, detail } }) => {
      const { resolve, reject } = this.waiting.get(id) ?? {};
      this.waiting.delete(id);
      if (error) reject?.(named(error, detail));
      else resolve?.(value);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      this.fail(event.message ?? "");
    };
    return worker;
  }

  fail(message) {
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(named("WorkerFailed", message));
    this.waiting.clear();
  }
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address.href;
    script.onload = resolve;
    script.onerror = () => reject(named("WorkerFailed", address.href));
    document.head.append(script);
  });
}
