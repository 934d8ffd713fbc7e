"""By what names a document is found: its 索引号, its 文号, its path and its title, an issue of the bulletin by its 期号; and
what a reference may mean by one."""

from __future__ import annotations

import re

from .citations import Citation
from .documents import Document
from .kinds import BULLETIN
from .numbers import DocumentNumber, IssueNumber
from .titles import number_key, title_key

NUMBERED = re.compile(r"《?(?P<title>[^\n]{2,200}?)》?\s*[（(](?P<number>[^（）\n]{2,40}号)[）)]$")

ISSUE_ENDS = ("期", "刊", "）")


def names_of(document: Document) -> set[str]:
    """Every name a document answers to, in the form in which it is looked up (see `keys`)."""
    numbers = {number_key(str(number)) for number in document.document_numbers} or {document.number_text}
    found = {document.index_text, *numbers, document.title, title_key(document.title), document.path, document.work_key}
    if document.issue is not None and document.kind == BULLETIN:
        found.add(str(document.issue))
    return found - {""}


def keys(text: str) -> tuple[str, ...]:
    """What a reference may mean, in the order in which it is tried: 索引号, path, 文号 in any writing, 《title》; of a
    《title》（文号） first the number."""
    name = text.strip().removeprefix("content/")
    bare, path = name.strip("《》"), name.removesuffix("/")
    tried: tuple[str, ...] = (name, bare, number_key(bare), path, f"{path}.md", title_key(bare))
    if name.endswith(("）", ")")) and (both := NUMBERED.match(name)) and DocumentNumber.parse(both["number"]):
        tried = (*tried, number_key(both["number"]), title_key(both["title"]))
    if bare.endswith(ISSUE_ENDS) and (issue := IssueNumber.read(bare)):
        tried = (*tried, str(issue))
    return tuple(dict.fromkeys(key for key in tried if key))


def citation_keys(citation: Citation) -> tuple[str, ...]:
    found = (number_key(citation.number) if citation.number else "", title_key(citation.title) if citation.title else "")
    return tuple(key for key in found if key)
