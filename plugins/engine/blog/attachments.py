"""Where do attached files go? The first document that attaches one takes it along, unless it was linked to before.

Pelican finds out while it renders; a page that is not rendered would not be asked. So all documents that link to files
are asked before, in Pelican's order.
"""

from __future__ import annotations

from typing import Any

from .lean import Lean
from .links import FILES


def settle(generators: list[Any], siteurl: str) -> None:
    ordered = [text for g in generators if hasattr(g, "texts_in_order") for text in g.texts_in_order()]
    texts = list({id(text): text for text in ordered}.values())
    if any(_names(text, {"attach"}) for text in texts):
        for text in texts:
            if _names(text, FILES):
                text.get_content(siteurl)


def _names(text: Any, kinds: Any) -> bool:
    """Whether a text links to files of these kinds, or may."""
    if not isinstance(text, Lean) or not text._is_as_read:
        return True
    return any(link.what in kinds for link in text._source.links)
