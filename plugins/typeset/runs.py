"""Runs of text before they are set: cut at a place in their plain text, white space as a browser shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plugins.gazette.body import Inline

from . import clean


def run_in_length(text: str, label: str, title: str) -> int:
    """How many characters the number and the run-in title take, with the stop that ends them.

    0 when nothing follows: a paragraph of one sentence is text, not a title.
    """
    at = text.find(title, len(label)) if title else -1
    if at < 0:
        return 0
    end = at + len(title)
    end += text.startswith("。", end)
    return end if end < len(text) else 0


def split(inlines: Sequence[Inline], length: int) -> tuple[list[Inline], list[Inline]]:
    """The inlines cut after `length` characters of their plain text; a mark that is cut stands on both sides."""
    head: list[Inline] = []
    for at, inline in enumerate(inlines):
        size = len(inline.plain)
        if size <= length:
            head.append(inline)
            length -= size
            if length == 0:
                return head, list(inlines[at + 1 :])
            continue
        left, right = _cut(inline, length)
        return [*head, *left], [*right, *inlines[at + 1 :]]
    return head, []


def _cut(inline: Inline, length: int) -> tuple[list[Inline], list[Inline]]:
    if length == 0:
        return [], [inline]
    if not inline.children:
        first, second = inline.text[:length], inline.text[length:]
        return [Inline(inline.kind, first, (), inline.target)], [
            Inline(inline.kind, second, (), inline.target)
        ]
    left, right = split(inline.children, length)
    return (
        [Inline(inline.kind, inline.text, tuple(left), inline.target)],
        [Inline(inline.kind, inline.text, tuple(right), inline.target)],
    )


def flowing(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Invisible characters left out and white space as a browser shows it, over the borders of marks."""
    if len(inlines) == 1 and inlines[0].kind == "text":
        text = clean.flow(clean.visible(inlines[0].text))
        return (Inline("text", text),)
    leaves = [clean.visible(text) for text in _leaves(inlines)]
    flowed = []
    for at, text in enumerate(leaves):
        before = next((leaf[-1] for leaf in reversed(leaves[max(at - 3, 0) : at]) if leaf), "")
        after = next((leaf[0] for leaf in leaves[at + 1 : at + 4] if leaf), "")
        flowed.append(clean.flow(text, before, after))
    feed = iter(flowed)
    return tuple(_refilled(inline, feed) for inline in inlines)


def _leaves(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if inline.kind in ("text", "code"):
            yield inline.text
        yield from _leaves(inline.children)


def _refilled(inline: Inline, feed: Iterator[str]) -> Inline:
    text = next(feed) if inline.kind in ("text", "code") else inline.text
    return Inline(
        inline.kind, text, tuple(_refilled(child, feed) for child in inline.children), inline.target
    )
