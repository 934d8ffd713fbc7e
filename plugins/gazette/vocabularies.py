"""The controlled words: departments, topics, genres and columns, read from `content/vocabularies/*.yaml`.

Each vocabulary finds an entry under its name or an alias, and offers the closest name for a misspelt one.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

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


class VocabularyError(ValueError):
    """Files that can't be understood: for each its name and line, and what is wrong (Chinese, for who edits it)."""

    def __init__(self, faults: Sequence[tuple[str, int, str]]) -> None:
        super().__init__("\n".join(f"词表 {name} 第 {line} 行：{message}" for name, line, message in faults))
        self.faults = tuple(faults)


def read(folder: Path, default: Path | None = None, without: Collection[str] = ()) -> Vocabularies:
    """Read the files from `folder`; one that is not there, or is named in `without`, is taken from `default`.

    Raises VocabularyError that names every file that can't be understood.
    """
    made, faults = dict[str, Any](), list[tuple[str, int, str]]()
    for name, make in MAKERS.items():
        path = _place(name, folder, default, without)
        try:
            made[name] = make(_rows(path, name in OPTIONAL))
        except yaml_error() as error:
            mark = getattr(error, "problem_mark", None)
            faults.append((path.name, mark.line + 1 if mark else 1, "无法读取，检查缩进、引号和冒号"))
        except (KeyError, TypeError, AttributeError) as error:
            faults.append((path.name, 1, f"条目缺少字段或形式不对：{error}"))
        except (OSError, ValueError) as error:
            faults.append((path.name, 1, str(error)))
    if faults:
        raise VocabularyError(faults)
    return Vocabularies(*made.values())


def yaml_error() -> type[Exception]:
    """The error of a library that is loaded only where a vocabulary is read."""
    import yaml

    return yaml.YAMLError


def files(folder: Path, default: Path | None = None) -> list[Path]:
    """The files that `read` would read."""
    found = (_place(name, folder, default) for name in MAKERS)
    return [path for path in found if path.is_file()]


def _place(name: str, folder: Path, default: Path | None, without: Collection[str] = ()) -> Path:
    path = folder / f"{name}.yaml"
    elsewhere = default is not None and (path.name in without or not path.is_file())
    return default / path.name if default is not None and elsewhere else path


def _rows(path: Path, is_optional: bool) -> list[Mapping[str, object]]:
    import yaml

    from .yaml_head import Loader

    if is_optional and not path.is_file():
        return []
    rows = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a safe loader, written in C
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("应为“- name: …”的列表")
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


def _patterns(rows: list[Mapping[str, object]]) -> tuple[IndexPattern, ...]:
    return tuple(IndexPattern(str(row["pattern"])) for row in rows) or PATTERNS


# What each file holds, in the order of `Vocabularies`.
MAKERS: Mapping[str, Callable[[list[Mapping[str, object]]], object]] = {
    "departments": lambda rows: Vocabulary(tuple(map(_department, rows))),
    "topics": lambda rows: Vocabulary(tuple(_topics(rows))),
    "genres": lambda rows: Vocabulary(tuple(Genre(str(row["name"]), _words(row, "aliases")) for row in rows)),
    "columns": lambda rows: Vocabulary(tuple(map(_column, rows))),
    "kinds": extended,
    "words": mistakes.read,
    "index-numbers": _patterns,
}
