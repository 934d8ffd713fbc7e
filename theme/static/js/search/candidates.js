// Which documents come into question? Those with every term; when they are few, also those with most of them.

const FEW = 10; // below this, documents with only some of the terms fill the list
const FULL = 20; // up to this many
const WEIGHED = 200; // of those, how many lunr scores

/** Documents that have all of these records' terms, in any field or in this one. @returns {Set<number>} */
export function withAll(records, field) {
  if (!records.length) return new Set();
  const sets = records.map((record) => documentsOf(record, field)).sort((a, b) => a.size - b.size);
  return new Set([...sets[0]].filter((document) => sets.every((set) => set.has(document))));
}

/** Documents with the greatest number of the terms, those of `found` left out; none when enough were found. */
export function withSome(records, found) {
  if (found.size >= FEW) return new Set();
  const counts = new Map();
  for (const record of records) {
    for (const document of documentsOf(record)) {
      if (!found.has(document)) counts.set(document, (counts.get(document) ?? 0) + 1);
    }
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, WEIGHED);
  return new Set(most.map(([document]) => document));
}

/** The best of those documents, as many as the list takes. */
export function bestOf(scores, found) {
  const ordered = [...scores].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return new Map(ordered.slice(0, Math.max(0, FULL - found.size)));
}

function documentsOf(record, field) {
  if (field !== undefined) return new Set(record.fields[field].documents);
  return new Set(record.fields.flatMap(({ documents }) => documents));
}
