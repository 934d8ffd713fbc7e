// Which terms does a text have, and which must a text have to hold a query? The twin of
// plugins/search/tokenise.py, where the tokeniser b2 is described. Both take folded text.

export const TOKENISER = "b2.1";
const STRETCH = 4;
const RUN = /[0-9a-z]{3,}/g;

/** The terms of a folded text, repeated ones repeated. */
export function tokens(folded) {
  const units = Array.from(folded);
  const pairs = units.map((unit, place) => unit + (units[place + 1] ?? ""));
  const stretches = [];
  for (const [run] of folded.matchAll(RUN)) {
    for (let start = 0; start + 3 <= run.length; start += 1) stretches.push(run.slice(start, start + STRETCH));
  }
  return [...pairs, ...stretches];
}

/**
 * What a text that holds the folded phrase has for certain: terms, and beginnings of terms (`prefix`). A lone
 * character begins some term of at most two; three letters or digits begin some stretch.
 * @returns {{term: string, prefix: boolean}[]}
 */
export function requirements(folded) {
  const units = Array.from(folded);
  if (units.length === 1) return [{ term: folded, prefix: true }];
  const found = new Map();
  for (const [run] of folded.matchAll(RUN)) {
    if (run.length < STRETCH) found.set(run, true);
    for (let start = 0; start + STRETCH <= run.length; start += 1) found.set(run.slice(start, start + STRETCH), false);
  }
  units.slice(1).forEach((unit, place) => {
    if (!inStretch(units, place)) found.set(units[place] + unit, false);
  });
  return Array.from(found, ([term, prefix]) => ({ term, prefix }));
}

/** Whether the pair at this place lies within a run of three or more, whose stretches say more than it does. */
function inStretch(units, place) {
  const alnum = (at) => units[at] !== undefined && /^[0-9a-z]$/.test(units[at]);
  return alnum(place) && alnum(place + 1) && (alnum(place - 1) || alnum(place + 2));
}
