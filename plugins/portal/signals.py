"""Where the packages above the portal join a build. The sender is always the `Site` (or, for heads, a `Page`).

- `site_ready`: corpus and bodies are there, no page is written yet: set PDFs, build the index.
- `page_head`: for each page; a receiver returns the Markup it wants in the page's <head>.
- `site_finished`: all other outputs are written and have digests: write exports.
"""

from __future__ import annotations

from blinker import Signal

site_ready = Signal("The corpus and its bodies are read; sender: Site.")
page_head = Signal("A page is about to be rendered; sender: Page. Receivers return an iterable of Markup.")
site_finished = Signal("All pages and files are put; sender: Site.")
