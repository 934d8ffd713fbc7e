"""What do the sources say? Read once, kept by what they are, and read again only when that changes.

A source's key is its bytes, how sources are read (settings, versions, code) and its extension. Whether its bytes may be
other ones is told by the file's state at a glance; a file of unknown state is hashed. What is not kept is read by
several processes.
"""

from __future__ import annotations

import logging
import pickle
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ..pool import Pool
from ..store import Store
from . import head as heads
from .book import Known, Shelf
from .head import Head
from .listing import Found
from .options import Options
from .parsing import Parsed, Parsing, packed_settings, parse_packed

logger = logging.getLogger("pelican.readers")
RECENT = 48  # texts that are held for the next who asks
FRESH = 128_000_000  # bytes of texts just read that are held until they are shown, for that will be soon
CHUNK = 48


class Text(NamedTuple):
    """What a source says. `key` is empty for what can't be kept; then `loose` is the metadata and content."""

    head: Head
    key: str
    loose: tuple[Any, Any] | None = None


class ParseStore:
    """`reading` is a digest of all that reading depends on beside the source; None where that can't be told. Of a store
    that `is_new` nothing is asked."""

    def __init__(
        self, store: Store, known: Shelf, pool: Pool, options: Options, reading: str | None, is_new: bool
    ) -> None:
        self._store, self._known, self._pool, self._options = store, known, pool, options
        self._reading = reading
        self._is_new = is_new
        self._today = date.today().isoformat()  # noqa: DTZ011 (Pelican's own day)
        self._recent: OrderedDict[str, Any] = OrderedDict()
        self._fresh: dict[str, bytes] = {}
        self._weight = 0
        self._parsing: Parsing | None = None
        self._kind = ""
        self.parsed = 0
        self.is_foreseen = reading is not None  # whether nothing was read that another build would have to read again

    def start(self, settings: dict[str, Any], classes: Mapping[str, type]) -> None:
        self._settings, self._classes = settings, classes
        self._parsing = Parsing(settings, classes)

    def texts(self, files: Iterable[Found], kind: str) -> Iterator[tuple[Found, Text | None]]:
        """What each file says, in the files' order; None for one that could not be read, which is told in the log. `kind`
        is noted with it."""
        held, self._kind = list(files), kind
        given = {file.path: self._held(file) for file in held}
        missing = [file for file in held if given[file.path] is None]
        read = self._read(missing)
        for file in held:
            text = given[file.path]
            yield file, text if text is not None else self._kept(file, next(read))

    def _held(self, file: Found) -> Text | None:
        known = self._known.get(file.path)
        if known is None or not file.stamp or known.stamp != file.stamp or self._options.rehash:
            return self._hashed(file)
        return self._current(Text(heads.unpack(known.head), known.key)) if self._is_ours(known.key) else None

    def _is_ours(self, key: str) -> bool:
        return self._reading is not None and key.startswith(self._reading)

    def _hashed(self, file: Found) -> Text | None:
        if self._reading is None or self._is_new:
            return None
        try:
            key = self._key(file.path, sha256(Path(file.path).read_bytes()).hexdigest())
        except OSError:
            return None
        data = self._store.packed(f"{key} head")
        if data is None:
            return None
        self._note(file, key, data)
        return self._current(Text(heads.unpack(data), key))

    def _current(self, text: Text) -> Text | None:
        """None when a date in it was completed on another day."""
        self.is_foreseen = self.is_foreseen and not text.head.day
        return text if text.head.day in {"", self._today} else None

    def _key(self, path: str, sha: str) -> str:
        return f"{self._reading} {path.rpartition('.')[2]} {sha}"

    def _note(self, file: Found, key: str, data: bytes) -> None:
        self._known.put(file.path, Known(file.stamp, key, data, self._kind))

    def _read(self, files: list[Found]) -> Iterator[Parsed]:
        assert self._parsing is not None
        paths = [file.path for file in files]
        packed = packed_settings(self._settings, self._classes) if len(paths) >= self._options.serial_below else None
        if packed is None:
            return map(self._parsing.parse, paths)
        work = partial(parse_packed, packed)
        return iter(self._pool.map(work, paths, serial_below=self._options.serial_below, chunk=CHUNK))

    def _kept(self, file: Found, parsed: Parsed) -> Text | None:
        for level, message in parsed.messages:
            logger.log(level, "%s", message)
        if parsed.failure:
            logger.error("Could not process %s\n%s", file.name, parsed.failure)
            self.is_foreseen = False
            return None
        self.parsed += 1
        self.is_foreseen = self.is_foreseen and bool(parsed.sha)
        if parsed.loose is not None:
            return Text(Head((), "", "", (), self._today), "", parsed.loose)
        head = heads.unpack(parsed.head)
        self.is_foreseen = self.is_foreseen and not head.day
        if not parsed.sha or self._reading is None:
            return Text(head, "", (None, pickle.loads(parsed.body)))
        key = self._key(file.path, parsed.sha)
        self._store.put_packed(f"{key} head", parsed.head)
        self._store.put_packed(f"{key} body", parsed.body)
        self._note(file, key, parsed.head)
        if self._weight < FRESH:
            self._fresh[key] = parsed.body
            self._weight += len(parsed.body)
        return Text(head, key)

    def content(self, key: str, path: str) -> Any:
        """The text of a source, as it was read."""
        if key in self._recent:
            self._recent.move_to_end(key)
            return self._recent[key]
        data = self._fresh.pop(key, None) or self._store.packed(f"{key} body")
        if data is None:  # lost: the source still says it
            assert self._parsing is not None
            data = self._parsing.parse(path).body
        content = self._recent[key] = pickle.loads(data)
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
        return content

    def known_text(self, file: Found) -> tuple[Text, str] | None:
        """What a source said in the last build, and what it was; whatever it says now."""
        known = self._known.get(file.path)
        if known is None or not self._is_ours(known.key):
            return None
        return Text(heads.unpack(known.head), known.key), known.kind

    def forget_others(self, paths: set[str]) -> None:
        """Only these sources are there; what is kept of others may go, when there is much of it."""
        self._known.keep_only(paths)
        if self.parsed:
            for _, known in self._known.items():
                self._store.use(f"{known.key} head")
                self._store.use(f"{known.key} body")
            self._store.keep_asked = True
