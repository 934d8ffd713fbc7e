// The search itself, without a page: on the index of real laws that test_search_client.py has built (INDEX).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Desk } from "../../theme/static/js/search/desk.js";
import { IndexStale } from "../../theme/static/js/search/store.js";
import { engineOn, urls } from "./engine.mjs";

const { folder, newer, spans, titles, numbers, texts } = JSON.parse(await readFile(process.env.INDEX, "utf-8"));
const engine = engineOn(folder);
const plain = (segments) => segments.map(({ text }) => text).join("");
const marks = (segments) => segments.filter(({ mark }) => mark).map(({ text }) => text);

test("every span of a text finds its document, and what stands first holds it", async () => {
  for (const { span, url, holders } of spans) {
    const answer = await engine.search(span);
    const page = await engine.page(answer, { count: answer.hits.length });
    assert.ok(page.items.some((item) => item.url === url), `${span} finds ${url}`);
    assert.ok(holders.includes(page.items[0].url), `${span}: first is ${page.items[0].url}`);
    if (holders.length === 1) assert.equal(page.items[0].url, url);
  }
});

test("the hit on a span leads to a clause that holds it", async () => {
  for (const { span, url, anchors } of spans.filter(({ holders }) => holders.length === 1)) {
    const { items } = await engine.page(await engine.search(span));
    const { anchor, snippet } = items[0].detail;
    assert.ok(anchors.includes(anchor), `${span} in ${url}: ${anchor}, not ${anchors}`);
    const shown = span.replace(/\s+/gu, " ");
    assert.ok(marks(snippet).some((mark) => mark.includes(shown)), `${span} in ${plain(snippet)}`);
  }
});

test("a title finds its document first", async () => {
  for (const { title, url } of titles) assert.equal((await urls(engine, title))[0], url, title);
});

test("official numbers as written, in other brackets or bare come first", async () => {
  for (const { queries, url } of numbers) {
    for (const query of queries) assert.equal((await urls(engine, query))[0], url, query);
  }
});

test("a replaced version stands behind the one in force", async () => {
  const found = await urls(engine, "行政复议");
  const [current, replaced] = ["(2023", "(2017"].map((year) => found.findIndex((url) => url.includes(`复议法${year}`)));
  assert.ok(current >= 0 && current < replaced);
  assert.deepEqual(await urls(engine, "沙盘推演"), ["policies/rules/", "policies/lapsed/", "policies/rules/2021/"]);
});

test("a repealed text stands behind one in force, and can be left out", async () => {
  const answer = await engine.search("沙盘推演的组织");
  const whole = ({ items }) => items.filter(({ all }) => all).map(({ url, standing }) => [url, standing]);
  assert.deepEqual(whole(await engine.page(answer)), [["policies/rules/", 0], ["policies/lapsed/", 1]]);
  assert.deepEqual(whole(await engine.page(answer, { scope: "apply" })), [["policies/rules/", 0]]);
});

test("details that were not given at once can be asked for", async () => {
  const answer = await engine.search("规定");
  const { items } = await engine.page(answer, { count: 10 });
  assert.ok(items[0].detail && !items[9].detail);
  assert.ok(marks((await engine.detail(answer, items[9].document)).snippet).includes("规定"));
});

test("a quoted phrase stands to the letter in every hit", async () => {
  const loose = await engine.search("公开 收费");
  const { items, total } = await engine.page(await engine.search('"政府信息公开条例" 费用'), { count: 99 });
  assert.ok(total > 0 && total < loose.hits.length);
  for (const { url } of items) assert.ok(texts[url].includes("政府信息公开条例") && texts[url].includes("费用"), url);
});

test("a word behind a minus is in no hit", async () => {
  const having = (await engine.page(await engine.search("行政复议"), { count: 999 })).items;
  const { items } = await engine.page(await engine.search("行政复议 -诉讼"), { count: 999 });
  assert.ok(items.length > 0 && items.length < having.length);
  for (const { url } of items) assert.ok(!texts[url].includes("诉讼"), url);
});

test("a minus within a number or before one is no minus", async () => {
  assert.equal((await urls(engine, "015116516-201612-480926"))[0], numbers.at(-1).url);
  assert.deepEqual((await engine.search("气温 -5")).query.excluded, []);
});

test("pinyin, its first letters and words suggest titles", async () => {
  for (const typed of ["zfxxgktl", "zhengfuxinxigongkai", "xxgk", "政府信息公开", "政府信息公開"]) {
    const found = (await engine.suggest(typed)).map(({ title }) => title);
    assert.ok(found.includes("政府信息公开条例"), `${typed}: ${found}`);
  }
  for (const typed of ["", "z", "政", "qqqqqq", "<b>", "'; --", "a".repeat(5000)]) assert.deepEqual(await engine.suggest(typed), []);
});

test("a question is answered with clauses as they stand", async () => {
  for (const [question, words] of [["政府信息公开条例什么时候施行？", "施行"], ["申请公开政府信息要收费吗", "费用"], ["请问沙盘推演怎么组织", "沙盘推演"]]) {
    const answer = await engine.search(question);
    const answers = await engine.answers(answer);
    assert.ok(answers.length > 0 && answers.length <= 3, question);
    for (const { url, text, cut } of answers) assert.ok(cut || texts[url].includes(text), `${question}: ${text}`);
    assert.ok(answers.some(({ text }) => text.includes(words)), `${question}: ${answers.map(({ text }) => text)}`);
  }
});

test("what is no question, or about nothing, is not answered", async () => {
  for (const input of ["政府信息公开条例", "怎么办？", "什么", "规定"]) assert.deepEqual(await engine.answers(await engine.search(input)), []);
});

test("words parted by spaces need not be neighbours", async () => {
  const answer = await engine.search("政府信息 依申请 费用");
  assert.ok(answer.hits[0].all);
  const { items } = await engine.page(answer);
  assert.match(plain(items[0].title), /政府信息公开条例/);
});

test("when not all words are found, those with some fill the list", async () => {
  const answer = await engine.search("政府信息公开龘靐");
  assert.ok(answer.hits.length > 0 && answer.hits.length <= 20);
  assert.ok(answer.hits.every((hit) => !hit.all));
});

test("traditional characters and full-width forms find simplified and half-width ones", async () => {
  assert.deepEqual(await urls(engine, "政府資訊公開條例"), await urls(engine, "政府资讯公开条例"));
  assert.deepEqual(await urls(engine, "２０１９年"), await urls(engine, "2019年"));
});

test("one character finds every document that has it", async () => {
  const expected = spans.filter(({ span }) => span.includes("河")).map(({ url }) => url);
  const { hits } = await engine.search("河");
  const { items } = await engine.page(await engine.search("河"), { count: hits.length });
  for (const url of expected) assert.ok(items.some((item) => item.url === url), url);
});

const ODD = ["", " ", "　", "*", "+", "~1", "title:x", "登记~", "http://x", "^10", "-", "a*b", "政*", "＊", "😀", "\u0000", "\ud800",
  "<img src=x onerror=alert(1)>", "'\"`${1}", "__proto__", "constructor", "toString", "hasOwnProperty", "的", "ﷺ", "𠮷", "%",
  "\\", "[[[", "政".repeat(5000), "政府信息公开条例".repeat(700), "1".repeat(5000), "a b ".repeat(1250), "\n\t政务\n公开"];

for (const input of ODD) {
  test(`odd input ${JSON.stringify(input.slice(0, 30))}`, async () => {
    const answer = await engine.search(input);
    const page = await engine.page(answer);
    assert.equal(page.total, answer.hits.length);
    for (const item of page.items) assert.ok(item.url);
  });
}

test("a long passage finds the text it was copied from", async () => {
  const { text, url } = spans[0].passage;
  assert.equal((await urls(engine, text))[0], url);
});

test("pages of a list join without gap or repeat", async () => {
  const answer = await engine.search("规定");
  const found = [];
  for (let start = 0; start < answer.hits.length; start += 7) {
    found.push(...(await engine.page(answer, { start, count: 7 })).items.map((item) => item.url));
  }
  assert.equal(found.length, answer.hits.length);
  assert.equal(new Set(found).size, found.length);
});

test("facet counts add up to the list, and a choice narrows it to its count", async () => {
  const answer = await engine.search("规定");
  const facets = await engine.facets(answer);
  const kind = facets.find(({ name }) => name === "kind");
  assert.equal(kind.values.reduce((sum, { count }) => sum + count, 0), answer.hits.length);
  for (const { value, count } of kind.values) {
    const filters = { kind: [value] };
    assert.equal((await engine.page(answer, { filters })).total, count);
    const again = await engine.facets(answer, { filters });
    assert.deepEqual(again.find(({ name }) => name === "kind").values, kind.values);
    assert.deepEqual(await engine.facets(answer, { filters, names: ["kind"] }), again.filter(({ name }) => name === "kind"));
    const years = again.find(({ name }) => name === "year").values;
    assert.equal(years.reduce((sum, one) => sum + one.count, 0), count);
  }
  assert.equal((await engine.page(answer, { filters: { kind: ["没有的"], unknown: ["x"] } })).total, 0);
});

test("by date means newest first", async () => {
  const { items } = await engine.page(await engine.search("规定"), { sort: "date" });
  const dates = items.map((item) => item.date);
  assert.deepEqual(dates, [...dates].sort().reverse());
});

test("the same question has the same answer", async () => {
  assert.deepEqual((await engineOn(folder).search("行政机关")).hits, (await engine.search("行政机关")).hits);
});

test("no index is an error of its own", async () => {
  const missing = engineOn("/nowhere", async () => { throw new Error("HTTP 404"); });
  await assert.rejects(missing.search("政务"), { name: "IndexMissing" });
});

test("an index of another form is refused", async () => {
  const other = engineOn(folder, async (path) => {
    const data = await readFile(join(folder, path));
    if (!path.startsWith("manifest")) return data;
    return Buffer.from(String(gunzipSync(data)).replace('"tokeniser":"', '"tokeniser":"x'));
  });
  await assert.rejects(other.search("政务"), { name: "IndexMissing" });
});

test("a missing shard is said, and asked for again next time", async () => {
  let broken = true;
  const engine = engineOn(folder, async (path) => {
    if (broken && path.startsWith("s/")) throw new Error("HTTP 404");
    return readFile(join(folder, path));
  });
  await assert.rejects(engine.search("政务公开"), { name: "IndexStale" });
  broken = false;
  assert.ok((await engine.search("政务公开")).hits.length > 0);
});

test("a damaged shard is an error, not a wrong answer", async () => {
  const cut = engineOn(folder, async (path) => {
    const data = await readFile(join(folder, path));
    return path.startsWith("s/") ? data.subarray(0, data.length / 2) : data;
  });
  await assert.rejects(cut.search("政务公开"), { name: "IndexStale" });
});

test("a site published anew while the page was open is read anew", async () => {
  let current = folder;
  const desk = new Desk(engineOn(folder, (path) => readFile(join(current, path))));
  const page = (input, start = 0) => desk.ask({ kind: "page", input, options: { start, count: 10 } });
  const before = await page("西政发");
  current = newer;
  assert.ok((await page("水利工程解读")).total > 0);
  assert.equal((await page("西政发")).total, before.total + 1);
});

test("an answer of the last publication is not shown with the texts of the next", async () => {
  let current = folder;
  const desk = new Desk(engineOn(folder, (path) => readFile(join(current, path))));
  const page = (count) => desk.ask({ kind: "page", input: "规定", options: { count } });
  await page(1);
  current = newer;
  const { items } = await page(999);
  const fresh = await engineOn(newer).search("规定");
  assert.deepEqual(items.map((item) => item.document), fresh.hits.map((hit) => hit.document));
});

test("the result that is shown before the others is the first of them", async () => {
  const [kind] = (await engine.facets(await engine.search("规定"), { names: ["kind"] }))[0].values;
  for (const input of [...spans.slice(0, 40).map(({ span }) => span), "规定", "政府信息公开", "公开 收费", "西政发", "应当", "行政复议 决定 期限", "第一条 为了", "水下文物保护"]) {
    for (const options of [{}, { sort: "date" }, { scope: "apply" }, { filters: { kind: [kind.value] } }]) {
      const engine = engineOn(folder);
      const answer = await engine.begin(input);
      const [lead] = (await engine.page(answer, { ...options, count: 1 })).items;
      const all = await engine.page(answer, { ...options, count: 10 });
      assert.deepEqual(lead, all.items[0], `${input} ${JSON.stringify(options)}`);
    }
  }
});

test("a question about a document is not put to another publication, where its number is another's", async () => {
  let asked = 0;
  const store = { forget: () => assert.fail("asked anew") };
  const desk = new Desk({ store, begin: async () => ({}), detail: async () => { asked += 1; throw new IndexStale("gone"); } });
  await assert.rejects(desk.ask({ kind: "detail", input: "规定", document: 3 }), { name: "IndexStale" });
  assert.equal(asked, 1);
});

test("the first result needs the row and the text of one document only, where its terms tell all", async () => {
  const asked = [];
  const engine = engineOn(folder, (path) => asked.push(path) && readFile(join(folder, path)));
  await engine.page(await engine.begin("应当"), { count: 1 });
  assert.equal(asked.filter((path) => path.startsWith("docs/")).length, 1);
  assert.equal(asked.filter((path) => path.startsWith("text/")).length, 1);
});

test("an answer goes on with its own publication, whatever is asked meanwhile", async () => {
  let current = folder;
  const engine = engineOn(folder, (path) => readFile(join(current, path)).catch(() => readFile(join(folder, path))));
  const answer = await engine.begin("规定");
  engine.store.forget(); // as a question does that finds the site published anew
  current = newer;
  await engine.search("水利工程解读");
  const page = await engine.page(answer, { count: 999 });
  const before = await engineOn(folder).search("规定");
  assert.deepEqual(page.items, (await engineOn(folder).page(before, { count: 999 })).items);
  const after = await engine.search("规定");
  assert.deepEqual(after.hits, (await engineOn(newer).search("规定")).hits);
});
