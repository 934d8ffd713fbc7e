// A document's page: a click on 第十二条 copies the clause's address, the contents show where one reads,
// wide tables can be scrolled by keyboard.
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

  text.addEventListener("click", copyClause);
  followReading();
  makeWideTablesReachable();
})();
