// Which clauses answer a question? Nothing is made up: the clauses that hold most of what it is about, as they stand.

import { requirements } from "./tokenise.js";

const TEXTS = 5; // of the best hits: whole, for what answers may be said in other words than the question
const MOST = 3;
const LEAST = 0.5; // of the question's pairs of characters
const LONGEST = 400; // characters that are quoted
const APART = 2; // characters between those of a pair
const CLOSE = 0.7;

/**
 * @returns {Promise<{url: string, title: string, date: string, department: string, number: string, anchor: string,
 *   label: string, text: string, cut: boolean}[]>}
 */
export async function answersTo(site, { hits, asked, weights }, rowOf, textOf) {
  if (!asked.length) return [];
  const pairs = new Map(asked.flatMap((word) => requirements(word).map(({ term }) => [term, weights.get(term) ?? 1])));
  const applying = hits.filter((hit) => hit.standing === 0).slice(0, TEXTS);
  const found = await Promise.all(applying.map(async ({ document }) => {
    const [row, text] = await Promise.all([rowOf(document), textOf(document)]);
    return best(row, site.folder.text(row.title), text, asked, pairs);
  }));
  return found.filter((one) => one && one.share >= LEAST).sort((a, b) => b.score - a.score).slice(0, MOST)
    .map(({ score, share, ...answer }) => answer); // eslint-disable-line no-unused-vars
}

/** How much of the pairs' weight is said. */
function weight(pairs, said) {
  let [held, all] = [0, 0];
  for (const [pair, one] of pairs) {
    all += one;
    held += one * said(pair);
  }
  return held / all;
}

/** 1 when a text has a pair; nearly as much when its characters stand close by in their order (收费: 收取费用). */
function says(text, pair) {
  if (text.includes(pair)) return 1;
  const [one, other] = Array.from(pair);
  for (let at = text.indexOf(one); other && at >= 0; at = text.indexOf(one, at + 1)) {
    if (text.slice(at + 1, at + 2 + APART).includes(other)) return CLOSE;
  }
  return 0;
}

/** The best clause of one text. What the title says of the question, its clauses need not say again. */
function best(row, title, { clauses, folded }, asked, pairs) {
  let found = null;
  folded.forEach((clause, place) => {
    const held = weight(pairs, (pair) => says(clause, pair));
    const share = weight(pairs, (pair) => Math.max(says(clause, pair), says(title, pair)));
    const whole = asked.filter((word) => clause.includes(word)).length / asked.length;
    const score = held ? held + share + whole - Math.min(clause.length, 2000) / 4000 : 0;
    if (score > (found?.score ?? 0)) found = { score, share, place };
  });
  if (!found) return null;
  const [anchor, label, text] = clauses[found.place];
  const { url, date, department, number } = row;
  const quoted = Array.from(text);
  return {
    url, title: row.title, date, department, number, anchor, label, score: found.score, share: found.share,
    text: quoted.slice(0, LONGEST).join(""), cut: quoted.length > LONGEST,
  };
}
