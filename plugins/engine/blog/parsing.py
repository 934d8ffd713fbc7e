"""What does a source say? Reading one file, in this process or another: its metadata and its HTML, packed to be kept."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pelican.readers import MarkdownReader, _filter_discardable_metadata, find_empty_alt
from pelican.utils import file_suffix

from . import dates, head, links, typography
from .markdown_reader import OneMarkdownReader

TIMED = frozenset({"date", "modified"})
ELSEWHERE = (b"include::", b":file:", b":url:")  # reStructuredText that takes in other files
Message = tuple[int, str]


class Parsed(NamedTuple):
    """`head` and `body` are packed; empty when reading failed. What can't be kept has no `sha`."""

    sha: str
    head: bytes
    body: bytes
    messages: tuple[Message, ...] = ()
    failure: str = ""
    loose: tuple[Any, Any] | None = None  # metadata and content that can't be packed


class Parsing:
    """Readers by file name extension, each made once."""

    def __init__(self, settings: dict[str, Any], classes: Mapping[str, type]) -> None:
        self.settings = settings
        self._classes = classes
        self._readers: dict[type, Any] = {}
        self._today = False

    def parse(self, path: str) -> Parsed:
        """What the file says; a fault of the file is told, not raised. What the reader itself can't do is raised: then no
        file is read, and a site without them would be no site."""
        self._reader(file_suffix(path))
        with _heard() as messages:
            try:
                return self._parsed(path)._replace(messages=tuple(messages))
            except Exception as error:  # as Pelican: one bad file does not end the build
                return Parsed("", b"", b"", tuple(messages), f"{type(error).__name__}: {error}")

    def _parsed(self, path: str) -> Parsed:
        data = Path(path).read_bytes()
        self._today = False
        content, metadata = self._read(path, data)
        metadata = _filter_discardable_metadata(metadata)
        if content:
            if "<img" in content:
                find_empty_alt(content, path)
            content = typography.applied(content, self.settings)
        found = links.of(content, self.settings["INTRASITE_LINK_REGEX"]) if content else ()
        body = pickle.dumps(content, protocol=5)
        day = date.today().isoformat() if self._today else ""  # noqa: DTZ011 (Pelican's own day)
        try:
            packed = head.pack(metadata, body, found, day)
        except (pickle.PicklingError, TypeError, AttributeError):
            return Parsed("", b"", b"", loose=(metadata, content))
        return Parsed("" if self._elsewhere(path, data) else sha256(data).hexdigest(), packed, body)

    def _read(self, path: str, data: bytes) -> tuple[str | None, dict[str, Any]]:
        reader = self._reader(file_suffix(path))
        if isinstance(reader, OneMarkdownReader):
            text = data.decode("utf-8-sig")
            return reader.read_text(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text, path)
        result: tuple[str | None, dict[str, Any]] = reader.read(path)
        if Path(path).read_bytes() != data:
            raise OSError("the file was changed while it was read")
        return result

    def _elsewhere(self, path: str, data: bytes) -> bool:
        return path.endswith(".rst") and any(mark in data for mark in ELSEWHERE)

    def _reader(self, extension: str) -> Any:
        kind = self._classes[extension]
        if kind not in self._readers:
            made = OneMarkdownReader(self.settings) if kind is MarkdownReader else kind(self.settings)
            self._readers[kind] = made
            self._watch_dates(made)
        return self._readers[kind]

    def _watch_dates(self, reader: Any) -> None:
        """The reader reads dates quickly, and we learn of those that depend on the day."""
        plain = reader.process_metadata

        def process(name: str, value: Any) -> Any:
            if name not in TIMED or not isinstance(value, str):
                return plain(name, value)
            moment = dates.parse(value.replace("_", " ") if name == "date" else value)
            self._today = self._today or moment.today
            return moment.when

        if type(reader).process_metadata is MarkdownReader.process_metadata:
            reader.process_metadata = process


@contextmanager
def _heard() -> Any:
    """What is logged while reading: another process has nobody to tell."""
    messages: list[Message] = []
    logger = logging.getLogger("pelican.readers")
    handler = _Listener(messages)
    logger.addHandler(handler)
    before, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.propagate = before
        logger.removeHandler(handler)


class _Listener(logging.Handler):
    def __init__(self, messages: list[Message]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append((record.levelno, record.getMessage()))


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Parsing:
    settings, classes = pickle.loads(packed)
    return Parsing(settings, classes)


def parse_packed(packed: bytes, path: str) -> Parsed:
    """Read a file in another process, whose readers are made of `packed` (see `packed_settings`)."""
    return _unpacked(packed).parse(path)


def packed_settings(settings: Mapping[str, Any], classes: Mapping[str, type]) -> bytes | None:
    """The settings that another process can be given; None where the readers or their settings are not among them."""
    needed = {"MARKDOWN", "READERS", "FORMATTED_FIELDS", "DOCUTILS_SETTINGS", "INTRASITE_LINK_REGEX"}
    sent = {name: value for name, value in settings.items() if _is_sendable(value)}
    if not _is_sendable(dict(classes)) or not needed & settings.keys() <= sent.keys():
        return None
    return pickle.dumps((sent, dict(classes)), protocol=5)


def _is_sendable(value: Any) -> bool:
    try:
        pickle.dumps(value, protocol=5)
    except Exception:  # an object's own pickling may raise anything
        return False
    return True
