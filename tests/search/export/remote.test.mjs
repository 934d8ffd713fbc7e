// The search page's adapter, against small servers that speak the documented formats over a real export of laws.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { Folder } from "../../../theme/static/js/search/fold.js";
import { Remote, RemoteFailed } from "../../../theme/static/js/search/remote.js";
import { serve } from "./servers.mjs";

const { folder, pairs, spans, numbers } = JSON.parse(readFileSync(process.env.EXPORT, "utf-8"));
const folding = new Folder(pairs);
const server = await serve(folder);
after(() => server.close());

const remote = (kind, more = {}) => new Remote({ kind, url: `${server.url}/`, index: "gazette", ...more }, folding);
const plain = (segments) => segments.map(({ text }) => text).join("");
const marks = (segments) => segments.filter(({ mark }) => mark).map(({ text }) => text);

for (const kind of ["opensearch", "meilisearch"]) {
  const asked = remote(kind);
  const found = (query, options) => asked.search(query, options);
  const urls = async (query, options) => (await found(query, options)).items.map(({ url }) => url);

  test(`${kind}: every stretch of a text finds exactly the documents that hold it`, async () => {
    for (const { span, holders } of spans) {
      const { total, complete, items } = await found(`“${span}”`, { count: 100 });
      assert.equal(complete, holders.length, span);
      assert.equal(total, holders.length, span);
      assert.deepEqual(items.map(({ url }) => url).sort(), [...holders].sort(), span);
    }
  });

  test(`${kind}: the clause, its address and the words are shown`, async () => {
    const { items: [first] } = await found("公正、公平、合法、便民的原则");
    assert.equal(first.url, "policies/2019/政府信息公开条例(2019-04-03)/");
    assert.match(first.label, /^第.+条$/);
    assert.match(first.anchor, /^tiao-\d+$/);
    assert.deepEqual(marks(first.snippet), ["公正、公平、合法、便民的原则"]);
    assert.equal(plain(first.title), "政府信息公开条例");
    assert.equal(first.date, "2019-04-03");
    assert.equal(first.current, true);
    assert.ok(plain(first.snippet).length < 200);
  });

  test(`${kind}: official numbers lead to their document in every writing`, async () => {
    for (const { queries, url } of numbers) {
      for (const query of queries) assert.equal((await urls(query))[0], url, query);
    }
  });

  test(`${kind}: traditional characters, full width and case are folded`, async () => {
    const plain = await urls("本条例自2019年5月15日起", { count: 100 });
    assert.ok(plain.length > 0);
    assert.deepEqual(await urls("本條例自２０１９年５月15日起", { count: 100 }), plain);
  });

  test(`${kind}: all words first, then some of them`, async () => {
    const { total, complete, items } = await found("水下文物 龙舟竞渡争先");
    assert.equal(complete, 0);
    assert.ok(total > 0);
    assert.match(plain(items[0].title), /水下文物/);
  });

  test(`${kind}: a word with a minus is left out`, async () => {
    const all = await urls("档案", { count: 100 });
    const some = await urls("档案 -档案馆", { count: 100 });
    assert.ok(some.length > 0 && some.length <= all.length);
    assert.ok((await found("档案 -档案馆")).items.every(({ snippet }) => !plain(snippet).includes("档案馆")));
  });

  test(`${kind}: facets count documents; a choice narrows the others alone`, async () => {
    const { facets, total } = await found("规定");
    const kinds = facets.find(({ name }) => name === "kind").values;
    assert.equal(kinds.reduce((sum, { count }) => sum + count, 0), total);
    const [{ value, count }] = kinds.filter(({ value }) => value === "条例");
    const chosen = await found("规定", { filters: { kind: [value], unknown: ["x"], year: [] } });
    assert.equal(chosen.total, count);
    assert.deepEqual(chosen.facets.find(({ name }) => name === "kind").values, kinds);
    const years = chosen.facets.find(({ name }) => name === "year").values;
    assert.equal(years.reduce((sum, one) => sum + one.count, 0), count);
  });

  test(`${kind}: a value with quotes and brackets is a value`, async () => {
    for (const value of ['"', '" OR kind = "条例', "\\", "<b>", "x]"]) {
      assert.equal((await found("规定", { filters: { kind: [value] } })).total, 0, value);
    }
  });

  test(`${kind}: pages follow one another, by rank and by date`, async () => {
    for (const sort of ["rank", "date"]) {
      const whole = await urls("规定", { count: 60, sort });
      assert.equal(new Set(whole).size, whole.length);
      assert.deepEqual([...(await urls("规定", { count: 20, sort })), ...(await urls("规定", { start: 20, count: 40, sort }))], whole);
    }
    const dates = (await found("规定", { sort: "date", count: 60 })).items.map(({ date }) => date);
    assert.deepEqual(dates, [...dates].sort().reverse());
  });

  test(`${kind}: odd input comes to an end`, async () => {
    const odd = ["", " ", "政".repeat(5000), "😀", "*** ^$[", "<img src=x onerror=alert(1)>", "'; DROP TABLE x; --", "\ud800", '"', '-"', "-", "“", "title:a^3 OR b~ {\"a\":1}"];
    for (const query of odd) {
      const { total, items, facets } = await found(query);
      assert.ok(total >= items.length && Array.isArray(facets), query);
    }
    assert.equal((await found("😀")).total, 0);
  });

  test(`${kind}: nothing is asked when nothing is searched for`, async () => {
    const before = server.seen.length;
    await found(" 。，");
    assert.equal(server.seen.length, before);
  });
}

test("OpenSearch folds traditional characters by itself", async () => {
  const unfolded = new Remote({ kind: "opensearch", url: server.url, index: "gazette" });
  const { items: [first] } = await unfolded.search("政府信息公開條例");
  assert.equal(first.url, "policies/2019/政府信息公开条例(2019-04-03)/");
});

test("what the reader wrote is data in a JSON body", async () => {
  await remote("opensearch").search('x"}},{"match_all":{');
  const { path, text } = server.seen.at(-1);
  assert.equal(path, "/gazette/_search");
  assert.deepEqual(JSON.parse(text).query.bool.must[0].bool.should[0].bool.must[0].multi_match.query, "xmatchall");
});

test("the key is sent as each server wants it", async () => {
  for (const [kind, key, header] of [["opensearch", "reader:密码", `Basic ${Buffer.from("reader:密码").toString("base64")}`], ["meilisearch", "abc", "Bearer abc"]]) {
    const guarded = await serve(folder, header);
    const options = { kind, url: guarded.url, index: "gazette" };
    assert.ok((await new Remote({ ...options, key }, folding).search("规定")).total > 0);
    await assert.rejects(new Remote(options, folding).search("规定"), RemoteFailed);
    guarded.close();
  }
});

test("a server that is not there, refuses or talks nonsense is said by one error", async () => {
  const at = (url, kind = "opensearch", index = "gazette") => new Remote({ kind, url, index }, folding).search("规定");
  await assert.rejects(at("http://127.0.0.1:9"), RemoteFailed);
  await assert.rejects(at(server.url, "opensearch", "other"), RemoteFailed);
  await assert.rejects(at(server.url, "meilisearch", "other"), RemoteFailed);
  assert.throws(() => new Remote({ kind: "other", url: "", index: "" }), RemoteFailed);
});
