"""Which pictures does a body need, and are their bytes such as the typesetter reads?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from plugins.gazette.body import Block, Body, Inline
from plugins.gazette.sanitise import CONTENT_LINK

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
    (b"<svg", "svg"),
    (b"<?xml", "svg"),
)
Reader = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """`target` is the address in the body, `name` that of the file among the job's."""

    target: str
    name: str
    data: bytes


def pictures(body: Body, read: Reader, prefix: str = "") -> Iterator[Picture]:
    """The readable pictures of a body, each once; `read` gives the bytes of a path of the content, or None."""
    blocks = [*body.blocks, *(block for note in body.footnotes for block in note.blocks)]
    for count, target in enumerate(dict.fromkeys(_targets(blocks)), 1):
        if target.startswith(CONTENT_LINK):
            data = read(unquote(target.removeprefix(CONTENT_LINK).partition("#")[0]))
            kind = next(
                (kind for start, kind in SIGNATURES if data and data.lstrip()[:8].startswith(start)), ""
            )
            if data and kind:
                yield Picture(target, f"images/{prefix}{count}.{kind}", data)


def _targets(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _inline_targets(block.inlines)
        for item in block.items:
            yield from _targets(item)
        for row in block.rows:
            for cell in row:
                yield from _inline_targets(cell.inlines)


def _inline_targets(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if inline.kind == "image":
            yield inline.target
        yield from _inline_targets(inline.children)


def links(body: Body) -> Iterator[str]:
    """The addresses that the body links to, each once."""
    blocks = [*body.blocks, *(block for note in body.footnotes for block in note.blocks)]
    yield from dict.fromkeys(_links(blocks))


def _links(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        runs = [block.inlines, *(cell.inlines for row in block.rows for cell in row)]
        for run in runs:
            yield from _inline_links(run)
        for item in block.items:
            yield from _links(item)


def _inline_links(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if inline.kind == "link":
            yield inline.target
        yield from _inline_links(inline.children)
