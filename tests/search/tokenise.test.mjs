// The browser's tokeniser against the vectors that plugins/search is tested with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Folder } from "../../theme/static/js/search/fold.js";
import { requirements, TOKENISER, tokens } from "../../theme/static/js/search/tokenise.js";

const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf-8"));
const lines = readFileSync(new URL("../../plugins/search/traditional.txt", import.meta.url), "utf-8").split("\n");
const pairs = lines.filter((line) => line && !line.startsWith("#")).map((line) => Array.from(line));
const folder = new Folder([pairs.map(([one]) => one).join(""), pairs.map(([, other]) => other).join("")]);

test("version", () => assert.equal(TOKENISER, vectors.tokeniser));

for (const { text, folded, tokens: expected } of vectors.texts) {
  test(`tokens of ${text}`, () => {
    assert.equal(folder.text(text), folded);
    assert.deepEqual(tokens(folder.text(text)).sort(), [...expected].sort());
  });
}

for (const { text, terms } of vectors.requirements) {
  test(`requirements of ${text}`, () => {
    const found = requirements(folder.text(text)).map(({ term, prefix }) => (prefix ? `${term}*` : term));
    assert.deepEqual(found.sort(), terms);
  });
}

test("every span of a text requires terms that the text has", () => {
  const text = folder.text("根据《条例》（国务院令第711号），2016年12月20日12时，ABC1234-D5 政务公开。");
  const units = Array.from(text);
  const held = tokens(text);
  for (let start = 0; start < units.length; start += 1) {
    for (let end = start + 1; end <= units.length; end += 1) {
      const span = units.slice(start, end).join("");
      for (const { term, prefix } of requirements(span)) {
        assert.ok(prefix ? held.some((one) => one.startsWith(term)) : held.includes(term), `${span} requires ${term}`);
      }
    }
  }
});

test("folded places are found in the original", () => {
  const text = "A〔２０１６〕８７号，𠮷㈠ 政務";
  const folded = folder.text(text);
  const at = (part) => {
    const [from, to] = folder.original(text, folded.indexOf(part), part.length);
    return text.slice(from, to);
  };
  assert.equal(at("201687"), "２０１６〕８７");
  assert.equal(at("𠮷"), "𠮷");
  assert.equal(at("一"), "㈠");
  assert.equal(at("政务"), "政務");
  assert.equal(at(folded), text);
});
