// How are results shown? Everything from the index or the reader enters the page as text, never as markup.

import { MESSAGES } from "./messages.js";

/** An element with properties and children; strings become text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** One result: `siteBase` is the address of the site's root. What is not known yet of its text, `showDetail` adds. */
export function resultItem(item, siteBase) {
  const made = element(
    "li",
    { "data-url": new URL(siteBase).pathname + item.url },
    element("h3", {}, element("a", { href: pageOf(item, siteBase) }, ...segments(item.title))),
    element("p", { class: "search-snippet" }),
    element("p", { class: "search-facts" }, ...facts(item)),
  );
  if (item.detail) showDetail(made, item, siteBase);
  return made;
}

/** Adds the words around the find, and the way to the clause that holds them. */
export function showDetail(made, item, siteBase) {
  const { anchor, label, snippet } = item.detail;
  made.querySelector(".search-snippet").replaceChildren(...segments(snippet));
  if (!anchor) return;
  const href = pageOf(item, siteBase, anchor);
  if (!item.isTitle) made.querySelector("h3 a").href = href;
  made.append(element("p", { class: "search-clause" }, element("a", { href }, `转到${label || anchor}`)));
}

/** The address of a document's page on this site, or of a clause on it. */
export function pageOf({ url }, siteBase, anchor = "") {
  const index = location.protocol === "file:" ? "index.html" : ""; // a disk serves no folder
  return new URL(url + index, siteBase).href + (anchor ? `#${encodeURIComponent(anchor)}` : "");
}

export function segments(parts) {
  return parts.map(({ text, mark }) => (mark ? element("mark", {}, text) : text));
}

function facts(item) {
  const spans = [];
  if (item.date) spans.push(element("time", { datetime: item.date }, item.date));
  if (item.department) spans.push(element("span", {}, item.department));
  if (item.number) spans.push(element("span", {}, item.number));
  if (item.standing) spans.push(element("span", { class: "search-superseded" }, MESSAGES.standing[item.standing]));
  return spans.flatMap((span, place) => (place ? [" ", span] : [span]));
}

/** A link to the same search with more results, which `onclick` shows without leaving the page. */
export function moreLink(left, address, onclick) {
  const link = element("a", { href: address.href, role: "button", "data-search-more": "" }, MESSAGES.more(left));
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onclick();
  });
  return link;
}

/** The clauses that answer a question, quoted with their source. */
export function answerList(answers, siteBase) {
  return [
    element("h2", {}, MESSAGES.answers),
    element("p", { class: "hint" }, MESSAGES.answersNote),
    ...answers.map((answer) => element(
      "figure",
      {},
      element("blockquote", {}, ...answer.text.split("\n").map((line) => element("p", {}, line)), ...(answer.cut ? [element("p", {}, "……")] : [])),
      element("figcaption", {},
        element("a", { href: pageOf(answer, siteBase, answer.anchor) }, `《${answer.title}》${answer.label}`),
        ...facts(answer).flatMap((fact) => [" ", fact])),
    )),
  ];
}
