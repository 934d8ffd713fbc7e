"""The step of the search index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.engine.steps import Making, Step
from plugins.gazette.documents import Document
from plugins.portal import bodies
from plugins.portal.keys import digest
from plugins.portal.site import Site

from .publications import record_of, records
from .state import State
from .update import update

MANY = 16  # batches of texts that are worth other processes


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
        state = State(self.site.cache_dir, f"search-{self.site.output.name}.sqlite")
        if not self._mend(making, state):
            self._make_anew(making, state)

    def _mend(self, making: Making, state: State) -> bool:
        """Make the index of the last one, where only texts have changed; False when that can't be done."""
        if making.changed is None:
            return False
        edited = [self.site.corpus.by_path[fact.removeprefix("body ")] for fact in sorted(making.changed)]
        works = self.site.corpus.work_of
        found = update(self._last, state, [record_of(self.site, works[d.path], d) for d in edited if d.path in works])
        if found is None:
            return False
        for path, data in found.put.items():
            making.put(path, data)
        making.keep_rest(found.gone)
        state.change(found.change)
        return True

    def _make_anew(self, making: Making, state: State) -> None:
        from .build import build_index  # numpy takes a while to load

        mapping = partial(self.site.pool.map, serial_below=MANY, chunk=1)
        index = build_index(records(self.site), self._last, state, mapping)
        for path, data in index.files.items():
            making.put(path, data)
        state.put(index.head, index.rows)

    def _last(self, path: str) -> bytes:
        """A file of the last build."""
        return (self.site.output.target / path).read_bytes()
