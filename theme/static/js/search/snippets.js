// Where in a document is what was asked for? The clause to link to, and the words around it.

import { LEVEL } from "./ranking.js";

const BEFORE = 30;
const AROUND = 110;

/** @typedef {{text: string, mark: boolean}[]} Segments */

/** What the text holds of the phrase: it, to the letter or without regard to form and punctuation, or 0. */
export function phraseLevel({ literal, whole }, query) {
  if (!query.phrase) return 0;
  if (literal.includes(query.text)) return LEVEL.literal;
  return whole.includes(query.phrase) ? LEVEL.form : 0;
}

/** The clause that answers best, or null when no clause holds anything of the query. */
export function bestClause(text, query) {
  const literal = text.clauses.findIndex(([, , clause]) => query.text && clause.includes(query.text));
  if (literal >= 0) return literal;
  const within = text.folded.findIndex((clause) => clause.includes(query.phrase));
  if (within >= 0) return within;
  const across = text.running.indexOf(query.phrase);
  if (across >= 0) return clauseAt(text.folded, across);
  return mostTerms(text.folded, query);
}

function clauseAt(folded, place) {
  let end = 0;
  return folded.findIndex((clause) => (end += clause.length) > place);
}

function mostTerms(folded, query) {
  const sought = [...query.words, ...query.phraseTerms.map(({ term }) => term)];
  let best = null;
  let most = 0;
  folded.forEach((clause, place) => {
    const held = sought.reduce((sum, term) => sum + (clause.includes(term) ? term.length : 0), 0);
    if (held > most) [best, most] = [place, held];
  });
  return best;
}

/** The words around the first find, with every find marked. @returns {Segments} */
export function snippet(text, query, folder) {
  const finds = marks(text, query, folder);
  const from = Math.max(0, (finds[0]?.[0] ?? 0) - BEFORE);
  const start = boundary(text, from);
  const end = boundary(text, Math.min(text.length, Math.max(start + AROUND, finds[0]?.[1] ?? 0)));
  const segments = segment(text, finds, start, end);
  if (start > 0) segments.unshift({ text: "…", mark: false });
  if (end < text.length) segments.push({ text: "…", mark: false });
  return segments;
}

/** A whole text with every find marked. @returns {Segments} */
export function marked(text, query, folder) {
  return segment(text, marks(text, query, folder), 0, text.length);
}

/** Never between the halves of a surrogate pair. */
function boundary(text, place) {
  return /[\uDC00-\uDFFF]/.test(text[place] ?? "") ? place - 1 : place;
}

function segment(text, finds, start, end) {
  const segments = [];
  let place = start;
  const push = (to, mark) => {
    if (to > place) segments.push({ text: text.slice(place, to).replace(/\s+/gu, " "), mark });
    place = Math.max(place, to);
  };
  for (const [from, to] of finds) {
    if (from >= end || to <= start) continue;
    push(Math.min(from, end), false);
    push(Math.min(to, end), true);
  }
  push(end, false);
  return segments;
}

/** Places of the phrase, first to the letter; else of the words; else of the terms. Ascending, not overlapping. */
function marks(text, query, folder) {
  const literal = query.text ? places(text, query.text) : [];
  if (literal.length) return literal;
  const folded = folder.text(text);
  for (const sought of [[query.phrase], query.words, query.phraseTerms.map(({ term }) => term)]) {
    const finds = sought.filter(Boolean).flatMap((term) => places(folded, term));
    if (finds.length) return originals(text, join(finds), folder);
  }
  return [];
}

function places(folded, term) {
  const found = [];
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) found.push([at, at + term.length]);
  return found;
}

function join(finds) {
  const joined = [];
  for (const [from, to] of finds.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function originals(text, finds, folder) {
  return finds.slice(0, 20).map(([from, to]) => folder.original(text, from, to - from));
}
