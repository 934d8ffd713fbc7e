"""The step of the search index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial

from plugins.engine.steps import Making, Step
from plugins.engine.store import Store
from plugins.gazette.documents import Document
from plugins.gazette.works import Work
from plugins.portal import bodies, bulletin_view
from plugins.portal.keys import digest
from plugins.portal.site import Site

from .publications import record_of, records
from .state import State
from .twins import paths_with_twins, with_twins
from .update import update

FEW = 50  # records that are mended rather than the index made anew
MANY = 16  # batches of texts that are worth other processes


class Index:
    """All files of the index, one step."""

    id = "search"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        yield self.named("index")

    def named(self, name: str) -> Step:
        shown = "" if self.site.output.partial else digest(sorted(self._said.items()))
        return Step(name, {"程序": self.site.program, "内容": shown}, self._make)

    @cached_property
    def _said(self) -> dict[str, str]:
        """What each record is made of, by the path of its document, told without its text."""
        versions = ((work, version) for work in self.site.works() for version in work.versions)
        return {version.path: self._of(work, version) for work, version in versions}

    def _of(self, work: Work, document: Document) -> str:
        site = self.site
        printed = [one.title for _, one in bulletin_view.articles(site, document)] if document.contents else ()
        status = site.corpus.validity(document, site.day).status.value
        is_current = site.current(work) is document
        shown = (document.fingerprint, site.url(document), is_current, status, printed, bodies.key(document))
        return digest(site.words_digest, shown)

    def _make(self, making: Making) -> None:
        making.read("body *")
        state = State(self.site.cache_dir, f"search-{self.site.output.name}.sqlite")
        if not self._mend(making, state):
            self._make_anew(making, state)

    def _differing(self, making: Making) -> set[str] | None:
        """The documents whose records may be others than in the last index; None when that is not known. What was edited
        since the last look at everything may be among them again."""
        if self.site.output.partial:
            return {fact.removeprefix("body ") for fact in making.changed or ()}
        with Store(self.site.cache_dir / "search-said.sqlite") as store:
            before = store.get(making.before.parts["内容"]) if making.before else None
            store.put(digest(sorted(self._said.items())), self._said)
            store.keep_asked = True
        if before is None or making.before is None or making.before.parts["程序"] != self.site.program:
            return None
        return {path for path in before.keys() | self._said.keys() if before.get(path) != self._said.get(path)}

    def _mend(self, making: Making, state: State) -> bool:
        """Make the index of the last one, where few records are others; False when that can't be done."""
        differing = self._differing(making)
        if differing is None or len(differing) > FEW:
            return False
        works, documents = self.site.corpus.work_of, self.site.corpus.by_path
        there = sorted(differing & works.keys())
        records = [record_of(self.site, works[path], documents[path]) for path in there]
        found = update(self._last, state, records, differing - works.keys())
        if found is None:
            return False
        self._put(making, found.put)
        making.keep_rest(paths_with_twins(found.gone) if self._has_twins else found.gone)
        state.change(found.change)
        return True

    def _make_anew(self, making: Making, state: State) -> None:
        from .build import build_index  # numpy takes a while to load

        mapping = partial(self.site.pool.map, serial_below=MANY, chunk=1)
        index = build_index(records(self.site), self._last, state, mapping)
        self._put(making, index.files)
        state.put(index.head, index.rows)

    @property
    def _has_twins(self) -> bool:
        return self.site.config.search.is_portable(len(self.site.corpus.documents))

    def _put(self, making: Making, files: Mapping[str, bytes]) -> None:
        for path, data in (with_twins(files) if self._has_twins else files).items():
            making.put(path, data)

    def _last(self, path: str) -> bytes:
        """A file of the last build."""
        return (self.site.output.target / path).read_bytes()
