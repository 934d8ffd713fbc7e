// The buttons of every page: 字号, 长者模式, 高对比, 打印, 复制链接, 回到顶部.
// A classic script, so that an archived copy opened from a disk works too; reading needs none of it.
"use strict";

(() => {
  const root = document.documentElement;
  const all = (selector) => document.querySelectorAll(selector);

  function choose(name, value) {
    if (value) root.setAttribute(`data-${name}`, value);
    else root.removeAttribute(`data-${name}`);
    try {
      if (value) localStorage.setItem(`portal-${name}`, value);
      else localStorage.removeItem(`portal-${name}`);
    } catch {
      // storage is refused: the choice lasts for this page
    }
    show();
  }

  function show() {
    const size = root.getAttribute("data-font-size") ?? "medium";
    for (const button of all("[data-font-size-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.fontSizeChoice === size));
    }
    for (const button of all("[data-toggle]")) {
      const chosen = root.getAttribute(`data-${button.dataset.toggle}`) === button.dataset.value;
      button.setAttribute("aria-pressed", String(chosen));
    }
  }

  function say(message) {
    const toast = document.querySelector("[data-toast]");
    toast.textContent = message;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => (toast.textContent = ""), 4000);
  }

  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      say(`已复制${what}`);
    } catch {
      say(`请从地址栏复制${what}`);
    }
  }

  function press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { fontSizeChoice, toggle, value } = button.dataset;
    if (fontSizeChoice) choose("font-size", fontSizeChoice);
    else if (toggle) choose(toggle, root.getAttribute(`data-${toggle}`) === value ? null : value);
    else if ("print" in button.dataset) print();
    else if ("copyLink" in button.dataset) copy(location.href, "本页链接");
  }

  function stampPrintingDay() {
    const day = new Date().toLocaleDateString("zh-CN", { year: "numeric", month: "long", day: "numeric" });
    for (const place of all("[data-printed-on]")) place.textContent = `　打印日期：${day}`;
  }

  show();
  document.addEventListener("click", press);
  addEventListener("beforeprint", stampPrintingDay);
  addEventListener("scroll", () => root.classList.toggle("scrolled", scrollY > 1200), { passive: true });
  globalThis.portal = Object.freeze({ copy });
})();
