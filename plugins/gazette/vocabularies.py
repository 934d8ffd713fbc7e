"""The controlled words: departments, topics, genres and columns, read from `content/vocabularies/*.yaml`.

Each vocabulary finds an entry under its name or an alias, and offers the closest name for a misspelt one.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from . import mistakes
from .index_numbers import PATTERNS, IndexPattern
from .kinds import BUILT_IN, Kinds, extended
from .mistakes import Mistakes


@dataclass(frozen=True, slots=True)
class Department:
    """发布机构. `own` departments belong to the district that runs the site; others are only reprinted."""

    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    own: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """主题分类, first level and, where given, second (综合政务\\政务公开)."""

    name: str
    parent: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"{self.parent}\\{self.name}" if self.parent else self.name

    @property
    def top(self) -> str:
        return self.parent or self.name


@dataclass(frozen=True, slots=True)
class Genre:
    """体裁: one of the fifteen kinds of official document, or a kind of law."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """栏目: a top folder of the content, the kind of document it holds, and the words a list page shows.

    `navigation` columns stand in the main navigation; `group` heads those that are listed together.
    """

    id: str
    name: str
    kind: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    type: str = ""
    navigation: bool = True
    group: str = ""

    @property
    def aliases(self) -> tuple[str, ...]:
        return (self.id,)


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


NAMES = ("departments", "topics", "genres", "columns", "kinds", "words", "index-numbers")
OPTIONAL = frozenset({"kinds", "words", "index-numbers"})
NO_MISTAKES = Mistakes()
JOINT = re.compile(r"[、，,；;\s]+")
LEVELS = re.compile(r"\s*[\\/>＼／＞]\s*")
Term = TypeVar("Term", bound=Named)


@dataclass(frozen=True)
class Vocabulary(Generic[Term]):
    terms: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    @cached_property
    def _by_name(self) -> dict[str, Term]:
        """Full names first, then aliases; a bare second-level name counts only while it is the only one."""
        found: dict[str, Term] = {}
        for term in self.terms:
            found.setdefault(getattr(term, "path", term.name), term)
        for term in self.terms:
            for alias in term.aliases:
                found.setdefault(alias, term)
        bare = Counter(term.name for term in self.terms)
        for term in self.terms:
            if bare[term.name] == 1:
                found.setdefault(term.name, term)
        return found

    def find(self, name: str) -> Term | None:
        """The entry of this name; the two levels of a topic may be parted by \\, /, > or their full-width forms."""
        return self._by_name.get(name.strip()) or self._by_name.get(LEVELS.sub(r"\\", name.strip()))

    def suggest(self, name: str) -> str | None:
        """The closest known name, or None when nothing is near."""
        close = difflib.get_close_matches(name, self._by_name, n=1, cutoff=0.5)
        return close[0] if close else None


@dataclass(frozen=True)
class Vocabularies:
    """All controlled words of one content tree. The files' own form is checked by `read`."""

    departments: Vocabulary[Department]
    topics: Vocabulary[Topic]
    genres: Vocabulary[Genre]
    columns: Vocabulary[Column]
    kinds: Kinds = BUILT_IN
    mistakes: Mistakes = NO_MISTAKES
    index_patterns: tuple[IndexPattern, ...] = PATTERNS

    def publishers(self, text: str) -> tuple[str, ...]:
        """The full names of all bodies that issued a document together; an unknown one under its own name."""
        if not text or self.departments.find(text):
            return (self.publisher(text),) if text else ()
        return tuple(self.publisher(name.strip()) for name in JOINT.split(text) if name.strip())

    def publisher(self, name: str) -> str:
        """The department's full name for an alias; the name itself when it is unknown."""
        department = self.departments.find(name)
        return department.name if department else name


def read(folder: Path, default: Path | None = None) -> Vocabularies:
    """Read the files from `folder`; a file that is not there is taken from `default`.

    Raises ValueError with the file's name (Chinese, for the person who edits it) when one can't be understood.
    """
    rows = {name: _rows(name, folder, default) for name in NAMES}
    try:
        return Vocabularies(
            Vocabulary(tuple(_department(row) for row in rows["departments"])),
            Vocabulary(tuple(_topics(rows["topics"]))),
            Vocabulary(tuple(Genre(str(row["name"]), _words(row, "aliases")) for row in rows["genres"])),
            Vocabulary(tuple(_column(row) for row in rows["columns"])),
            extended(rows["kinds"]),
            mistakes.read(rows["words"]),
            tuple(IndexPattern(str(row["pattern"])) for row in rows["index-numbers"]) or PATTERNS,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"词表条目缺少字段：{error}") from error


def files(folder: Path, default: Path | None = None) -> list[Path]:
    """The files that `read` would read."""
    found = (_place(name, folder, default) for name in NAMES)
    return [path for path in found if path.is_file()]


def _place(name: str, folder: Path, default: Path | None) -> Path:
    path = folder / f"{name}.yaml"
    return default / path.name if default is not None and not path.is_file() else path


def _rows(name: str, folder: Path, default: Path | None) -> list[Mapping[str, object]]:
    import yaml

    from .yaml_head import Loader

    path = _place(name, folder, default)
    if name in OPTIONAL and not path.is_file():
        return []
    try:
        rows = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a safe loader, written in C
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ValueError(f"词表 {path.name} 无法读取：{error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"词表 {path.name} 应为“- name: …”的列表")
    return rows


def _words(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    words = row.get(key) or ()
    return tuple(str(word) for word in words) if isinstance(words, Iterable) else ()


def _department(row: Mapping[str, object]) -> Department:
    text = {key: str(row.get(key, "")) for key in ("code", "group")}
    return Department(str(row["name"]), _words(row, "aliases"), own=bool(row.get("own")), **text)


def _topics(rows: list[Mapping[str, object]]) -> Iterator[Topic]:
    for row in rows:
        yield Topic(str(row["name"]), "", _words(row, "aliases"))
    for row in rows:
        for child in _words(row, "children"):
            yield Topic(child, str(row["name"]))


def _column(row: Mapping[str, object]) -> Column:
    text = {key: str(row.get(key, "")) for key in ("description", "type", "group")}
    words, navigation = _words(row, "keywords"), bool(row.get("navigation", True))
    return Column(str(row["id"]), str(row["name"]), str(row["kind"]), keywords=words, navigation=navigation, **text)
