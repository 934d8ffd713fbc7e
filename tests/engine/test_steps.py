"""A step is taken when what it is made of has changed, and at no other time; and what was made stays what was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from plugins.engine.journal import Journal
from plugins.engine.output import OutputTree
from plugins.engine.steps import Making, Reason, Step, Steps


class Texts:
    """A page for each text, which reads it, and an index that reads all."""

    id = "page"

    def __init__(self, run: Run) -> None:
        self.run = run

    def all(self) -> Iterator[Step]:
        return map(self.named, sorted(self.run.texts))

    def named(self, name: str) -> Step:
        return Step(name, {"模板": self.run.template}, lambda making: self.make(name, making))

    def make(self, name: str, making: Making) -> None:
        self.run.steps.read(f"body {name}")
        making.put(f"{name}.html", f"{self.run.template}{self.run.texts[name]}".encode())


class Index(Texts):
    id = "index"

    def all(self) -> Iterator[Step]:
        yield self.named("all")

    def named(self, name: str) -> Step:
        return Step(name, {"数": str(len(self.run.texts))}, self.gather)

    def gather(self, making: Making) -> None:
        self.run.asked.append(making.changed)
        making.read("made page *")
        if making.changed is None:
            for name in self.run.texts:
                self.put(name, making)
            return
        for fact in sorted(making.changed):
            self.put(fact.rpartition(" ")[2], making)
        making.keep_rest()

    def put(self, name: str, making: Making) -> None:
        digest = self.run.steps.tree.digest(f"{name}.html")
        making.put(f"index/{name}", str(digest).encode())


class Run:
    """A project: a template and texts. `build` says which steps were taken."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.template, self.texts = folder, "T", {"a": "1", "b": "2", "c": "3"}
        self.asked: list[frozenset[str] | None] = []
        self.reasons: list[Reason] = []

    def build(self, *changed: str, kinds: tuple[Callable[[Run], Texts], ...] = (Texts, Index)) -> list[str]:
        with Journal(self.folder / "j.sqlite") as journal:
            tree = OutputTree(self.folder / "site", journal, partial=bool(changed))
            self.steps = Steps(journal, tree)
            for fact in changed:
                self.steps.changed.add(fact)
            tree.begin()
            for kind in kinds:
                self.steps.run(kind(self))
            self.steps.finish()
            tree.close()
            journal.save(tree.state, tree.top, {})
            tree.commit()
            journal.commit()
        self.reasons = self.steps.reasons
        return [f"{reason.kind} {reason.name}" for reason in self.reasons]

    def site(self) -> Mapping[str, str]:
        files = (p for p in sorted((self.folder / "site").rglob("*")) if p.is_file() and not p.name.startswith("."))
        return {p.relative_to(self.folder / "site").as_posix(): p.read_text() for p in files}


def test_the_first_build_takes_all_and_the_second_none(tmp_path: Path) -> None:
    run = Run(tmp_path)
    assert run.build() == ["page a", "page b", "page c", "index all"]
    before = run.site()
    assert run.build() == []
    assert run.site() == before


def test_a_part_that_differs_makes_a_step_stale(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.build()
    run.template = "U"
    assert run.build() == ["page a", "page b", "page c", "index all"]
    assert run.reasons[0].parts == ("模板",)
    assert run.site()["a.html"] == "U1"


def test_after_an_edit_only_what_read_it_is_taken(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.build()
    run.texts["b"] = "二"
    assert run.build("body b") == ["page b", "index all"]
    assert run.reasons[0].facts == ("body b",)
    assert run.asked[-1] == frozenset({"made page b"})
    partial, again = run.site(), Run(tmp_path / "clean")
    again.texts = run.texts
    again.build()
    assert partial == again.site()


def test_an_edit_that_changes_no_output_reaches_no_further(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.build()
    assert run.build("body b") == ["page b"]


def test_the_outputs_of_a_step_that_is_no_more_go(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.build()
    del run.texts["c"]
    assert run.build() == ["index all"]
    assert sorted(run.site()) == ["a.html", "b.html", "index/a", "index/b"]


def test_a_kind_that_is_no_more_goes_with_its_outputs(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.build()
    run.build(kinds=(Texts,))
    assert sorted(run.site()) == ["a.html", "b.html", "c.html"]
    assert run.build() == ["index all"]


def test_a_site_that_is_not_as_it_was_left_is_made_anew(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.build()
    (tmp_path / "site" / "stranger.txt").write_text("x")
    with Journal(tmp_path / "j.sqlite") as journal:
        assert not OutputTree(tmp_path / "site").holds(journal)
