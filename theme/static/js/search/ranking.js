// In which order do hits stand? An official number asked for by itself; the phrase as the title, in the title, in the text
// to the letter, in any form; all words; some words. Within each, texts in force before those repealed, these before
// versions that a later one replaced; then lunr's score, then the newer document.

/** What is known of the phrase in a document. */
export const LEVEL = { title: 4, inTitle: 3, literal: 2, form: 1, unknown: 0, none: -1 };

/**
 * @typedef {object} Hit
 * @property {number} document
 * @property {boolean} exact the query is this document's 文号 or 索引号
 * @property {number} phrase one of LEVEL
 * @property {boolean} all whether it has every term
 * @property {number} standing 0 in force or without validity, 1 repealed or expired, 2 replaced by a later version
 * @property {number} score
 * @property {number} date 20161221
 */

/** @param {Hit} a @param {Hit} b */
export function byRank(a, b) {
  return (
    b.exact - a.exact ||
    b.phrase - a.phrase ||
    b.all - a.all ||
    a.standing - b.standing ||
    b.score - a.score ||
    b.date - a.date ||
    b.document - a.document
  );
}

/** Newest first; hits with only some of the words stay behind. */
export function byDate(a, b) {
  return b.all - a.all || b.date - a.date || byRank(a, b);
}

/** Whether the first of the hits stays the first, whatever is still to be learnt of the texts. */
export function isFirstKnown(hits, order) {
  if (!hits.length) return true;
  const first = hits.reduce((best, hit) => (order(hit, best) < 0 ? hit : best));
  const least = supposing(first, LEVEL.none);
  return !hits.some((hit) => hit !== first && order(supposing(hit, LEVEL.literal), least) < 0);
}

function supposing(hit, phrase) {
  return hit.phrase === LEVEL.unknown ? { ...hit, phrase } : hit;
}

/** Which hits a reader wants to see of texts that apply no more: "all", or only those that "apply". */
export function inScope(hits, scope) {
  return scope === "apply" ? hits.filter((hit) => hit.standing === 0) : hits;
}
