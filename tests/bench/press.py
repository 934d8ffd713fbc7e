"""What is measured of the typesetter, in a process of its own: `python -m tests.bench.press all|one|issue CONTENT`.

`all` sets every document of the folder as a build does, on all cores. `one` and `issue` set something else first, so that
fonts and templates are loaded, and tell as JSON how many CPU seconds each PDF after that takes.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf

from plugins.engine.pool import Pool
from plugins.gazette import source, vocabularies
from plugins.gazette.body import Body
from plugins.gazette.documents import Document
from plugins.portal.markdown import render
from plugins.typeset import fonts, plan
from plugins.typeset.compile import attempt, set_document, set_issue
from plugins.typeset.house import House
from plugins.typeset.jobs import DocumentJob, IssueJob
from plugins.typeset.plan import Planned, Press, Printed
from plugins.typeset.steps import AT_ONCE
from tests.bench.measure import ROOT
from tests.support.district import PUBLISHER

ISSUE = ROOT / "content" / "bulletins" / "2016" / "06.md"
ARTICLES = 28  # of 3,400 characters: about 170 pages
SINGLES = 20
SECTIONS = ("政府文件", "部门文件", "政策解读")
Text = tuple[Document, Body]


class Bench:
    """The documents below `content`, and a press for them whose fonts are gathered beside it."""

    def __init__(self, content: Path) -> None:
        self.files = sorted(content.rglob("*.md"))
        self.content = content
        self.words = vocabularies.read(ROOT / "content" / "vocabularies")
        house = House(PUBLISHER, gazette_name="政府公报", gazette_sponsor=f"{PUBLISHER}办公室")
        self.press = Press.build(house, self.words, fonts.find(None, ROOT), content.parent / "press")

    def text(self, file: Path, folder: Path) -> Text:
        document, findings = source.read_file(file, folder, self.words)
        if document is None:
            raise ValueError(f"{file}: {findings}")
        return document, render((document.path, document.body)).body

    def some(self, count: int) -> list[Text]:
        """So many documents, taken evenly from all."""
        step = max(len(self.files) // count, 1)
        return [self.text(file, self.content) for file in self.files[::step][:count]]

    def issue(self, articles: list[Text]) -> IssueJob:
        parted = [SECTIONS[at * len(SECTIONS) // len(articles)] for at in range(len(articles))]
        printed = [Printed(section, *text) for section, text in zip(parted, articles, strict=True)]
        job = _job(plan.issue(self.press, *self.text(ISSUE, ISSUE.parents[2]), printed))
        assert isinstance(job, IssueJob)
        return job


def _all(bench: Bench) -> dict[str, int]:
    count = size = 0
    with Pool() as pool:
        for start in range(0, len(bench.files), AT_ONCE):
            texts = (bench.text(file, bench.content) for file in bench.files[start : start + AT_ONCE])
            jobs = [_job(plan.document(bench.press, *text)) for text in texts]
            for outcome in pool.map(attempt, jobs, serial_below=8, chunk=4):
                if outcome.data is None:
                    raise ValueError(f"{outcome.path}: {outcome.problem}")
                count, size = count + 1, size + len(outcome.data)
    return {"count": count, "bytes": size}


def _one(bench: Bench) -> dict[str, list[float]]:
    first, *others = [_job(plan.document(bench.press, *text)) for text in bench.some(SINGLES + 1)]
    set_document(first)
    return {"cpu": [_cost(partial(set_document, job))[0] for job in others]}


def _issue(bench: Bench) -> dict[str, float]:
    first, *articles = bench.some(ARTICLES + 1)
    set_issue(bench.issue([first]))
    job = bench.issue(articles)
    cost, data = _cost(lambda: set_issue(job).data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {"cpu": cost, "pages": len(pdf.pages)}


def _cost(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """CPU seconds of all threads, and what was made."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def _job(planned: Planned) -> DocumentJob:
    if planned.job is None:
        raise ValueError(f"{planned.document.path}: {planned.problems}")
    return planned.job


if __name__ == "__main__":
    what = {"all": _all, "one": _one, "issue": _issue}[sys.argv[1]]
    sys.stdout.write(json.dumps(what(Bench(Path(sys.argv[2])))))
