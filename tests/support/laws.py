"""Plain law texts as content: reprint many of them, the versions of one work together.

Input is one text per file: `# title`, dated lines on how the law came about, `<!-- INFO END -->`, the text with
`##` before its 编, 章 and 节. Output is a content file with front matter (fields.py) and a body in which every
character of the text survives Markdown. What could not be filled is said, and a law without maker, date or text
is left out.

    python -m tests.support.laws SOURCE... --to content
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.support.law import END_OF_HEAD, Law, read_law, read_law_file

__all__ = ["END_OF_HEAD", "Law", "files", "import_law", "import_laws", "main", "read_law", "read_law_file"]


def import_law(source: Path, content: Path, *, versioned: bool = False) -> Path:
    """Write one law below `content` and return its path: policies/<year>/<name>.md, or <name>/<date>.md."""
    law = read_law_file(source)
    day = law.day or law.published_on
    return _write(law, content, day.year if day else None, versioned and day is not None)


def import_laws(sources: Iterable[Path], content: Path, *, incomplete: bool = False) -> list[Path]:
    """Write many laws; those of one name become the versions of one work, in the folder of the oldest year.

    Laws that could not be published (see `Law.publishable`) are left out unless `incomplete`.
    """
    found: dict[tuple[str, date | None], Law] = {}
    for source in sorted(sources, key=lambda path: (path.name, path.as_posix())):
        law = read_law_file(source)
        if incomplete or law.publishable:
            found.setdefault((law.name, law.day), law)
    works: dict[str, list[Law]] = {}
    for law in _with_repeals(list(found.values())):
        works.setdefault(law.name, []).append(law)
    return [path for laws in works.values() for path in _write_work(laws, content)]


def _with_repeals(laws: list[Law]) -> Iterator[Law]:
    """Fill 废止 with the repealed texts that are among these laws and older than the law that repeals them."""
    newest: dict[str, date] = {}
    for law in laws:
        if law.published_on:
            newest[law.title] = max(law.published_on, newest.get(law.title, date.min))
    for law in laws:
        day = law.published_on or date.min
        named = sorted(t for t in law.named_in_repeals() if t != law.title and newest.get(t, date.max) < day)
        yield replace(law, repeals=tuple(f"《{title}》" for title in named))


def _write_work(laws: list[Law], content: Path) -> Iterator[Path]:
    days = [day for law in laws if (day := law.day or law.published_on)]
    for law in laws:
        yield _write(law, content, min(days).year if days else None, len(laws) > 1)


def _write(law: Law, content: Path, year: int | None, versioned: bool) -> Path:
    folder = content / "policies" / (str(year) if year else "")
    name = unicodedata.normalize("NFC", law.name)
    day = law.day or law.published_on
    path = folder / name / f"{day}.md" if versioned else folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(law.markdown(), "utf-8", newline="\n")
    return path


def main(arguments: list[str] | None = None) -> int:
    """Import files and folders of laws and say what could not be filled."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.laws", description="Import plain law texts."
    )
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help="a law file, or a folder of them"
    )
    parser.add_argument(
        "--to", required=True, type=Path, metavar="CONTENT", help="the content folder to write below"
    )
    parser.add_argument(
        "--incomplete", action="store_true", help="also write laws without publisher, date or text"
    )
    options = parser.parse_args(arguments)
    found = [file for source in options.sources for file in files(source)]
    for file in found:
        law = read_law_file(file)
        if law.missing:
            verdict = "" if law.publishable else "（未导入）" if not options.incomplete else "（不完整）"
            sys.stderr.write(f"{file.name}: 缺 {'、'.join(law.missing)}{verdict}\n")
    written = import_laws(found, options.to, incomplete=options.incomplete)
    sys.stderr.write(f"{len(found)} 个文件，写入 {len(written)} 个\n")
    return 0


def files(source: Path) -> list[Path]:
    """The law texts of a folder, or the one file."""
    if not source.is_dir():
        return [source]
    return sorted(path for path in source.rglob("*.md") if END_OF_HEAD in path.read_text("utf-8").split("\n"))


if __name__ == "__main__":
    sys.exit(main())
