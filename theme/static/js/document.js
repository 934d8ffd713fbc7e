// A document's page: a click on 第十二条 copies the clause's address, the contents show where one reads, wide tables can be
// scrolled by keyboard, and what a reader has just searched for is marked.
"use strict";

(() => {
  const text = document.querySelector("[data-text]");
  if (!text) return;

  function copyClause(event) {
    const unit = event.target.closest("a.unit");
    if (unit) globalThis.portal?.copy(unit.href, `“${unit.textContent.trim()}”的链接`);
  }

  function followReading() {
    const side = document.querySelector(".toc-side");
    if (!side) return;
    const links = new Map();
    for (const link of side.querySelectorAll("a")) links.set(decodeURIComponent(link.hash.slice(1)), link);
    const headings = [...text.querySelectorAll("[id]")].filter((element) => links.has(element.id));
    if (!headings.length) return;
    let marked = null;
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
      const link = links.get(passed.at(-1)?.id);
      if (link === marked) return;
      marked?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      if (link) side.scrollTop = link.offsetTop - side.offsetTop - side.clientHeight / 2;
      marked = link;
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
    for (const heading of headings) observer.observe(heading);
  }

  function makeWideTablesReachable() {
    for (const table of text.querySelectorAll("table, pre")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    }
  }

  /** What the search page left for this page (js/search/search.js), once. */
  function sought() {
    try {
      const { path, input } = JSON.parse(sessionStorage.getItem("portal-sought") ?? "{}");
      if (path !== location.pathname) return [];
      sessionStorage.removeItem("portal-sought");
      const words = input.replace(/(^|\s)[-－]\p{L}\S*/gu, " ").split(/[\s"“”＂「」『』]+/u);
      return [input.trim().slice(0, 200), ...words].filter((word) => word.length > 1 || word === input.trim()).filter(Boolean);
    } catch {
      return []; // storage is refused
    }
  }

  /** Every place of the whole, else of each word; a find may reach over several elements, or be parted by line breaks. */
  function markSought() {
    if (typeof Highlight === "undefined") return;
    const nodes = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let whole = "";
    while (walker.nextNode()) {
      nodes.push([whole.length, walker.currentNode]);
      whole += walker.currentNode.data;
    }
    const [phrase, ...words] = sought();
    const found = phrase ? ranges(nodes, whole, phrase) : [];
    const finds = found.length ? found : words.flatMap((word) => ranges(nodes, whole, word));
    if (!finds.length) return;
    const look = new CSSStyleSheet(); // validators do not know ::highlight yet, and it is wanted here alone
    look.replaceSync("::highlight(sought) { background-color: #ffe08a; color: #1a1a1a; }");
    document.adoptedStyleSheets.push(look);
    CSS.highlights.set("sought", new Highlight(...finds));
    if (!location.hash) finds[0].startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  function ranges(nodes, whole, word) {
    const pattern = Array.from(word.replace(/\s+/gu, ""), (character) => character.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&")).join("\\s*");
    return Array.from(whole.matchAll(new RegExp(pattern, "giu")), (found) => {
      const range = new Range();
      range.setStart(...at(nodes, found.index, 0));
      range.setEnd(...at(nodes, found.index + found[0].length, 1));
      return range;
    });
  }

  /** The node and the offset of a place; an end belongs to the node before it. */
  function at(nodes, place, isEnd) {
    const [start, node] = nodes.findLast(([from]) => from + isEnd <= place) ?? nodes[0];
    return [node, place - start];
  }

  text.addEventListener("click", copyClause);
  markSought();
  followReading();
  makeWideTablesReachable();
})();
