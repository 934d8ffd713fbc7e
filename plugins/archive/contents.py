"""What belongs to an issue? Its own file, the documents that it prints, and their attachments and pictures, as they are now.

Everything is read once, here; whatever is archived is made of these bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.gazette import addresses, attachments, source
from plugins.gazette.body import Body
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Vocabularies
from plugins.portal import markdown
from plugins.portal.bodies import source_bytes

from .errors import ArchiveError

NAME = re.compile(r"^(?P<year>\d{4})/(?P<number>[^/]+)$")


@dataclass(frozen=True)
class Printed:
    """One document with its file and its text. `name` is its part of the issue's address, empty for the issue's own file;
    `page` the address at which the site keeps the files of this version."""

    name: str
    page: str
    document: Document
    data: bytes
    body: Body


@dataclass(frozen=True)
class Contents:
    """`address` is that of the issue below the site; `documents` begin with the issue's own; `files` are the attachments
    and pictures of them all, by their paths in the content tree."""

    address: str
    issue: Document
    documents: tuple[Printed, ...]
    files: dict[str, bytes]


def read(content: Path, words: Vocabularies, name: str) -> Contents:
    """The issue `<year>/<no>` of a content tree. Raises ArchiveError when there is none."""
    corpus = source.read(content, words).corpus
    issue = _issue(corpus, name)
    address = addresses.work(corpus.work_of[issue.path])
    printed = [_printed(content, "", address, issue)]
    for document in _articles(corpus, issue):
        owner = corpus.work_of[document.path]
        article = addresses.article("", owner).strip("/")
        printed.append(_printed(content, article, addresses.version(owner, document), document))
    return Contents(address, issue, tuple(printed), dict(_files(content, printed)))


def must_be_name(name: str) -> None:
    """Raises ArchiveError for what is no ``<year>/<no>``."""
    if not NAME.match(name):
        raise ArchiveError(f"期号应写作 2016/06 的样子；当前为“{name}”")


def _issue(corpus: Corpus, name: str) -> Document:
    must_be_name(name)
    wanted = f"/{name}/"
    found = [one for one in corpus.bulletins if f"/{addresses.work(corpus.work_of[one.path])}".endswith(wanted)]
    if not found:
        known = "、".join("/".join(addresses.work(corpus.work_of[one.path]).split("/")[1:3]) for one in corpus.bulletins)
        raise ArchiveError(f"没有“{name}”这一期公报" + (f"；现有 {known}" if known else ""))
    return found[0]


def _articles(corpus: Corpus, issue: Document) -> Iterator[Document]:
    for section in issue.contents:
        for reference in section.articles:
            document = corpus.resolve(reference, issue.published_on)
            if document is None or not corpus.is_published(document):
                raise ArchiveError(f"目录中的文件“{reference.text}”不在本站，先改正再归档")
            yield document


def _printed(content: Path, name: str, page: str, document: Document) -> Printed:
    body = markdown.render((document.path, document.body)).body
    return Printed(name, page, document, source_bytes(content, document), body)


def _files(content: Path, printed: list[Printed]) -> Iterator[tuple[str, bytes]]:
    """Attachments and whatever a text shows or links to in the content tree, documents apart."""
    found: set[str] = set()
    for one in printed:
        found.update(attachments.located(one.document, lambda path: (content / path).is_file()))
        found.update(markdown.render((one.document.path, one.document.body)).targets)
    for path in sorted(found):
        file = content / path
        if file.suffix != ".md" and file.is_file() and file.resolve().is_relative_to(content.resolve()):
            yield path, file.read_bytes()
