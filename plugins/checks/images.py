"""Which images of a text say nothing to those who can't see them, and where do they stand?

Images of Markdown, with their address or with the name of one, and those of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .subject import Subject
from .tags import tags

NAMED_ELSEWHERE = re.compile(r"!\[[ \t]*\]\[")


def without_words(subject: Subject) -> Iterator[tuple[int, int]]:
    """Line and column of each."""
    for link in subject.document.links:
        if link.is_image and not link.alternative.strip():
            yield link.line, link.column
    text = subject.prose.without_code
    if "![" in text:
        yield from (subject.prose.place(match.start()) for match in NAMED_ELSEWHERE.finditer(text))
    if "<" in text:
        for tag in tags(text):
            if tag.name == "img" and not any(one.name == "alt" and one.value.strip() for one in tag.attributes):
                yield subject.prose.place(tag.offset)
