// Is the query a 文号 or an 索引号? It may be written with any brackets or none, with 第, 年 or 号 or without, with 01 for 1.

import { namesFor } from "./shards.js";

const LONGEST = 100;
const DOCUMENT_NUMBER = /^(\P{N}*)(\d{4})年?第?0*(\d+)号?$/u;

/** The documents that bear it. @returns {Promise<Set<number>>} */
export async function bearersOf(store, manifest, phrase) {
  if (!/\p{N}/u.test(phrase) || phrase.length > LONGEST) return new Set();
  const found = await Promise.all(writings(phrase).map((number) => bearers(store, manifest, number)));
  return new Set(found.flat());
}

/** The folded writings under which the number may be kept. */
export function writings(phrase) {
  const [, office, year, ordinal] = DOCUMENT_NUMBER.exec(phrase) ?? [];
  return [...new Set([phrase, `${phrase}号`, ...(ordinal ? [`${office}${year}${ordinal}号`] : [])])];
}

async function bearers(store, manifest, number) {
  const names = await namesFor(store, manifest.numbers, number, (name) => name === number);
  return names.flatMap(([, documents]) => documents);
}
