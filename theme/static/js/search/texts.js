// What does a document's text say? Of a long one only the parts are loaded in which something of the query begins, or may
// go on (layout: plugins/search/pieces.py).

/**
 * @typedef {object} Text
 * @property {[string, string, string][]} clauses anchor, label, text
 * @property {string[]} folded the same clauses, folded
 * @property {string} running all of them, folded
 * @property {string} literal all that is found in the document, as written
 * @property {string} whole all of it, folded
 */

/** @param {number} places a bit for each part that is wanted @returns {Promise<Text>} */
export async function loadText(store, folder, row, places) {
  const names = row.texts.filter((_, place) => row.texts.length === 1 || (places >> place) & 1);
  const parts = await Promise.all(names.map((name) => store.json(`text/${name}.bin`)));
  for (const { fold } of parts) if (fold) folder.learn(fold);
  return readText(parts.flatMap(({ clauses }) => clauses), folder, row);
}

/** A text's clauses, folded for comparison. */
export function readText(clauses, folder, row) {
  const folded = clauses.map(([, , text]) => folder.text(text));
  const running = folded.join("");
  const texts = [row.title, clauses.map(([, , text]) => text).join("\n"), row.number, row.indexNumber];
  const whole = [folder.text(row.title), running, folder.text(row.number), folder.text(row.indexNumber)];
  return { clauses, folded, running, literal: texts.join("\n\n"), whole: whole.join("\n") };
}
