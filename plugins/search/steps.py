"""The step of the search index."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.engine.steps import Making, Step
from plugins.gazette.documents import Document
from plugins.portal import bodies
from plugins.portal.keys import digest
from plugins.portal.site import Site

from .build import build
from .cache import TermCache
from .publications import records


class Index:
    """All files of the index, one step."""

    id = "search"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        yield self.named("index")

    def named(self, name: str) -> Step:
        return Step(name, {"程序": self.site.program, "内容": self._shown()}, self._make)

    def _shown(self) -> str:
        """All that the records are made of, told without the texts; nothing of it changes where only texts were edited."""
        site = self.site
        if site.output.partial:
            return ""
        versions = [(work, version) for work in site.works() for version in work.versions]
        said = [(v.fingerprint, site.url(v), site.current(w) is v, bodies.key(v), self._status(v)) for w, v in versions]
        return digest(site.words_digest, said)

    def _status(self, document: Document) -> str:
        return self.site.corpus.validity(document, self.site.day).status.value

    def _make(self, making: Making) -> None:
        making.read("body *")
        for path, data in build(tuple(records(self.site)), TermCache(self.site.cache_dir)).items():
            making.put(path, data)
