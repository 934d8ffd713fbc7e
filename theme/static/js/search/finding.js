// Which documents answer a query, and what of it do they hold? Candidates from the postings of a few terms; the best of
// them are then looked through for the phrase, until it is known what stands first.

import { bestOf, withAll, withSome } from "./candidates.js";
import { bearersOf } from "./numbers.js";
import { Places } from "./places.js";
import { byRank, LEVEL } from "./ranking.js";
import { scores } from "./scoring.js";
import { loadTerms } from "./shards.js";
import { phraseLevel } from "./snippets.js";

const TITLE = 0; // the first field
const BODY = 1;
const FEW = 6; // texts that may have the phrase and are sooner looked through than told apart by further terms
const TITLES = 10; // titles that are looked at
const AT_FIRST = 2; // texts looked through at once: one needs fewer files, but with a slow network it is the times that count
const ENOUGH = 3; // stop when so many hold the phrase
const MOST = 18; // or when so many were looked through
const DOUBTFUL = 100; // texts of which it must be known whether they hold something

/**
 * @typedef {object} Found
 * @property {import("./query.js").Query} query
 * @property {import("./ranking.js").Hit[]} hits
 * @property {Map<string, number>} weights how much each term says
 * @property {Places} places of the phrase
 * @property {{phrase: string, places: Places}[]} quoted
 * @property {{phrase: string, places: Places}[]} excluded
 */

/** Postings of what a query asks for. */
async function termsOf(store, manifest, query) {
  const wanted = [query.phraseTerms, query.wordTerms, ...query.quotedTerms, ...query.excludedTerms].flat();
  const records = await loadTerms(store, manifest, [...new Map(wanted.map((entry) => [entry.term, entry])).values()]);
  const byTerm = new Map(records.map((record) => [record.term, record]));
  return (terms) => terms.map(({ term }) => byTerm.get(term));
}

/** The hits of a query, none of their texts looked at yet. @returns {Promise<Found>} */
export async function find(store, lunr, site, query) {
  const { manifest } = site;
  const [facts, recordsOf, numbered] = await Promise.all([
    site.facts(),
    termsOf(store, manifest, query),
    bearersOf(store, manifest, query.phrase),
  ]);
  const sought = [...new Set([...recordsOf(query.phraseTerms), ...recordsOf(query.wordTerms)])];
  const phrase = recordsOf(query.phraseTerms);
  const places = new Places(phrase, sought);
  if (places.size > FEW && query.furtherTerms.length) {
    const further = await loadTerms(store, manifest, query.furtherTerms);
    for (const record of further) places.narrow(record.fields[BODY]);
    phrase.push(...further);
  }
  const titled = withAll(phrase, TITLE);
  const all = new Set([...places.documents, ...titled, ...withAll(recordsOf(query.wordTerms)), ...numbered]);
  const statistics = { manifest, lengths: facts.lengths };
  const scored = scores(lunr, sought, statistics, all);
  const some = bestOf(scores(lunr, sought, statistics, withSome(sought, all)), all);
  const isCertain = query.phraseTerms.length === 1; // one term is the whole phrase
  const level = (document) => {
    if (!titled.has(document) && !places.has(document)) return LEVEL.none;
    if (!isCertain) return LEVEL.unknown;
    return titled.has(document) ? LEVEL.inTitle : LEVEL.form;
  };
  const hit = (document, score) => ({
    document,
    exact: numbered.has(document),
    phrase: level(document),
    titled: titled.has(document),
    all: all.has(document),
    standing: facts.standing(document),
    score,
    date: facts.dates[document],
  });
  const of = (phrases, terms) => phrases.map((phrase, number) => ({ phrase, places: new Places(recordsOf(terms[number])) }));
  const hits = [...all].map((document) => hit(document, scored.get(document) ?? 0));
  return {
    query,
    weights: new Map(sought.map((record) => [record.term, rarity(record, manifest.documents)])),
    hits: [...hits, ...Array.from(some, ([document, score]) => hit(document, score))],
    places,
    quoted: of(query.quoted, query.quotedTerms),
    excluded: of(query.excluded, query.excludedTerms),
  };
}

/** How much a term says: the rarer, the more. */
function rarity({ fields }, documents) {
  return Math.log(1 + documents / (1 + Math.max(...fields.map((field) => field.documents.length))));
}

/** Looks at the titles of the best hits that may have the phrase there. `rowOf(document)`. */
export async function checkTitles(site, { query, hits }, rowOf) {
  const open = hits.filter((hit) => hit.titled && query.phrase.length > 1).sort(byRank).slice(0, TITLES);
  await Promise.all(open.map(async (hit) => {
    const title = site.folder.text((await rowOf(hit.document)).title);
    if (title === query.phrase) hit.phrase = LEVEL.title;
    else if (title.includes(query.phrase)) hit.phrase = LEVEL.inTitle;
  }));
}

/** Looks through the texts of the best hits that may have the phrase, until what is asked of the hits is known: `isKnown(hits)`.
 * Each time through twice as many as before. Goes on where it left off. `textOf(document)`. */
export async function checkTexts(found, textOf, isKnown) {
  const { query, hits, looked = 0 } = found;
  const open = hits.filter((hit) => hit.phrase === LEVEL.unknown).sort(byRank).slice(0, MOST - looked);
  for (let size = AT_FIRST; open.length && !isKnown(hits); size *= 2) {
    const batch = open.splice(0, size);
    await Promise.all(batch.map(async (hit) => {
      hit.phrase = phraseLevel(await textOf(hit.document), query) || LEVEL.none;
    }));
    found.looked = (found.looked ?? 0) + batch.length;
  }
}

/** Whether so many are known to hold the phrase that the further ones need not be told apart. */
export function isEnough(hits) {
  return hits.filter((hit) => hit.phrase > LEVEL.unknown).length >= ENOUGH;
}

/** The hits without those that hold an excluded word or lack a quoted phrase. Beyond the first hundred that may do so, what may
 * be excluded is, and what may have the phrase stays. `holds(document, {phrase, places})`. */
export async function withoutFaulty({ hits, quoted, excluded }, holds) {
  if (!quoted.length && !excluded.length) return hits;
  let looked = 0;
  const kept = await Promise.all([...hits].sort(byRank).map(async (hit) => {
    const doubts = excluded.filter(({ places }) => hit.titled || places.has(hit.document));
    if (!quoted.length && !doubts.length) return hit;
    looked += 1;
    if (looked > DOUBTFUL) return doubts.length ? null : hit;
    const faults = [...quoted.map(async (one) => !(await holds(hit.document, one))), ...doubts.map((one) => holds(hit.document, one))];
    return (await Promise.all(faults)).some(Boolean) ? null : hit;
  }));
  return kept.filter(Boolean);
}
