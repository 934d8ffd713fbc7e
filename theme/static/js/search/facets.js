// How do hits divide by department, topic, year …? Counts over the whole list, never only what is shown.

/** @typedef {Record<string, string[]>} Filters chosen values by facet; any of a facet's values will do */

export async function loadFacets(store, manifest, names) {
  const known = names.filter((name) => Object.hasOwn(manifest.facets, name));
  const columns = await Promise.all(known.map((name) => store.json(manifest.facets[name])));
  return new Map(known.map((name, place) => [name, columns[place]]));
}

/** The hits that every filter lets through. */
export function filtered(hits, facets, filters, except) {
  const tests = Object.entries(filters)
    .filter(([name, values]) => name !== except && values.length && facets.has(name))
    .map(([name, values]) => test(facets.get(name), values));
  return tests.length ? hits.filter((hit) => tests.every((passes) => passes(hit.document))) : hits;
}

function test({ values, column }, chosen) {
  const places = new Set(chosen.map((value) => values.indexOf(value)));
  return (document) => held(column, document).some((place) => places.has(place));
}

/** For each facet its values with counts, most first; a facet's own choice does not narrow its counts. */
export function countFacets(hits, facets, filters) {
  return Array.from(facets, ([name, facet]) => ({ name, values: count(filtered(hits, facets, filters, name), facet) }));
}

function count(hits, { values, column }) {
  const counts = new Map();
  for (const { document } of hits) {
    for (const place of held(column, document)) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ordered.map(([place, number]) => ({ value: values[place], count: number }));
}

/** The places of a document's values: mostly one, which then stands by itself. */
function held(column, document) {
  const places = column[document];
  return typeof places === "number" ? [places] : places;
}
