// Where do the index's files come from? One fetch for each, kept for the session; each is named by its content.

/** The index is not there, or not in a form that this script reads. */
export class IndexMissing extends Error {
  name = "IndexMissing";
}
/** A file that the manifest names is gone or broken: the site was published anew since. */
export class IndexStale extends Error {
  name = "IndexStale";
}

export class Store {
  /** @param {(path: string, fresh: boolean) => Promise<Uint8Array>} load rejects when there is no such file */
  constructor(load) {
    this.paths = new Set();
    this.load = (path, fresh) => {
      this.paths.add(path);
      return load(path, fresh);
    };
    this.forget();
  }

  /** Begins again with a new manifest. */
  forget() {
    this.paths.clear();
    this.held = new Map();
  }

  /** The paths of all files that were loaded. */
  get loaded() {
    return [...this.paths];
  }

  async manifest() {
    return this.once("manifest", async () => {
      try {
        const entry = JSON.parse(decode(await this.load("entry.json", true)));
        return JSON.parse(decode(await unpack(await this.load(entry.manifest, false))));
      } catch (error) {
        throw new IndexMissing(error.message);
      }
    });
  }

  async bytes(path) {
    return this.once(path, async () => {
      try {
        return await unpack(await this.load(path, false));
      } catch (error) {
        throw new IndexStale(`${path}: ${error.message}`);
      }
    });
  }

  async json(path) {
    return this.once(`json ${path}`, async () => {
      const bytes = await this.bytes(path);
      this.held.delete(path);
      return JSON.parse(decode(bytes));
    });
  }

  once(name, make) {
    if (!this.held.has(name)) {
      const promise = make();
      promise.catch(() => this.held.delete(name)); // a failure may pass: the next query asks again
      this.held.set(name, promise);
    }
    return this.held.get(name);
  }
}

function decode(bytes) {
  return new TextDecoder().decode(bytes);
}

/** Some servers unpack gzip by themselves, so look at the bytes. Chunks are written by hand: to read a Blob as a stream takes
 * twenty times as long as to unpack it. */
async function unpack(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  Promise.all([writer.write(bytes), writer.close()]).catch(() => {}); // the reader says what is wrong
  const chunks = [];
  for (let reader = readable.getReader(), read; !(read = await reader.read()).done; ) chunks.push(read.value);
  return chunks.length === 1 ? chunks[0] : joined(chunks);
}

function joined(chunks) {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.length;
  }
  return bytes;
}
