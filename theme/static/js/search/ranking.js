// In which order do hits stand? An official number asked for by itself; the phrase to the letter, then in any
// form; all words; some words. Within each, versions in force before replaced ones, then lunr's score, then
// the newer document.

/**
 * @typedef {object} Hit
 * @property {number} document
 * @property {boolean} exact the query is this document's 文号 or 索引号
 * @property {number} phrase 2 to the letter, 1 in another form, 0 not looked at, -1 not there
 * @property {boolean} all whether it has every term
 * @property {boolean} current
 * @property {number} score
 * @property {number} date 20161221
 */

/** @param {Hit} a @param {Hit} b */
export function byRank(a, b) {
  return (
    b.exact - a.exact ||
    b.phrase - a.phrase ||
    b.all - a.all ||
    b.current - a.current ||
    b.score - a.score ||
    b.date - a.date ||
    b.document - a.document
  );
}

/** Newest first; hits with only some of the words stay behind. */
export function byDate(a, b) {
  return b.all - a.all || b.date - a.date || byRank(a, b);
}
