"""The pictures of a book: each file once, told by what it begins with and not by its name."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from plugins.gazette.sanitise import CONTENT_LINK

from .book import File

SIGNATURES = (  # the image types that every reading system shows (EPUB 3.3, core media types)
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
    (b"RIFF", "webp", "image/webp"),
    (b"<svg", "svg", "image/svg+xml"),
    (b"<?xml", "svg", "image/svg+xml"),
)


class Pictures:
    """`read` gives the bytes of a path of the content tree, None where there is no such file."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self._found: dict[str, File | None] = {}

    def name(self, target: str) -> str | None:
        """The name of a picture's file in the book; None for what can't be one of its pictures."""
        if not target.startswith(CONTENT_LINK):
            return None
        path = unquote(target.removeprefix(CONTENT_LINK).partition("#")[0])
        if path not in self._found:
            self._found[path] = self._file(path)
        found = self._found[path]
        return found.name if found else None

    @property
    def files(self) -> tuple[File, ...]:
        return tuple(filter(None, self._found.values()))

    def _file(self, path: str) -> File | None:
        data = self._read(path)
        for start, ending, media_type in SIGNATURES:
            if data and data.lstrip()[: len(start)] == start:
                return File(f"image-{len(self.files) + 1:03}.{ending}", media_type, data)
        return None
