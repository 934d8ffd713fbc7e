// What does the reader's input ask a server for? Words and quoted phrases, all of them folded: letters and digits only.

const WORD = /-?["“「『]([^"”」』]*)["”」』]?|\S+/gu;
const LONGEST = 2000; // code points of input that are looked at
const MOST = 10; // phrases: more is no question
const REACH = 30; // units that stand together in the export wherever clauses end (clauses.py)

/**
 * @typedef {object} Asked
 * @property {string} whole all of it, as an official number is written with or without spaces
 * @property {string[]} phrases of which a clause should have every one
 * @property {string[]} pieces the same, long ones in parts: of these a clause has some when none has all
 * @property {string[]} without what a clause must not have
 */

/** @param {import("../fold.js").Folder} folder @returns {Asked} */
export function readAsked(input, folder) {
  const text = Array.from(String(input)).slice(0, LONGEST).join("");
  const phrases = new Set();
  const without = new Set();
  for (const [word, quoted] of text.matchAll(WORD)) {
    const units = folder.text(quoted ?? word);
    const isUnwanted = word.startsWith("-") && phrases.size + without.size > 0;
    if (units) (isUnwanted ? without : phrases).add(units);
  }
  const kept = [...phrases].slice(0, MOST);
  return {
    whole: folder.text(text),
    phrases: kept,
    pieces: [...new Set(kept.flatMap(parts))].slice(0, MOST),
    without: [...without].slice(0, MOST),
  };
}

function parts(phrase) {
  const units = Array.from(phrase);
  return Array.from({ length: Math.ceil(units.length / REACH) }, (_, n) => units.slice(n * REACH, (n + 1) * REACH).join(""));
}
