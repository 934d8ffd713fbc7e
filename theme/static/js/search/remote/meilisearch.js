// How is Meilisearch asked, and what does it answer? One multi-search against the settings of plugins/search/export: the
// page of hits, the counts, and for each facet with a choice its counts without that choice.
// A folded phrase holds letters and digits only, so nothing in it has a meaning to the server but the quotes around it.

const SHOWN = ["url", "title", "anchor", "label", "text", "date", "department", "number", "current"];

export const path = () => "/multi-search";

/** `key` is a search key. */
export const authorization = (key) => `Bearer ${key}`;

export function request({ index, asked, some, start, count, sort, chosen, facets }) {
  const phrases = some ? asked.pieces : asked.phrases;
  const common = {
    indexUid: index,
    q: [...phrases.map(quoted), ...asked.without.map((units) => `-${quoted(units)}`)].join(" "),
    matchingStrategy: some ? "frequency" : "all",
  };
  const filter = (except) => chosen.filter(([name]) => name !== except).map(choices);
  const counts = (names, except) => ({ ...common, filter: filter(except), facets: names, page: 1, hitsPerPage: 1, attributesToRetrieve: ["id"] });
  const page = { ...common, filter: filter(), offset: start, limit: count, attributesToRetrieve: SHOWN };
  return {
    queries: [
      { ...page, ...(sort === "date" ? { sort: ["date:desc"] } : {}) },
      counts(facets),
      ...narrowed(chosen, facets).map((name) => counts([name], name)),
    ],
  };
}

const quoted = (units) => `"${Array.from(units).join(" ")}"`;

/** A filter is a text to Meilisearch; a value stands in it quoted, its own quotes escaped. */
const choices = ([name, values]) => values.map((value) => `${name} = ${JSON.stringify(value)}`);

const narrowed = (chosen, facets) => chosen.map(([name]) => name).filter((name) => facets.includes(name));

export function read({ results: [page, counts, ...others] }, { chosen, facets }) {
  const own = new Map(narrowed(chosen, facets).map((name, place) => [name, others[place]]));
  return {
    total: counts.totalHits,
    entries: page.hits,
    facets: facets.map((name) => ({ name, values: values((own.get(name) ?? counts).facetDistribution[name] ?? {}) })),
  };
}

function values(counts) {
  const ordered = Object.entries(counts).sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return ordered.map(([value, count]) => ({ value, count }));
}
