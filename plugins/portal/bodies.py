"""The rendered texts of the documents: made once for each state of a file, kept in a store, looked up one by one.

Ten thousand texts do not lie in memory; what pages of other documents show of a text (how it begins, where it leads) does.
"""

from __future__ import annotations

import hashlib
import pickle
import posixpath
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.engine.pool import Pool
from plugins.engine.progress import Report
from plugins.engine.store import Store
from plugins.gazette import front_matter, source
from plugins.gazette.documents import Document
from plugins.gazette.markup import Rendered

from . import markdown
from .markdown import Digest

AT_HAND = 128


class ContentChanged(Exception):
    """Someone is saving while the site is built: a file is no longer the one that was checked."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} 在生成时被改动，请再运行一次")


class Bodies:
    """Use as a context manager. `read` is told of each text that is looked at, as “body <path>”."""

    def __init__(self, content: Path, cache: Path, whole: bool, read: Callable[[str], None] = lambda fact: None) -> None:
        self.content, self.read = content, read
        self._whole = whole
        self._texts = Store(cache / "texts.sqlite")
        self._digests = Store(cache / "text-digests.sqlite", whole=whole)
        self._held: OrderedDict[str, Rendered] = OrderedDict()
        self._known: dict[str, Digest] = {}

    def __enter__(self) -> Bodies:
        self._texts.__enter__()
        self._digests.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._texts.keep_asked = self._digests.keep_asked = self._whole and kind is None
        self._texts.__exit__(None)  # what is rendered is right whatever becomes of the build
        self._digests.__exit__(None)

    def prepare(self, documents: Sequence[Document], pool: Pool, report: Report) -> None:
        """Render what the stores lack."""
        with report.stage("转换正文") as stage:
            missing = [document for document in documents if not self._is_known(document)]
            sources = _Sources(self.content, missing)
            results = pool.map(markdown.render_packed, sources, serial_below=48)
            for document, packed in zip(missing, stage.track(results, len(missing)), strict=True):
                self._keep(document, *packed)
            stage.note = f"{len(documents)} 件，其中新转换 {len(missing)} 件"

    def _is_known(self, document: Document) -> bool:
        found = self._digests.get(key(document))
        if not isinstance(found, Digest):
            return False
        self._known[document.path] = found
        self._texts.use(key(document))
        return True

    def _keep(self, document: Document, whole: bytes, digest: bytes) -> None:
        self._texts.put_packed(key(document), whole)
        self._digests.put_packed(key(document), digest)
        self._known[document.path] = pickle.loads(digest)

    def get(self, document: Document) -> Rendered:
        """The whole of a text."""
        self.read(f"body {document.path}")
        held = self._held.get(document.path)
        if held is None:
            held = self._held[document.path] = self._look_up(document)
            if len(self._held) > AT_HAND:
                self._held.popitem(last=False)
        return held

    def _look_up(self, document: Document) -> Rendered:
        found = self._texts.get(key(document))
        if isinstance(found, Rendered):
            return found
        whole, digest = markdown.render_packed((document.path, text(self.content, document)))
        self._keep(document, whole, digest)
        rendered: Rendered = pickle.loads(whole)
        return rendered

    def digest(self, document: Document) -> Digest:
        """What is at hand of a text."""
        self.read(f"body {document.path}")
        if document.path not in self._known and not self._is_known(document):
            self._look_up(document)
        return self._known[document.path]

    def known_targets(self, document: Document) -> tuple[str, ...] | None:
        """Where a text led as it was, if that is still known."""
        found = self._digests.get(key(document))
        return found.targets if isinstance(found, Digest) else None


class _Sources(Sequence[tuple[str, str]]):
    """The (path, text) of documents, each read when it is asked for."""

    def __init__(self, content: Path, documents: Sequence[Document]) -> None:
        self.content, self.documents = content, documents

    def __len__(self) -> int:
        return len(self.documents)

    def __getitem__(self, place):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        document = self.documents[place]
        return document.path, text(self.content, document)


def key(document: Document) -> str:
    """A name for the rendered text: of the program that renders, the folder from which links count, and the file."""
    folder = posixpath.dirname(document.path)
    return hashlib.sha256("\0".join((markdown.version(), folder, document.digest)).encode("utf-8", "surrogateescape")).hexdigest()


def text(content: Path, document: Document) -> str:
    """The Markdown below the front matter. Raises ContentChanged."""
    if document.body:
        return document.body
    data = source_bytes(content, document)
    found, _ = source.decode(data, document.path)
    return front_matter.parse(found or "", document.path)[0].body


def source_bytes(content: Path, document: Document) -> bytes:
    """The file of a document, the one that was checked. Raises ContentChanged."""
    try:
        data = (content / document.path).read_bytes()
    except OSError as error:
        raise ContentChanged(document.path) from error
    if hashlib.sha256(data).hexdigest() != document.digest:
        raise ContentChanged(document.path)
    return data
