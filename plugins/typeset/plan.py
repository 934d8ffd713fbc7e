"""From a document or an issue to the job that sets it, with what is wrong with it; nothing is set here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.gazette import particulars
from plugins.gazette.body import Body
from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.imprint import imprint
from plugins.gazette.vocabularies import Vocabularies

from . import data, faults, identity, images, letter, titles
from .data import Article
from .faults import Problem
from .fonts import Typefaces, linked
from .house import House
from .jobs import DocumentJob, IssueJob
from .nodes import Node, Writer

WEB = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Press:
    """What is the same for all jobs of a build.

    `read` gives the bytes of a file of the content; `link` the web address of a link's target, empty for one that
    a PDF can't follow.
    """

    house: House
    vocabularies: Vocabularies
    typefaces: Typefaces
    fonts: Path
    read: Callable[[str], bytes | None]
    link: Callable[[str], str]

    @classmethod
    def build(
        cls,
        house: House,
        vocabularies: Vocabularies,
        typefaces: Typefaces,
        cache: Path,
        read: Callable[[str], bytes | None] = lambda path: None,
        link: Callable[[str], str] = lambda target: target if target.startswith(WEB) else "",
    ) -> Press:
        return cls(house, vocabularies, typefaces, linked(typefaces, cache / "fonts"), read, link)


@dataclass(frozen=True)
class Printed:
    """A document with its text, in the section of an issue that prints it."""

    section: str
    document: Document
    body: Body


@dataclass(frozen=True)
class Planned:
    """A job, or None when a problem forbids it; `document` is the source that the problems are about."""

    document: Document
    job: DocumentJob | None
    problems: tuple[Problem, ...]


def document(press: Press, source: Document, body: Body) -> Planned:
    """The job for one version of one document."""
    made, files = _article(press, source, body)
    problems = _problems(press, source, made, [made.data])
    payload = data.dumps(made.data)
    name = identity.of(source, press.vocabularies.publishers(source.publisher))
    job = DocumentJob(source.path, made.data["style"], payload, files, name, press.typefaces, press.fonts)
    return Planned(source, None if _forbidden(problems) else job, problems)


def issue(
    press: Press, source: Document, body: Body, printed: Sequence[Printed], corrections: Sequence[str] = ()
) -> Planned:
    """The job for one bulletin issue; `corrections` are its 更正, a sentence each. An article that can't be set is a problem
    of the issue as well."""
    sections: list[Node] = []
    files: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    for place, entry in enumerate(printed, 1):
        made, own = _article(press, entry.document, entry.body, f"{place}-", 2)
        own_problems = _problems(press, entry.document, made, [made.data])
        problems += [
            _named(problem, entry.document) for problem in own_problems if problem.severity is Severity.ERROR
        ]
        if not sections or sections[-1]["title"] != entry.section:
            sections.append({"title": entry.section, "articles": []})
        sections[-1]["articles"].append(made.data)
        files += own
    front, own = _front(press, source, body)
    front["corrections"] = list(corrections)
    problems += faults.characters(data.strings(front), press.typefaces)
    payload = data.dumps(front | {"sections": sections})
    name = identity.of(source, (press.house.sponsor(source),))
    paths = tuple(entry.document.path for entry in printed)
    job = IssueJob(source.path, "issue", payload, (*files, *own), name, press.typefaces, press.fonts, paths)
    return Planned(source, None if _forbidden(problems) else job, tuple(problems))


def correction(issue: str, title: str, page: int | None, wrong: str, right: str) -> str:
    """A 更正 as an issue prints it: which one, where in it, what it should be."""
    place = f"{issue}{f'《{title}》' if title else ''}{f'（第{page}页）' if page else ''}"
    return f"{place}：“{wrong}”应为“{right}”。"


def _article(
    press: Press, source: Document, body: Body, prefix: str = "", base: int = 1
) -> tuple[Article, tuple[tuple[str, bytes], ...]]:
    found = tuple(images.pictures(body, press.read, prefix))
    made = data.article(
        source,
        body,
        press.vocabularies.publishers(source.publisher),
        data.style_of(source, press.vocabularies),
        press.house,
        {target: press.link(target) for target in images.links(body)},
        {picture.target: picture.name for picture in found},
        prefix,
        base,
        particulars.of(source, press.vocabularies.kinds),
        press.vocabularies.kinds.find(source.kind).body,
    )
    return made, tuple((picture.name, picture.data) for picture in found)


def _front(press: Press, source: Document, body: Body) -> tuple[Node, tuple[tuple[str, bytes], ...]]:
    """The issue's own matter: cover, colophon and whatever stands in its own file."""
    house = press.house
    found = tuple(images.pictures(body, press.read, "0-"))
    own = {picture.target: picture.name for picture in found}
    links = {target: press.link(target) for target in images.links(body)}
    writer = Writer(links, own, "0-", 0)
    usual = {"主办": house.gazette_sponsor, **house.imprint}
    facts = (
        *imprint(source, press.vocabularies.kinds, usual),
        ("出版日期", data.chinese_date(source.published_on)),
        ("地址", house.address),
        ("邮编", house.postcode),
        ("电话", house.telephone),
        ("网址", house.site_url),
    )
    front: Node = {
        "masthead": house.masthead,
        "full_title": source.title,
        "masthead_lines": [line for name in house.masthead_lines for line in titles.lines(name, data.HEAD_CAPACITY)],
        "masthead_apart": house.is_masthead_apart,
        "publishers": [house.sponsor(source)],
        "keywords": list(source.keywords),
        "summary": source.summary,
        "issue": str(source.issue or ""),
        "double": "（合刊）" if source.issue and source.issue.is_double else "",
        "total": str(source.total_issue or source.total_text),
        "date": data.chinese_date(source.published_on),
        "sponsor": source.sponsor or house.gazette_sponsor,
        "sample": data.SAMPLE_MARK if source.sample else "",
        "colophon": [[label, value] for label, value in facts if value],
        "seals": [name for name in (house.sponsor(source),) if name in house.sealed],
        "body": writer.body(body, letter.read(body.blocks)),
    }
    return front, tuple((picture.name, picture.data) for picture in found)


def _problems(press: Press, source: Document, made: Article, texts: Iterable[object]) -> tuple[Problem, ...]:
    return (
        *faults.characters(data.strings(texts), press.typefaces),
        *faults.lost_images(made.lost_images),
        *faults.left_out(source),
    )


def _named(problem: Problem, source: Document) -> Problem:
    message = f"《{source.title}》{problem.message}"
    return Problem(problem.code, problem.severity, message, hint=problem.hint)


def _forbidden(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
