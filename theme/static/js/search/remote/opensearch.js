// How is OpenSearch asked, and what does it answer? Its query DSL, against the mapping of plugins/search/export/opensearch.py.
// The index holds clauses; `collapse` keeps the best one of each document, and counts are of documents.

const WHERE = ["title^8", "numbers.parts^4", "text^2", "across"];
const MANY_VALUES = 1000;
const EXACT_UP_TO = 40000; // documents that are counted one by one, the most that OpenSearch does
const RANK = [{ _score: "desc" }, { date: { order: "desc", missing: "_last" } }, { place: "asc" }];
const NEWEST = [{ date: { order: "desc", missing: "_last" } }, { _score: "desc" }, { place: "asc" }];
const SHOWN = ["url", "title", "anchor", "label", "text", "date", "department", "number", "current"];

export const path = (index) => `/${encodeURIComponent(index)}/_search`;

/** `key` is “user:password”. */
export function authorization(key) {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(key)))}`;
}

export function request({ asked, some, start, count, sort, chosen, facets }) {
  const filters = chosen.map(([name, values]) => ({ name, filter: { terms: { [name]: values } } }));
  const others = (name) => filters.filter((one) => one.name !== name).map(({ filter }) => filter);
  return {
    from: start,
    size: count,
    track_total_hits: false,
    _source: SHOWN,
    query: query(asked, some),
    collapse: { field: "document" },
    sort: sort === "date" ? NEWEST : RANK,
    ...(filters.length ? { post_filter: { bool: { filter: others("") } } } : {}),
    aggs: {
      total: counted(others(""), documents()),
      ...Object.fromEntries(facets.map((name) => [name, counted(others(name), values(name))])),
    },
  };
}

function query({ whole, phrases, pieces, without }, some) {
  const all = { bool: { must: phrases.map(phrase), boost: 4 } };
  const number = { term: { numbers: { value: whole, boost: 1000 } } };
  return {
    bool: {
      must: [{ bool: { should: [all, number, ...(some ? pieces.map(phrase) : [])], minimum_should_match: 1 } }],
      should: [constant({ current: true }, 6), constant({ validity: "有效" }, 3)],
      must_not: without.map(phrase),
    },
  };
}

const phrase = (units) => ({ multi_match: { query: units, type: "phrase", fields: WHERE } });
const constant = (term, boost) => ({ constant_score: { filter: { term }, boost } });
const documents = () => ({ documents: { cardinality: { field: "document", precision_threshold: EXACT_UP_TO } } });
const counted = (filter, aggs) => ({ filter: { bool: { filter } }, aggs });

function values(name) {
  const order = [{ documents: "desc" }, { _key: "asc" }];
  return { values: { terms: { field: name, size: MANY_VALUES, order }, aggs: documents() } };
}

export function read({ hits, aggregations }, { facets }) {
  return {
    total: aggregations.total.documents.value,
    entries: hits.hits.map((hit) => hit._source),
    facets: facets.map((name) => ({
      name,
      values: aggregations[name].values.buckets.map((bucket) => ({ value: bucket.key, count: bucket.documents.value })),
    })),
  };
}
