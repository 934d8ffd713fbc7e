// What the reader chose before (字号, 长者模式, 高对比), set on <html> before anything is painted.
// Loaded in <head> without defer for that reason; portal.js has the buttons.
"use strict";

(() => {
  const CHOICES = { "font-size": ["small", "medium", "large"], mode: ["elder"], contrast: ["high"] };
  const root = document.documentElement;
  root.classList.add("js");
  for (const [name, values] of Object.entries(CHOICES)) {
    let value = null;
    try {
      value = localStorage.getItem(`portal-${name}`);
    } catch {
      return; // storage is refused: the page works without memory
    }
    if (values.includes(value)) root.setAttribute(`data-${name}`, value);
  }
})();
