"""From the head and text of a file to its document: what each field holds, by the type that the one table gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import citations, units
from .documents import Correction, Document, Exemption, Reference, Section
from .fields import Field, parse_date, parse_flag, parse_moment, parse_page, parse_year, texts
from .front_matter import FrontMatter
from .index_numbers import IndexNumber
from .kinds import PAGE, POLICY
from .links import links
from .numbers import DocumentNumber, IssueNumber, TotalIssue, several
from .prose import Prose
from .values import Value
from .vocabularies import Vocabularies
from .works import work_key


def build(path: str, digest: str, head: FrontMatter, vocabularies: Vocabularies) -> Document:
    """A document from its front matter; fields that can't be understood stay empty."""
    column = path.split("/", 1)[0] if "/" in path else ""
    known = vocabularies.columns.find(column)
    kind = vocabularies.kinds.find(known.kind if known else PAGE if not column else POLICY)
    mine, values, particulars = vocabularies.kinds.fields(kind), dict[str, Any](), dict[str, Any]()
    by_name = vocabularies.kinds.named(kind)
    for entry in reversed(head.entries):  # of two entries under one field the first counts
        field = by_name.get(entry.key)
        if field is not None and field.particular:
            particulars[field.key] = READERS[field.type](entry.value, path)
        elif field is not None:
            values.update(_attributes(field, entry.value, path))
    values["particulars"] = {field.key: particulars[field.key] for field in mine if field.key in particulars}
    values["index_number"] = IndexNumber.parse(values.get("index_text", ""), vocabularies.index_patterns)
    prose = Prose(head.body, head.body_line)
    values["citations"] = citations.find(prose)
    values["links"] = links(prose)
    values["units"], headings = units.of_source(prose.body, prose.without_code)
    values["anchor_text"] = " ".join((*(unit.anchor for _, unit in values["units"]), *headings))
    return Document(path, column, kind.id, work_key(path), digest, head, **values)


Reader = Callable[[Value, str], Any]
READERS: dict[str, Reader] = {
    "text": lambda value, path: value.text,
    "choice": lambda value, path: value.text,
    "year": lambda value, path: parse_year(value.text),
    "texts": lambda value, path: texts(value),
    "joined": lambda value, path: "、".join(texts(value)) if value.kind == "list" else value.text,
    "references": lambda value, path: _references(value),
    "date": lambda value, path: parse_date(value.text),
    "moment": lambda value, path: parse_moment(value.text),
    "number": lambda value, path: _numbers(value),
    "index": lambda value, path: value.text,
    "flag": lambda value, path: bool(parse_flag(value.text)),
    "issue": lambda value, path: _issue(value.text, path),
    "total": lambda value, path: TotalIssue.parse(value.text),
    "contents": lambda value, path: _sections(value),
    "corrections": lambda value, path: _corrections(value),
    "exceptions": lambda value, path: _exemptions(value),
}


def _attributes(field: Field, value: Value, path: str) -> dict[str, Any]:
    """The attribute of a field; beside a number that has a form of its own, the words as written."""
    read = READERS[field.type](value, path)
    if field.type == "number":
        first = next(iter(read), None)
        return {"document_numbers": read, "document_number": first, "number_text": "、".join(number_texts(value))}
    if field.type == "total":
        return {"total_issue": read, "total_text": value.text}
    return {"index_text" if field.type == "index" else field.attribute: read}


def number_texts(value: Value) -> tuple[str, ...]:
    """The 发文字号 of a field as written: several issuers may each give one, as a list or parted by 、."""
    return tuple(text for item in value.items for text in several(item.text))


def _numbers(value: Value) -> tuple[DocumentNumber, ...]:
    return tuple(number for text in number_texts(value) if (number := DocumentNumber.parse(text)))


def _exemptions(value: Value) -> tuple[Exemption, ...]:
    """`- {规则: PD004, 理由: …}`; what can't be understood is left to the checks."""
    found = []
    for item in value.items:
        pairs = {key.text: entry.text for key, entry in item.pairs}
        if pairs.get("规则") and pairs.get("理由"):
            found.append(Exemption(pairs["规则"], pairs["理由"], item.line, item.column))
    return tuple(found)


def _corrections(value: Value) -> tuple[Correction, ...]:
    """`- {公报: 2016年第5期, 文件: 西政发〔2016〕1号, 页: 12, 误: …, 正: …}`; what can't be understood is left to the checks."""
    found = []
    for item in value.items:
        pairs = {key.text: entry for key, entry in item.pairs}
        if all(key in pairs and pairs[key].text for key in ("公报", "误", "正")):
            (issue,), wrong, right = _references(pairs["公报"])[:1], pairs["误"].text, pairs["正"].text
            document = next(iter(_references(pairs["文件"])), None) if "文件" in pairs else None
            page = parse_page(pairs["页"].text) if "页" in pairs else None
            found.append(Correction(issue, document, page, wrong, right, item.line, item.column))
    return tuple(found)


def _references(value: Value) -> tuple[Reference, ...]:
    return tuple(Reference(item.text, item.line, item.column) for item in value.items if item.text)


def _issue(text: str, path: str) -> IssueNumber | None:
    """`2016年第6期`, or `6` in a folder that names the year."""
    if "年" in text:
        return IssueNumber.read(text)
    folder = next((part for part in path.split("/") if len(part) == 4 and part.isdigit()), None)
    return IssueNumber.parse(int(folder), text) if folder else None


def _sections(value: Value) -> tuple[Section, ...]:
    """`- 栏目: 区政府文件` / `  文件: [索引号 or path, …]`, in the order of the issue."""
    sections = []
    for item in value.items:
        pairs = {key.text: entry for key, entry in item.pairs}
        title, articles = pairs.get("栏目"), pairs.get("文件")
        if title is not None and title.text:
            sections.append(Section(title.text, _references(articles) if articles else ()))
    return tuple(sections)
