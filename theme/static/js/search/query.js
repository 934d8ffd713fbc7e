// What does the reader's input ask for? Words parted by spaces, "phrases" in quotes, -words that may not be there; and
// the whole of it is a phrase too, for readers paste what they have read.

import { requirements } from "./tokenise.js";

const LONGEST = 2000; // code points of input that are looked at
const MOST_PHRASE_TERMS = 4; // terms that are fetched for a phrase; the further ones only when these leave many texts
const MOST_EXACT_TERMS = 6; // of what is quoted or excluded, whose every text has to be looked through
const MOST_WORD_TERMS = 16;
const QUOTED = /(?<=^|\s)(?:"([^"]+)"|“([^”]+)”|＂([^＂]+)＂|「([^」]+)」|『([^』]+)』)(?=\s|$)/gu;
const EXCLUDED = /(?<=\S\s+)[-－](?=[\p{L}])(\S+)/gu;

/**
 * @typedef {{term: string, prefix: boolean}} Wanted a term, or the beginning of terms
 * @typedef {object} Query
 * @property {string} text as the reader wrote it, without what is excluded
 * @property {string} phrase all of that, folded
 * @property {string[]} words folded, in order, without repeats; a quoted phrase is one
 * @property {string[]} quoted the quoted phrases, folded
 * @property {string[]} excluded folded
 * @property {Wanted[]} phraseTerms every text that holds the phrase has these
 * @property {Wanted[]} furtherTerms and these too: asked for when the others leave too many
 * @property {Wanted[]} wordTerms every text that holds all words has these
 * @property {Wanted[][]} quotedTerms of each quoted phrase
 * @property {Wanted[][]} excludedTerms of each excluded word
 */

/** @returns {Query} */
export function readQuery(input, folder) {
  const whole = Array.from(String(input)).slice(0, LONGEST).join("").trim();
  const excluded = distinct(Array.from(whole.matchAll(EXCLUDED), ([, word]) => folder.text(word)));
  const text = whole.replace(EXCLUDED, " ").trim();
  const quoted = Array.from(text.matchAll(QUOTED), (found) => folder.text(found.slice(1).find(Boolean)));
  const words = distinct([...quoted, ...text.replace(QUOTED, " ").split(/\s+/u).map((word) => folder.text(word))]);
  const phrase = folder.text(text);
  const terms = phrase ? few(requirements(phrase), MOST_WORD_TERMS) : [];
  const phraseTerms = few(terms, MOST_PHRASE_TERMS);
  return {
    text,
    phrase,
    words,
    quoted: distinct(quoted),
    quotedTerms: distinct(quoted).map((one) => few(requirements(one), MOST_EXACT_TERMS)),
    excluded,
    phraseTerms,
    furtherTerms: terms.filter((entry) => !phraseTerms.includes(entry)),
    wordTerms: words.length > 1 ? wordTerms(words) : phraseTerms,
    excludedTerms: excluded.map((word) => few(requirements(word), MOST_EXACT_TERMS)),
  };
}

/** A query for these words, wherever they stand. */
export function wordQuery(query, words) {
  return { ...query, text: words.join(" "), phrase: words.join(""), words, phraseTerms: [], furtherTerms: [], wordTerms: wordTerms(words) };
}

function wordTerms(words) {
  const long = words.filter((word) => Array.from(word).length > 1);
  // Single characters among words ask for hundreds of terms and say little: they count when there is nothing else.
  const terms = (long.length ? long : words.slice(0, 4)).flatMap(requirements);
  return few([...new Map(terms.map((entry) => [entry.term, entry])).values()], MOST_WORD_TERMS);
}

/** At most so many, spread evenly over the query. */
function few(terms, most) {
  if (terms.length <= most) return terms;
  const step = (terms.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, place) => terms[Math.round(place * step)]);
}

function distinct(words) {
  return [...new Set(words.filter(Boolean))];
}
