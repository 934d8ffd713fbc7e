// What must be known of every document to put hits in order: the lengths of its fields, its date, whether it applies.

import { Reader } from "./shards.js";

/**
 * @typedef {object} Facts
 * @property {number[]} lengths of all documents, field after field
 * @property {number[]} dates 20161221
 * @property {(document: number) => number} standing as in ranking.js
 */

/** @returns {Promise<Facts>} */
export async function loadFacts(store, manifest) {
  const [lengths, order] = await Promise.all([store.bytes(manifest.lengths), store.json(manifest.order)]);
  const [superseded, lapsed] = [new Set(order.superseded), new Set(order.lapsed)];
  let date = 0;
  return {
    lengths: new Reader(lengths).integers(manifest.documents * manifest.fields.length),
    dates: order.date.map((difference) => (date += difference)),
    standing: (document) => (superseded.has(document) ? 2 : Number(lapsed.has(document))),
  };
}
