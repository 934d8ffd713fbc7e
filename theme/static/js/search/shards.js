// Which documents hold a term? Finds the term's file by the directory and reads its record there
// (layout: plugins/search/encoding.py and directory.py).

/** @typedef {{documents: number[], frequencies: number[], parts: number[]}} Postings `parts` has a bit for each part of the
 * document's text in which the term begins (plugins/search/tokenise.py) */
/** @typedef {{term: string, fields: Postings[]}} TermRecord */

/** The files in which names that begin with `prefix`, or are it, may stand. */
export async function filesFor(store, directory, prefix) {
  const places = range(directory.first, prefix);
  const parts = directory.files
    ? [directory]
    : await Promise.all(places.map((place) => store.json(`parts/${directory.parts[place]}.bin`)));
  const names = parts.flatMap((part) => range(part.first, prefix).map((place) => part.files[place]));
  return names.map((name) => `${directory.prefix}${name}.bin`);
}

/** `[name, documents]` of a directory of names whose name is accepted, in the files where those with `prefix` stand. */
export async function namesFor(store, directory, prefix, accept) {
  const files = await filesFor(store, directory, prefix);
  const texts = await Promise.all(files.map(async (path) => new TextDecoder().decode(await store.bytes(path))));
  return texts.flatMap((text) => text.trimEnd().split("\n").map((line) => JSON.parse(line))).filter(([name]) => accept(name));
}

function range(firsts, prefix) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= prefix) low = middle + 1;
    else high = middle;
  }
  const places = low > 0 ? [low - 1] : [];
  for (let place = low; place < firsts.length && firsts[place].startsWith(prefix); place += 1) places.push(place);
  return places;
}

/** The records of terms; one for each, without postings when no document has the term. */
export function loadTerms(store, manifest, wanted) {
  return Promise.all(wanted.map((entry) => loadTerm(store, manifest, entry)));
}

async function loadTerm(store, manifest, { term, prefix }) {
  const width = manifest.fields.length;
  const files = await filesFor(store, manifest.shards, term);
  const accept = prefix ? beginsWith(term) : (name) => name === term;
  const shards = await Promise.all((prefix ? files : files.slice(0, 1)).map((path) => store.bytes(path)));
  const found = shards.flatMap((bytes) => readRecords(bytes, width, accept));
  return { term, fields: Array.from({ length: width }, (_, field) => merge(found.map((one) => one.fields[field]))) };
}

/** A lone character begins terms of one or two; longer stretches begin there a second time. */
function beginsWith(prefix) {
  const longest = Array.from(prefix).length === 1 ? 2 : 4;
  return (name) => name.startsWith(prefix) && Array.from(name).length <= longest;
}

/** Postings of several terms as those of one: a document's frequencies add up. */
function merge(postings) {
  if (postings.length === 1) return postings[0];
  const sums = new Map();
  const places = new Map();
  for (const { documents, frequencies, parts } of postings) {
    documents.forEach((document, place) => {
      sums.set(document, (sums.get(document) ?? 0) + frequencies[place]);
      places.set(document, (places.get(document) ?? 0) | parts[place]);
    });
  }
  const documents = [...sums.keys()].sort((a, b) => a - b);
  return { documents, frequencies: documents.map((one) => sums.get(one)), parts: documents.map((one) => places.get(one)) };
}

/** The records of a shard whose term is accepted. @returns {TermRecord[]} */
export function readRecords(bytes, width, accept) {
  const reader = new Reader(bytes);
  const found = [];
  while (!reader.done) {
    const term = reader.text(reader.integer());
    const size = reader.integer();
    const end = reader.place + size;
    if (accept(term)) found.push({ term, fields: readFields(reader, width) });
    reader.place = end;
  }
  return found;
}

function readFields(reader, width) {
  const counts = reader.integers(width);
  return counts.map((count) => {
    let document = 0;
    const documents = reader.integers(count).map((delta) => (document += delta));
    const marks = reader.integers(count);
    return { documents, frequencies: marks.map((mark) => (mark >>> 8) + 1), parts: marks.map((mark) => mark & 255) };
  });
}

export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.place = 0;
    this.decoder = new TextDecoder();
  }

  get done() {
    return this.place >= this.bytes.length;
  }

  integer() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.place++];
      if (byte === undefined) throw new RangeError("unexpected end of file");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  integers(count) {
    return Array.from({ length: count }, () => this.integer());
  }

  text(size) {
    this.place += size;
    return this.decoder.decode(this.bytes.subarray(this.place - size, this.place));
  }
}
