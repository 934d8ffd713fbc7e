// Which words of a result are marked? Those that were asked for, found in the original through the folding.

const BEFORE = 30;
const LENGTH = 140;

/** A whole text in segments. @returns {{text: string, mark: boolean}[]} */
export function marked(text, phrases, folder) {
  return segments(text, finds(text, phrases, folder), 0, text.length);
}

/** The words around the first find. @returns {{text: string, mark: boolean}[]} */
export function snippet(text, phrases, folder) {
  const found = finds(text, phrases, folder);
  const start = boundary(text, Math.max(0, (found[0]?.[0] ?? 0) - BEFORE));
  const end = boundary(text, Math.min(text.length, Math.max(start + LENGTH, found[0]?.[1] ?? 0)));
  const dots = { text: "…", mark: false };
  return [...(start > 0 ? [dots] : []), ...segments(text, found, start, end), ...(end < text.length ? [dots] : [])];
}

/** Never between the halves of a surrogate pair. */
function boundary(text, place) {
  return /[\uDC00-\uDFFF]/.test(text[place] ?? "") ? place - 1 : place;
}

/** Where the phrases stand in the original: ascending, none within another. */
function finds(text, phrases, folder) {
  const folded = folder.text(text);
  const found = phrases.flatMap((phrase) => places(folded, phrase)).sort(([a], [b]) => a - b);
  return joined(found).map(([from, to]) => folder.original(text, from, to - from));
}

function places(folded, phrase) {
  const found = [];
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + phrase.length)) found.push([at, at + phrase.length]);
  return found;
}

function joined(found) {
  const kept = [];
  for (const [from, to] of found) {
    const last = kept.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else kept.push([from, to]);
  }
  return kept;
}

function segments(text, found, start, end) {
  const made = [];
  let place = start;
  const push = (to, mark) => {
    if (to > place) made.push({ text: text.slice(place, to).replace(/\s+/gu, " "), mark });
    place = Math.max(place, to);
  };
  for (const [from, to] of found.filter(([from, to]) => from < end && to > start)) {
    push(Math.min(from, end), false);
    push(Math.min(to, end), true);
  }
  push(end, false);
  return made;
}
