"""What is measured: a program with a site of its own, on which every kind of edit can be made and undone."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path

from tests.bench.edits import Edits, Kind, longer, marked, renamed
from tests.bench.measure import Made, Measure, made, run, written_since

PLAIN = tuple(kind for kind in Kind if kind is not Kind.PAGES)


class Subject(ABC):
    """One program and `count` documents in `folder`. `prepare` comes first and fills what is only declared here."""

    name: str
    incremental = True  # what a build keeps decides what the next one does
    documents: list[Path]
    template: Path
    style: Path

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count, self.edits = folder, count, Edits()
        self.output, self.cache = folder / "output", folder / "cache"

    @staticmethod
    def missing() -> str:
        """Why this subject can't be measured here; empty when it can."""
        return ""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return PLAIN

    def runs(self, wanted: int) -> int:
        return wanted

    @abstractmethod
    def prepare(self) -> None:
        """Write the documents and what they are built with."""

    @abstractmethod
    def command(self, kind: Kind) -> list[str]: ...

    @abstractmethod
    def pages(self, said: str) -> int | None:
        """How many pages a build rendered, of what it said."""

    @abstractmethod
    def new(self, number: int) -> tuple[Path, str]:
        """A document that is not there yet and is the newest of all."""

    @abstractmethod
    def rename_category(self, number: int) -> None:
        """Give one of the categories another name."""

    def measure(self, kind: Kind, number: int) -> Measure:
        """Make the `number`th edit of a kind and build."""
        if kind.cold:
            self.clear()
        self.change(kind, number)
        cost = run(self.command(kind))
        files = written_since(self.output, cost.started)
        return replace(cost, pages=self.pages(cost.said), files=files)

    def change(self, kind: Kind, number: int) -> None:
        edits, document = self.edits, self.documents[(self.count // 20 * 10 + 10 * number - 4) % self.count]
        if kind is Kind.BODY:
            edits.alter(document, lambda text: longer(text, number))
        elif kind is Kind.TITLE:
            edits.alter(document, lambda text: renamed(text, number))
        elif kind is Kind.DELETION:
            edits.remove(document)
        elif kind is Kind.NEW:
            edits.write(*self.new(number))
        elif kind is Kind.TEMPLATE:
            edits.alter(self.template, lambda text: marked(text, number))
        elif kind is Kind.CSS:
            edits.alter(self.style, lambda text: f"{text}\n/* {number} */\n")
        elif kind is Kind.VOCABULARY:
            self.rename_category(number)

    def restore(self, kind: Kind) -> None:
        """Undo the edits of a kind and, where a build remembers, build once more so that the next starts from there."""
        self.edits.undo()
        if self.incremental and not kind.cold and kind is not Kind.SAME:
            run(self.command(Kind.COLD))

    def clear(self) -> None:
        for folder in (self.output, self.cache):
            shutil.rmtree(folder, ignore_errors=True)

    def made(self) -> Made:
        return made(self.output)
