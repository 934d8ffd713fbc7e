"""What was each output of the last build made of, and by which step? One SQLite file that heals itself.

A step makes some outputs. Of each the journal keeps of what parts it was made (a digest of each), which facts it read
(the body of a document, a file, another step's output), and what it put. The journal says of which state of the site
this holds: when the site is in another one, or the file is damaged, everything is made anew.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from .manifest import Entry, Manifest
from .recorded import Outputs

LAYOUT = 3
TABLES = """
DROP TABLE IF EXISTS about; DROP TABLE IF EXISTS step; DROP TABLE IF EXISTS output; DROP TABLE IF EXISTS reads;
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE step (id INTEGER PRIMARY KEY, kind TEXT, name TEXT, parts BLOB, around BLOB, UNIQUE (kind, name));
CREATE TABLE output (path TEXT PRIMARY KEY, step INTEGER, digest BLOB, size INTEGER) WITHOUT ROWID;
CREATE TABLE reads (fact TEXT, step INTEGER, PRIMARY KEY (fact, step)) WITHOUT ROWID;
CREATE INDEX output_of_step ON output (step);
CREATE INDEX reads_of_step ON reads (step);
"""


class Made(NamedTuple):
    """A step as it was made: the digests of its `parts`, the facts it `reads`, and what else it looked `around` at."""

    parts: Mapping[str, str]
    reads: frozenset[str]
    outputs: Mapping[str, Entry]
    around: tuple[str, ...] = ()


NOTHING = Made({}, frozenset(), {})
_Change = tuple[int, Made, Made]  # the number of a step, how it is made now and was before


class Journal:
    """Use as a context manager. Nothing is kept unless `save` is called; a locked or full disk loses what was learnt,
    nothing else."""

    def __init__(self, path: Path | None) -> None:
        """Without a path, of this run only."""
        self.path = path
        self.state = ""
        self._about: dict[str, bytes] = {}
        self._put: dict[tuple[str, str], tuple[Made, Made | None]] = {}
        self._gone: set[tuple[str, str]] = set()

    @staticmethod
    @contextmanager
    def given(journal: Journal | None) -> Iterator[Journal]:
        """The journal that is open already, or one of this run only."""
        if journal is not None:
            yield journal
            return
        with Journal(None) as own:
            yield own

    def __enter__(self) -> Journal:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._begin_anew()
        return self

    def _open(self) -> None:
        self._connect()
        if self._db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT or not self._is_sound():
            self._begin_anew()
        self._about = dict(self._db.execute("SELECT name, value FROM about"))
        self.state = self.about("state")

    def _connect(self) -> None:
        self._db = sqlite3.connect(self.path or ":memory:", timeout=5)
        self._db.execute("PRAGMA synchronous = OFF")  # what a failing machine leaves half written, the checksum shows

    def _is_sound(self) -> bool:
        """Whether the file is as it was left, bit for bit: SQLite itself does not look."""
        try:
            return self.path is not None and self._sum_path.read_text("ascii") == _checksum(self.path)
        except (OSError, UnicodeDecodeError):
            return False

    @property
    def _sum_path(self) -> Path:
        return (self.path or Path()).with_suffix(".sum")

    def _begin_anew(self) -> None:
        self._db.close()
        if self.path is not None:
            self._sum_path.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
        self._connect()
        self._db.executescript(TABLES)
        self._db.execute(f"PRAGMA user_version = {LAYOUT}")
        self._db.commit()
        self._about, self.state = {}, ""

    def forget(self) -> None:
        """Know nothing: everything is to be made anew."""
        self._begin_anew()

    def about(self, name: str) -> str:
        """What was written down under a name at the last `save`; empty when nothing was."""
        return self._about.get(name, b"").decode("utf-8", "surrogateescape")

    def files(self) -> Manifest:
        """All outputs of the last build, looked up one by one."""
        return Outputs(self._db, self.state, set(json.loads(self._about.get("top", b"[]"))))

    def names(self, kind: str) -> set[str]:
        """The names of the steps of a kind."""
        return {name for (name,) in self._db.execute("SELECT name FROM step WHERE kind = ?", (kind,))}

    def kinds(self) -> set[str]:
        return {kind for (kind,) in self._db.execute("SELECT DISTINCT kind FROM step")}

    def made(self, kind: str, name: str) -> Made | None:
        """How a step was made in the last build."""
        rows = self._db.execute("SELECT id, parts, around FROM step WHERE kind = ? AND name = ?", (kind, name)).fetchall()
        if not rows:
            return None
        number, parts, around = rows[0]
        facts = self._db.execute("SELECT fact FROM reads WHERE step = ?", (number,))
        return Made(json.loads(parts), frozenset(fact for (fact,) in facts), self._outputs(number), tuple(json.loads(around)))

    def all(self, kind: str) -> dict[str, Made]:
        """How every step of a kind was made in the last build: three queries for all of them."""
        steps = self._db.execute("SELECT id, name, parts, around FROM step WHERE kind = ?", (kind,)).fetchall()
        reads: dict[int, list[str]] = {number: [] for number, *_ in steps}
        outputs: dict[int, dict[str, Entry]] = {number: {} for number, *_ in steps}
        of_kind = "(SELECT id FROM step WHERE kind = ?)"
        for fact, number in self._db.execute(f"SELECT fact, step FROM reads WHERE step IN {of_kind}", (kind,)):
            reads[number].append(fact)
        query = f"SELECT path, step, digest, size FROM output WHERE step IN {of_kind}"
        for path, number, digest, size in self._db.execute(query, (kind,)):
            outputs[number][path] = Entry(digest, size)
        return {
            name: Made(json.loads(parts), frozenset(reads[number]), outputs[number], tuple(json.loads(around)))
            for number, name, parts, around in steps
        }

    def _outputs(self, number: int) -> dict[str, Entry]:
        rows = self._db.execute("SELECT path, digest, size FROM output WHERE step = ?", (number,))
        return {path: Entry(digest, size) for path, digest, size in rows}

    def readers(self, kind: str, facts: Iterable[str]) -> set[str]:
        """The names of the steps of a kind that read any of these facts."""
        # The facts first: left to itself, SQLite goes through all steps of the kind for each of them.
        query = "SELECT name FROM reads CROSS JOIN step ON step = id WHERE fact = ? AND kind = ?"
        return {name for fact in facts for (name,) in self._db.execute(query, (fact, kind))}

    def maker(self, path: str) -> tuple[str, str] | None:
        """The kind and name of the step that put an output."""
        query = "SELECT kind, name FROM output JOIN step ON step = id WHERE path = ?"
        return next(iter(self._db.execute(query, (path,))), None)

    def put(self, kind: str, name: str, made: Made, before: Made | None = None) -> None:
        """`before` is how the journal has the step: then only what is another is written."""
        self._put[kind, name] = (made, before)
        self._gone.discard((kind, name))

    def remove(self, kind: str, name: str) -> None:
        self._gone.add((kind, name))

    def save(self, state: str, top: Iterable[str], about: Mapping[str, str]) -> None:
        """Write what was put and removed, as of this state of the site, in one transaction that `commit` ends."""
        self._db.execute("BEGIN IMMEDIATE")
        self._write()
        values = {name: value.encode("utf-8", "surrogateescape") for name, value in {**about, "state": state}.items()}
        values["top"] = json.dumps(sorted(top)).encode()
        self._db.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values.items())

    def commit(self) -> None:
        if self.path is None:
            self._db.commit()
            return
        self._sum_path.unlink(missing_ok=True)
        self._db.commit()
        aside = self._sum_path.with_suffix(".new")
        aside.write_text(_checksum(self.path), "ascii")
        aside.replace(self._sum_path)

    def _write(self) -> None:
        find = "(SELECT id FROM step WHERE kind = ? AND name = ?)"
        anew = [*self._gone, *(key for key, (_, before) in self._put.items() if before is None)]
        for query in ("DELETE FROM reads WHERE step = ", "DELETE FROM output WHERE step = "):
            self._db.executemany(query + find, anew)
        self._db.executemany("DELETE FROM step WHERE kind = ? AND name = ?", self._gone)
        rows = [(*key, _dump(made.parts), _dump(made.around)) for key, (made, _) in self._put.items()]
        keep = "ON CONFLICT (kind, name) DO UPDATE SET parts = excluded.parts, around = excluded.around"
        self._db.executemany(f"INSERT INTO step (kind, name, parts, around) VALUES (?, ?, ?, ?) {keep}", rows)
        numbers = {(kind, name): number for number, kind, name in self._db.execute("SELECT id, kind, name FROM step")}
        changes = [(numbers[key], made, before or NOTHING) for key, (made, before) in self._put.items()]
        self._write_reads(changes)
        self._write_outputs(changes)

    def _write_reads(self, changes: Iterable[_Change]) -> None:
        gone = ((fact, number) for number, made, before in changes for fact in before.reads - made.reads)
        self._db.executemany("DELETE FROM reads WHERE fact = ? AND step = ?", gone)
        new = ((fact, number) for number, made, before in changes for fact in made.reads - before.reads)
        self._db.executemany("INSERT OR REPLACE INTO reads VALUES (?, ?)", new)

    def _write_outputs(self, changes: Iterable[_Change]) -> None:
        """Outputs may go from one step to another: those that are no more go first."""
        gone = ((path, number) for number, made, before in changes for path in before.outputs.keys() - made.outputs.keys())
        self._db.executemany("DELETE FROM output WHERE path = ? AND step = ?", gone)
        differing = (
            (path, number, *entry)
            for number, made, before in changes for path, entry in made.outputs.items() if before.outputs.get(path) != entry
        )  # fmt: skip
        self._db.executemany("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?)", differing)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()


def _checksum(path: Path) -> str:
    total, size = 0, 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            total, size = zlib.crc32(part, total), size + len(part)
    return f"{total:08x} {size}"


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
