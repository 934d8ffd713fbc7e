// How well does each document fit? lunr decides, on an index of just the query's terms. lunr's score is a
// product with the field vector, never divided by that vector's length: so leaving out all other terms
// changes no score, and the whole index need not be here.

/** @typedef {{manifest: object, lengths: number[]}} Statistics */

/**
 * A serialised lunr index of these records and, where given, of these documents only.
 * @param {import("./shards.js").TermRecord[]} records
 * @param {Set<number>} [only]
 */
export function partialIndex(records, { manifest, lengths }, only) {
  const ordered = records.filter((record) => frequency(record) > 0).sort((a, b) => (a.term < b.term ? -1 : 1));
  const vectors = new Map();
  const invertedIndex = ordered.map((record, index) => {
    const posting = { _index: index };
    const idf = inverseFrequency(record, manifest.documents);
    manifest.fields.forEach((field, number) => {
      posting[field.name] = {};
      const { documents, frequencies } = record.fields[number];
      documents.forEach((document, place) => {
        if (only && !only.has(document)) return;
        const reference = `${field.name}/${document}`;
        const length = lengths[number * manifest.documents + document];
        if (!vectors.has(reference)) vectors.set(reference, []);
        vectors.get(reference).push(index, weight(idf, frequencies[place], length, field, manifest));
        posting[field.name][document] = {};
      });
    });
    return [record.term, posting];
  });
  const fields = manifest.fields.map((field) => field.name);
  return { version: manifest.lunr, fields, fieldVectors: [...vectors], invertedIndex, pipeline: [] };
}

/** Scores by document. Never through lunr's query parser: readers write `http://x`, `登记~` and `+`. */
export function scores(lunr, records, statistics, only) {
  const index = lunr.Index.load(partialIndex(records, statistics, only));
  const terms = index.invertedIndex ? Object.keys(index.invertedIndex) : [];
  if (!terms.length) return new Map();
  const results = index.query((query) => {
    for (const term of terms) query.term(term, { usePipeline: false, wildcard: lunr.Query.wildcard.NONE });
  });
  return new Map(results.map((result) => [Number(result.ref), result.score]));
}

function frequency(record) {
  return record.fields.reduce((sum, { documents }) => sum + documents.length, 0);
}

function inverseFrequency(record, documents) {
  const holding = frequency(record);
  return Math.log(1 + Math.abs((documents - holding + 0.5) / (holding + 0.5)));
}

/** lunr's own BM25 to its three decimals. */
function weight(idf, frequency, length, field, { k1, b }) {
  const share = k1 * (1 - b + b * (length / field.average)) + frequency;
  return Math.round(((idf * ((k1 + 1) * frequency)) / share) * field.boost * 1000) / 1000;
}
