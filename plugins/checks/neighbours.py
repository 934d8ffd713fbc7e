"""Which other documents can change what is found on a few: those they name, those that share a name with them, those
that amend, repeal or interpret either, and the other versions of them all.

A check of one file alone looks at these and no others. They are found by words: what a document answers to, and what
its fields name. A law that thousands cite is one neighbour of each, and they are none of its own.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import unquote

from plugins.gazette import addresses
from plugins.gazette.documents import Document
from plugins.gazette.names import citation_keys, keys, names_of
from plugins.gazette.titles import printed_key
from plugins.gazette.works import Work

from .run import Seen

STEPS = 3  # a named law, what amends or repeals it, what repeals that in turn
MOST = 400  # more documents than these are read as fast with all others
FORWARD = ("basis",)  # relations that say nothing new of the document they name
RELATIONS = ("interprets", "amends", "repeals", "consultations", "decisions", "executes", "results_of", "feedback_on", "corrects")

Read = Callable[[str], Seen | None]
Find = Callable[[Iterable[str]], Collection[str]]


def words(document: Document) -> set[str]:
    """The words under which others find this document."""
    found = {f"is {name}" for name in _answers_to(document)}
    found |= {f"names {key}" for key in _named(document, RELATIONS)}
    folder = posixpath.dirname(document.path)
    return found | {f"work {document.work_key}", f"column {document.column}", f"in {folder}"}


def around(names: Collection[str], read: Read, find: Find) -> dict[str, Seen] | None:
    """The files of these names and their neighbours, by name; None when there are too many of them."""
    found, fresh = dict[str, Seen](), set(names)
    for step in range(STEPS + 1):
        seen = {name: one for name in sorted(fresh) if (one := read(name)) is not None}
        found |= seen
        if len(found) > MOST:
            return None
        documents = [one.document for one in seen.values() if one.document]
        asked = {word for document in documents for word in _looked_for(document, first=step == 0)}
        fresh = set(find(asked)) - found.keys() if step < STEPS else set()
    return found


def _looked_for(document: Document, first: bool) -> Iterator[str]:
    answers = _answers_to(document)
    yield from (f"names {name}" for name in answers)
    yield from (f"is {key}" for key in _named(document, (*RELATIONS, *FORWARD)))
    yield f"work {document.work_key}"
    if first:
        yield from (f"is {name}" for name in answers)
        yield from (f"is {key}" for citation in document.citations for key in citation_keys(citation))
        yield from (f"is {key}" for section in document.contents for r in section.articles for key in keys(r.text))
        yield from (f"is {key}" for link in document.links for key in _linked(link.target, document))
        if document.kind == "bulletin":
            yield f"column {document.column}"


def _answers_to(document: Document) -> set[str]:
    address = addresses.work(Work(document.work_key, document.column, (document,)))
    return {*names_of(document), printed_key(document.title), f"/{address}".casefold()} - {""}


def _named(document: Document, relations: Iterable[str]) -> set[str]:
    references = (reference for relation in relations for reference in getattr(document, relation))
    return {key for reference in references for key in keys(reference.text)}


def _linked(target: str, document: Document) -> Iterator[str]:
    if "://" not in target and not target.startswith("#"):
        folder = "" if target.startswith("/") else posixpath.dirname(document.path)
        path = unquote(target.partition("#")[0].partition("?")[0]).lstrip("/")
        yield from keys(posixpath.normpath(posixpath.join(folder, path)))
        if target.startswith("/"):
            yield f"/{addresses.work_part(path)}".casefold()
