// The two search servers as far as the page asks them, over the files of an export: as their documentation has it, and
// strictly: what is not known here is refused with status 400. Texts are analysed by the very settings of the export.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

/** Serves an export at the address that is returned; `seen` has what was asked. `key` is the header that must be sent. */
export async function serve(folder, key) {
  const routes = { "/gazette/_search": opensearch(folder), "/multi-search": meilisearch(folder) };
  const seen = [];
  const server = createServer(async (request, response) => {
    const text = (await request.toArray()).map(String).join("");
    seen.push({ path: request.url, headers: request.headers, text });
    const [status, answer] = answered(routes[request.url], request, text, key);
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, seen, close: () => server.close() };
}

function answered(route, request, text, key) {
  if (!route || request.method !== "POST" || request.headers["content-type"] !== "application/json") return [404, {}];
  if (key && request.headers.authorization !== key) return [401, {}];
  try {
    return [200, route(JSON.parse(text))];
  } catch (error) {
    return [400, { error: error.message }];
  }
}

const json = (...path) => JSON.parse(readFileSync(join(...path), "utf-8"));
const lines = (folder, name) => readdirSync(folder).filter((file) => file.startsWith(name)).sort()
  .flatMap((file) => readFileSync(join(folder, file), "utf-8").trimEnd().split("\n").map((line) => JSON.parse(line)));

function only(object, known) {
  for (const name of Object.keys(object)) if (!known.includes(name)) throw new Error(`unknown ${name}`);
}

function opensearch(root) {
  const folder = join(root, "opensearch");
  const { settings, mappings } = json(folder, "index.json");
  const analyse = analyser(settings.index ? settings.analysis : {});
  const documents = lines(folder, "bulk-").filter((_, place) => place % 2).map((source) => ({ source, texts: {} }));
  for (const document of documents) {
    for (const name of ["title", "text", "across"]) document.texts[name] = [analyse(document.source[name] ?? "")];
    document.texts["numbers.parts"] = (document.source.numbers ?? []).map(analyse);
  }
  return (body) => search(body, documents, mappings.properties, analyse);
}

/** The char filters of the analyzer; terms of one and two units in a row are found where the units stand in a row. */
function analyser({ char_filter: { fold, units } }) {
  const spelt = (text) => text.replace(/\\u([0-9A-F]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  const rules = new Map(fold.mappings.map((rule) => rule.split(/ => ?/).map(spelt)));
  const unwanted = new RegExp(units.pattern.replace(/\\x\{/g, "\\u{"), "gu");
  return (text) => Array.from(text, (one) => rules.get(one) ?? one).join("").replace(unwanted, units.replacement);
}

function search(body, documents, properties, analyse) {
  only(body, ["from", "size", "track_total_hits", "_source", "query", "collapse", "sort", "post_filter", "aggs"]);
  const field = (name) => {
    if (!properties[name]) throw new Error(`no field ${name}`);
    return (source) => [source[name] ?? []].flat();
  };
  const score = (query, document) => {
    const [[kind, what], ...more] = Object.entries(query);
    if (more.length) throw new Error("one query at a time");
    if (kind === "bool") return bool(what, document);
    if (kind === "constant_score") return score(what.filter, document) === null ? null : what.boost;
    if (kind === "multi_match") return multiMatch(what, document);
    const [[name, value]] = Object.entries(what);
    const wanted = kind === "terms" ? value : [value.value ?? value];
    if (kind !== "terms" && kind !== "term") throw new Error(`unknown query ${kind}`);
    return field(name)(document.source).some((one) => wanted.some((other) => String(one) === String(other))) ? (value.boost ?? 1) : null;
  };
  const bool = ({ must = [], should = [], filter = [], must_not = [], minimum_should_match, boost = 1, ...rest }, document) => {
    only(rest, []);
    const needed = [...must, ...filter].map((one) => score(one, document));
    const extra = should.map((one) => score(one, document)).filter((one) => one !== null);
    const least = minimum_should_match ?? (must.length + filter.length || !should.length ? 0 : 1);
    if (needed.includes(null) || extra.length < least || must_not.some((one) => score(one, document) !== null)) return null;
    return boost * [...needed.slice(0, must.length), ...extra].reduce((sum, one) => sum + one, 0);
  };
  const multiMatch = ({ query, type, fields, ...rest }, document) => {
    only(rest, []);
    if (type !== "phrase") throw new Error(`unknown type ${type}`);
    const sought = analyse(query);
    const found = fields.map((one) => one.split("^")).filter(([name]) => document.texts[name].some((text) => sought && text.includes(sought)));
    return found.length ? Math.max(...found.map(([, boost]) => Number(boost ?? 1))) : null;
  };
  const found = documents.map((document) => ({ document, score: score(body.query, document) })).filter((hit) => hit.score !== null);
  const counts = (aggs, hits) => Object.fromEntries(Object.entries(aggs).map(([name, { aggs: inner, ...kind }]) => {
    if (kind.cardinality) return [name, { value: new Set(hits.flatMap((hit) => field(kind.cardinality.field)(hit.document.source))).size }];
    if (kind.filter) return [name, counts(inner, hits.filter((hit) => score(kind.filter, hit.document) !== null))];
    const held = Map.groupBy(hits.flatMap((hit) => field(kind.terms.field)(hit.document.source).map((key) => [key, hit])), ([key]) => key);
    const buckets = Array.from(held, ([key, pairs]) => ({ key, doc_count: pairs.length, ...counts(inner, pairs.map(([, hit]) => hit)) }));
    return [name, { buckets: buckets.sort((a, b) => b.documents.value - a.documents.value || (a.key < b.key ? -1 : 1)) }];
  }));
  const passed = found.filter((hit) => !body.post_filter || score(body.post_filter, hit.document) !== null);
  const collapsed = [...Map.groupBy(passed.sort(ordered(body.sort)), (hit) => hit.document.source[body.collapse.field]).values()].map(([best]) => best);
  const shown = (source) => Object.fromEntries(body._source.filter((name) => name in source).map((name) => [name, source[name]]));
  return {
    hits: { hits: collapsed.slice(body.from, body.from + body.size).map((hit) => ({ _score: hit.score, _source: shown(hit.document.source) })) },
    aggregations: counts(body.aggs, found),
  };
}

function ordered(sort) {
  return (one, other) => {
    for (const [[name, how]] of sort.map(Object.entries)) {
      const [a, b] = [one, other].map((hit) => (name === "_score" ? hit.score : (hit.document.source[name] ?? "")));
      if (a !== b) return (a < b ? -1 : 1) * ((how.order ?? how) === "desc" ? -1 : 1);
    }
    return 0;
  };
}

function meilisearch(root) {
  const folder = join(root, "meilisearch");
  const settings = json(folder, "settings.json");
  const documents = lines(folder, "documents-");
  return ({ queries, ...rest }) => {
    only(rest, []);
    return { results: queries.map((query) => found(query, documents, settings)) };
  };
}

function found(query, documents, settings) {
  only(query, ["indexUid", "q", "matchingStrategy", "filter", "facets", "page", "hitsPerPage", "offset", "limit", "sort", "attributesToRetrieve"]);
  if (query.indexUid !== "gazette") throw new Error("no such index");
  const [without, phrases] = [/-"([^"]*)"/g, /(?<!-)"([^"]*)"/g].map((form) => Array.from(query.q.matchAll(form), ([, one]) => one));
  const holds = (document, phrase) => settings.searchableAttributes.findIndex((name) =>
    [document[name] ?? []].flat().some((text) => ` ${text} `.includes(` ${phrase} `)));
  const filters = query.filter.map((choices) => choices.map((choice) => {
    const [, name, value] = choice.match(/^(\w+) = (".*")$/s);
    if (!settings.filterableAttributes.includes(name)) throw new Error(`${name} is not filterable`);
    return (document) => [document[name] ?? []].flat().some((one) => String(one) === JSON.parse(value));
  }));
  const least = query.matchingStrategy === "all" ? phrases.length : 1;
  const hits = documents
    .filter((document) => filters.every((choices) => choices.some((passes) => passes(document))))
    .filter((document) => without.every((phrase) => holds(document, phrase) < 0))
    .map((document) => ({ document, places: phrases.map((phrase) => holds(document, phrase)).filter((place) => place >= 0) }))
    .filter(({ places }) => places.length >= least);
  const key = ({ document, places }) => [...(query.sort ?? []).map(() => document.date), places.length, -Math.min(...places), document.current, document.date, -document.place];
  hits.sort((one, other) => key(one).map((value, at) => [value, key(other)[at]]).reduce((sign, [a, b]) => sign || (a < b ? 1 : a > b ? -1 : 0), 0));
  const distinct = [...new Map(hits.map(({ document }) => [document[settings.distinctAttribute], document]).reverse()).values()].reverse();
  const facets = (query.facets ?? []).map((name) => [name, distinct.flatMap((document) => document[name] ?? [])]);
  const counts = facets.map(([name, values]) => [name, Object.fromEntries(Map.groupBy(values, (value) => value).entries().map(([value, all]) => [value, all.length]))]);
  const shown = (document) => Object.fromEntries(query.attributesToRetrieve.filter((name) => name in document && settings.displayedAttributes.includes(name)).map((name) => [name, document[name]]));
  const start = query.offset ?? (query.page - 1) * query.hitsPerPage;
  const page = distinct.slice(start, start + (query.limit ?? query.hitsPerPage)).map(shown);
  return query.page ? { hits: page, totalHits: distinct.length, facetDistribution: Object.fromEntries(counts) } : { hits: page, estimatedTotalHits: hits.length };
}
