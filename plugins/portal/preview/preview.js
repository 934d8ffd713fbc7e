// In every page of the preview: reloads it when a build has changed what it shows, and says what a build found wrong.
// Nothing of this is in the site that is published.
"use strict";

(() => {
  const { since, shows } = document.currentScript.dataset;
  const shown = new Set(shows.split(" ").map(decoded));
  const PLACE = "preview-place";
  const CLOSED = "preview-closed";
  let state = since;
  let stream = null;

  function decoded(address) {
    try {
      return decodeURIComponent(address);
    } catch {
      return address; // a name that is no UTF-8
    }
  }

  // What the page and its parts are made of: its own file, styles, scripts, pictures.
  function used() {
    const entries = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const own = entries.filter((address) => address.origin === location.origin);
    return new Set([...shown, ...own.map((address) => decoded(address.pathname).slice(1))]);
  }

  function concerns(changed) {
    if (changed === "all" || (changed.length && shown.has("*"))) return true;
    const parts = used();
    return changed.some((path) => path.startsWith("theme/") || parts.has(decoded(path)));
  }

  function keep(name, value) {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // storage is refused: the page begins at its top, and what was closed comes again
    }
  }

  function kept(name) {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  }

  function reload() {
    unfollow();
    keep(PLACE, JSON.stringify([location.pathname + location.search, scrollX, scrollY]));
    location.reload();
  }

  // Back to where the page was read. Its length may be known only when all pictures are there.
  function returnToPlace() {
    const [page, left, top] = JSON.parse(kept(PLACE) ?? "[]");
    keep(PLACE, "[]");
    if (page !== location.pathname + location.search) return;
    const go = () => scrollTo({ left, top, behavior: "instant" });
    go();
    addEventListener("load", go, { once: true });
  }

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function item(problem) {
    const place = element("code", "place", problem.place);
    const label = element("span", "label", problem.label + (problem.code ? ` ${problem.code}` : ""));
    const made = element("li", problem.severity, element("p", "", label, " ", problem.text));
    if (problem.place) made.prepend(element("p", "", place));
    if (problem.hint) made.append(element("p", "hint", problem.hint));
    return made;
  }

  // The region is there from the start, so that a screen reader hears what comes into it.
  const region = element("section", "region");
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", "预览：生成时发现的问题");
  region.setAttribute("aria-live", "polite");

  const host = element("div");
  host.dataset.preview = "waiting";

  function build() {
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/.preview/preview.css";
    host.attachShadow({ mode: "open" }).append(style, region);
    document.body.append(host);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    });
  }

  function close() {
    if (region.firstChild) keep(CLOSED, region.dataset.id);
    region.replaceChildren();
  }

  function show(message) {
    if (message.id === region.dataset.id && region.firstChild) return;
    region.dataset.id = message.id;
    region.replaceChildren();
    if (!message.title || kept(CLOSED) === message.id) return;
    const button = element("button", "", "关闭（Esc）");
    button.type = "button";
    button.addEventListener("click", close);
    const body = element("div", "body", element("ol", "", ...message.problems.map(item)));
    body.tabIndex = 0; // it scrolls
    if (message.note) body.prepend(element("p", "note", message.note));
    if (message.more) body.append(element("p", "", `另有 ${message.more} 处没有列出，见运行预览的窗口。`));
    const isWarning = message.problems.every((problem) => problem.severity !== "error");
    const panel = element("div", "panel", element("div", "bar", element("h2", "", message.title), button), body);
    panel.classList.toggle("is-warning", isWarning);
    region.append(panel);
  }

  function hear(event) {
    const { changed, message } = JSON.parse(event.data);
    if (concerns(changed)) {
      reload();
      return;
    }
    state = event.lastEventId;
    host.dataset.preview = "following";
    show(message);
  }

  // Only pages that are seen follow: a browser opens few connections to one server.
  function follow() {
    if (stream || document.hidden) return;
    stream = new EventSource(`/.preview/events?since=${encodeURIComponent(state)}`);
    stream.addEventListener("message", hear);
    stream.addEventListener("error", () => {
      if (stream?.readyState !== EventSource.CLOSED) return; // it comes again by itself
      unfollow();
      setTimeout(follow, 1000);
    });
  }

  function unfollow() {
    stream?.close();
    stream = null;
    host.dataset.preview = "waiting";
  }

  build();
  returnToPlace();
  follow();
  document.addEventListener("visibilitychange", () => (document.hidden ? unfollow() : follow()));
  addEventListener("pageshow", follow);
  addEventListener("pagehide", unfollow);
})();
