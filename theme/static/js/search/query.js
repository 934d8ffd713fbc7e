// What does the reader's input ask for? Words parted by spaces; each word, and the whole, is a phrase.

import { requirements } from "./tokenise.js";

const LONGEST = 2000; // code points of input that are looked at
const MOST_TERMS = 16; // terms that are fetched for one phrase: more would find nothing less

/**
 * @typedef {object} Query
 * @property {string} text as the reader wrote it
 * @property {string} phrase the whole, folded
 * @property {string[]} words folded, in order, without repeats
 * @property {{term: string, prefix: boolean}[]} phraseTerms every text that holds the phrase has these
 * @property {{term: string, prefix: boolean}[]} wordTerms every text that holds all words has these
 */

/** @returns {Query} */
export function readQuery(input, folder) {
  const text = Array.from(String(input)).slice(0, LONGEST).join("").trim();
  const words = [...new Set(text.split(/\s+/u).map((word) => folder.text(word)).filter(Boolean))];
  const phrase = folder.text(text);
  return { text, phrase, words, phraseTerms: phrase ? few(requirements(phrase)) : [], wordTerms: wordTerms(words) };
}

function wordTerms(words) {
  const long = words.filter((word) => Array.from(word).length > 1);
  // Single characters among words ask for hundreds of terms and say little: they count when there is nothing else.
  const terms = (long.length ? long : words.slice(0, 4)).flatMap(requirements);
  return few([...new Map(terms.map((entry) => [entry.term, entry])).values()]);
}

/** At most MOST_TERMS, spread evenly over the query. */
function few(terms) {
  if (terms.length <= MOST_TERMS) return terms;
  const step = (terms.length - 1) / (MOST_TERMS - 1);
  return Array.from({ length: MOST_TERMS }, (_, place) => terms[Math.round(place * step)]);
}
