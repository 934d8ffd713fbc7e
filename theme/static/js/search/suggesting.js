// What may a reader mean who has typed so far? Titles that hold the words, or that are read like the letters (zwgk).

import { withAll } from "./candidates.js";
import { loadTerms, namesFor } from "./shards.js";
import { requirements } from "./tokenise.js";

const MOST = 8;
const LOOKED_AT = 24;
const LONGEST = 40; // code points; more is no beginning of a title
const READ = { initials: 8, word: 16 }; // as far as plugins/search/readings.py keeps them

/** @returns {Promise<{title: string, url: string}[]>} */
export async function suggestions(store, site, input, rowOf) {
  const typed = site.folder.text(Array.from(input.trim()).slice(0, LONGEST).join(""));
  if (Array.from(typed).length < 2) return [];
  const found = /^[a-z]+$/.test(typed) ? await byReading(store, site, typed) : [];
  const documents = best(await site.facts(), found.length ? found : await byWords(store, site, typed));
  const rows = await Promise.all(documents.map(rowOf));
  const holds = ({ title }) => found.length || site.folder.text(title).includes(typed);
  return rows.filter(holds).slice(0, MOST).map(({ title, url }) => ({ title, url }));
}

async function byReading(store, { manifest }, letters) {
  const [initials, word] = [letters.slice(0, READ.initials), letters.slice(0, READ.word)];
  const names = await Promise.all([...new Set([initials, word])].map((prefix) =>
    namesFor(store, manifest.readings, prefix, (name) => name.startsWith(prefix) && name.length >= Math.min(letters.length, prefix.length))));
  return names.flat().filter(([name]) => letters.startsWith(name) || name.startsWith(letters)).flatMap(([, documents]) => documents);
}

async function byWords(store, { manifest }, typed) {
  const records = await loadTerms(store, manifest, requirements(typed).slice(0, 4));
  return [...withAll(records, 0)];
}

/** Those in force first, then the newest. */
function best({ standing, dates }, documents) {
  const order = (a, b) => standing(a) - standing(b) || dates[b] - dates[a] || b - a;
  return [...new Set(documents)].sort(order).slice(0, LOOKED_AT);
}
