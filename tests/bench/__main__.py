"""`make bench`: what a person waits for, measured on this machine, beside Hugo and stock Pelican.

Builds sites of several sizes cold, unchanged and after each kind of edit (runs.py), and says which goals are reached
(goals.py). `--only-checks` measures the gate alone, `--own` builds of the project's own content, with `--laws DIR` also
of a folder of plain law texts; with `--corpus DIR` only the findings on that folder's texts are counted. `--search`
compares the site's search with Pagefind (search/compare.py), on the texts of `--laws DIR` or on the project's own,
`--verify` the verification of an archive with sha512sum (archive.py).
Nothing here is asserted. What is printed is Markdown for docs/benchmarks.md; how far it is, goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.bench import archive, gate, goals, tables
from tests.bench.measure import ROOT
from tests.bench.results import Results
from tests.bench.runs import SUBJECTS, compare, subjects

SIZES, FULL = (1_000, 10_000), (1_000, 10_000, 50_000)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as folder:
            _measure(options, Path(folder))
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"{error.output}\n{error}\n")
        return 1
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", type=_numbers, help="how many documents: 1000,10000")
    parser.add_argument("--full", action="store_true", help="also 50,000 documents")
    parser.add_argument("--runs", type=int, default=3, help="how often each build is measured")
    parser.add_argument("--subjects", type=_names, default=list(SUBJECTS), help=f"of {','.join(SUBJECTS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single figure there too")
    parser.add_argument("--folder", type=Path, help="where the sites are built, instead of the system's temporary folder")
    parser.add_argument("--checks", type=int, default=10_000, help="how many documents the checks are measured with")
    parser.add_argument("--only-checks", action="store_true", help="measure `invoke check` and nothing else")
    parser.add_argument("--own", action="store_true", help="build the project's own content and nothing else")
    parser.add_argument("--laws", type=Path, help="with it, a folder of plain law texts, one .md file each")
    parser.add_argument("--count", type=int, default=500, help="how many of them")
    parser.add_argument("--search", action="store_true", help="compare the search with Pagefind, and nothing else")
    parser.add_argument("--documents", type=int, help="with it, the growth of the index of so many invented documents")
    parser.add_argument("--queries", type=int, default=200, help="with it, how many of each kind")
    parser.add_argument("--verify", action="store_true", help="measure `invoke verify` beside sha512sum, and nothing else")
    parser.add_argument("--issues", type=int, default=archive.ISSUES, help="with it, how many issues are archived")
    parser.add_argument("--typeset", type=int, nargs="?", const=1_000, metavar="COUNT", help="measure PDFs, and nothing else")
    parser.add_argument("--no-pdf", action="store_true", help="without PDF, of --own and --laws")
    parser.add_argument("--corpus", type=Path, help="count the findings on this folder of law texts, and nothing else")
    options = parser.parse_args(arguments)
    options.sizes = options.sizes or (FULL if options.full else SIZES)
    if min(options.sizes) < 10 * options.runs:
        parser.error("a size must be ten times the runs at least: each run edits another document")
    return options


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - SUBJECTS.keys():
        raise argparse.ArgumentTypeError(f"no subject {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    return names


def _measure(options: argparse.Namespace, folder: Path) -> None:
    if options.corpus is not None:
        _print(gate.findings(options.corpus, folder))
        return
    about = tables.machine()
    _print([tables.heading(about)])
    if options.only_checks:
        _print(gate.checks(options.checks, folder))
    elif options.verify:
        _print(archive.compare(folder, options.issues, options.runs, _tell))
    elif options.search:
        _write_figures(options, about, _search(options, folder))
    elif options.typeset:
        from tests.bench import typesetting

        _print(typesetting.measure(options.typeset, options.runs, folder, _tell))
    elif options.own or options.laws:
        _own(options, folder)
    else:
        _write_figures(options, about, _compare(options, folder).raw())


def _write_figures(options: argparse.Namespace, about: dict[str, str], figures: dict[str, Any]) -> None:
    if options.json is not None:
        text = json.dumps({"about": about, **figures}, ensure_ascii=False, indent=1)
        options.json.write_text(f"{text}\n", "utf-8")


def _search(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    from tests.bench.search import compare, report

    if options.documents:
        found = compare.grow(folder, options.documents, _tell)
    else:
        found = compare.compare(folder, options.laws, options.queries, _tell)
    _print(report.tables(found))
    return {"search": found.raw()}


def _compare(options: argparse.Namespace, folder: Path) -> Results:
    results = Results(list(options.subjects))
    _print([tables.explanation(options.runs)])
    for size in options.sizes:
        place = folder / str(size)
        compare(subjects(options.subjects, size, place, _tell), options.runs, results, _tell)
        shutil.rmtree(place, ignore_errors=True)
        _print(tables.comparison(results, size, options.runs))
    _print(tables.sites(results))
    if aims := goals.goals(results):
        _print(tables.goals(aims))
    return results


def _own(options: argparse.Namespace, folder: Path) -> None:
    shutil.copytree(ROOT / "content", folder / "own" / "content")
    _print(gate.builds("The project's own content", folder / "own" / "content", folder / "own", not options.no_pdf))
    if options.laws is not None:
        from tests.support import laws

        content = folder / "laws" / "content"
        laws.import_laws(sorted(options.laws.rglob("*.md"))[: options.count], content)
        _print(gate.builds("Law texts", content, folder / "laws", not options.no_pdf))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _tell(what: str) -> None:
    sys.stderr.write(f"{what}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
