"""The full pipeline without PDF: `invoke build --no-pdf` on a district's documents."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.bench import corpora, said
from tests.bench.edits import Kind
from tests.bench.measure import ROOT
from tests.bench.subjects import PLAIN, Subject

DAY = "2026-11-25"
PAGES_ONLY = ("--only", "pages")  # the option of `invoke build` that leaves out search, catalogue, metadata and PDF
SETTINGS = "from pelicanconf import *\n\nTHEME = {theme!r}\n"
COLUMN = "政策解读"  # a fifth of the documents are in it


class Portal(Subject):
    """Columns are its categories; theme and vocabularies are copies, for they are edited."""

    name = "portal"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return (Kind.PAGES, *PLAIN) if builds_pages_only() else PLAIN

    def prepare(self) -> None:
        self.content, theme = self.folder / "content", self.folder / "theme"
        self.documents = corpora.documents(self.content, self.count)
        shutil.copytree(ROOT / "content" / "vocabularies", self.content / "vocabularies")
        shutil.copytree(ROOT / "theme", theme)
        self.template, self.style = theme / "templates" / "base.html", theme / "static" / "css" / "document.css"
        (self.folder / "settings.py").write_text(SETTINGS.format(theme=str(theme)), "utf-8")

    def command(self, kind: Kind) -> list[str]:
        places = [f"--{name}={self.folder / name}" for name in ("content", "output", "cache")]
        build = [sys.executable, "-m", "invoke", "build", "--no-pdf", *places, f"--date={DAY}"]
        return [*build, f"--settings={self.folder / 'settings.py'}", *(PAGES_ONLY if kind is Kind.PAGES else ())]

    def pages(self, said_by_build: str) -> int | None:
        return said.ours(said_by_build)

    def new(self, number: int) -> tuple[Path, str]:
        """The last one that can be cited, under numbers that nobody has."""
        last = max(index for index in range(1, self.count + 1) if index % 5)
        path, fresh = self.documents[last - 1], self.count + number
        text = path.read_text("utf-8").replace(f"-{last:06}\n", f"-{fresh:06}\n", 1)
        return path.with_name(f"{fresh:05}.md"), text.replace(f"〕{last}号\n", f"〕{fresh}号\n", 1)

    def rename_category(self, number: int) -> None:
        name = re.compile(rf"(?<=name: ){COLUMN}\d*$", re.MULTILINE)
        columns = self.content / "vocabularies" / "columns.yaml"
        self.edits.alter(columns, lambda text: name.sub(f"{COLUMN}{number}", text, count=1))


@cache
def builds_pages_only() -> bool:
    """Does `invoke build` know the option?"""
    asked = [sys.executable, "-m", "invoke", "--help", "build"]
    return PAGES_ONLY[0] in subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
