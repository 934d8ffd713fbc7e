// Which clauses answer a question? Nothing is made up: the clauses that hold most of what it is about, as they stand.

import { requirements } from "./tokenise.js";

const TEXTS = 8; // of the best hits
const MOST = 3;
const LEAST = 0.5; // of the question's pairs of characters
const LONGEST = 400; // characters that are quoted

/**
 * @returns {Promise<{url: string, title: string, date: string, department: string, number: string, anchor: string,
 *   label: string, text: string, cut: boolean}[]>}
 */
export async function answersTo(site, { hits, asked }, rowOf, textOf) {
  if (!asked.length) return [];
  const pairs = [...new Set(asked.flatMap((word) => requirements(word).map(({ term }) => term)))];
  const applying = hits.filter((hit) => hit.standing === 0).slice(0, TEXTS);
  const found = await Promise.all(applying.map(async ({ document }) => {
    const [row, text] = await Promise.all([rowOf(document), textOf(document)]);
    return best(row, site.folder.text(row.title), text, asked, pairs);
  }));
  return found.filter((one) => one && one.share >= LEAST).sort((a, b) => b.score - a.score).slice(0, MOST)
    .map(({ score, share, ...answer }) => answer); // eslint-disable-line no-unused-vars
}

/** The best clause of one text. What the title says of the question, its clauses need not say again. */
function best(row, title, { clauses, folded }, asked, pairs) {
  let found = null;
  folded.forEach((clause, place) => {
    const held = pairs.filter((pair) => clause.includes(pair)).length;
    const share = pairs.filter((pair) => clause.includes(pair) || title.includes(pair)).length / pairs.length;
    const whole = asked.filter((word) => clause.includes(word) || title.includes(word)).length;
    const score = held ? held / pairs.length + share + whole - Math.min(clause.length, 2000) / 4000 : 0;
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
