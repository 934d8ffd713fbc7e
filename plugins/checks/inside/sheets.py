"""What is inside an XLSX: the rows of all sheets, hidden ones too, comments, drawings, cached values of pivot tables."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from .inspection import Passage
from .parts import joined, local, xml

STATES = {"hidden": "隐藏", "veryHidden": "深度隐藏"}
COMMENTS = re.compile(r"xl/(?:threadedComments/|comments)")
READ_ELSEWHERE = re.compile(
    r"xl/(?:worksheets/|sharedStrings|styles|theme|workbook|calcChain|metadata|persons|richData|ctrlProps|printerSettings)"
)


def read(package: zipfile.ZipFile, names: list[str]) -> Iterator[Passage | str]:
    """Passages, and the names of what a reader would not see."""
    shared = _strings(package, names)
    for title, path, state in _workbook(package, names):
        if state in STATES:
            yield f"{STATES[state]}的工作表“{title}”"
        label = f"工作表“{title}”" + (f"（{STATES[state]}）" if state in STATES else "")
        yield from _sheet(xml(package, path), title, label, shared)
    for name in names:
        if COMMENTS.match(name):
            yield "批注"
            yield Passage("批注", joined(xml(package, name)))
        elif name.startswith("xl/") and name.endswith(".xml") and not READ_ELSEWHERE.match(name):
            yield Passage(f"部件 {posixpath.basename(name)} ", "\n".join(_values(xml(package, name))))


def _strings(package: zipfile.ZipFile, names: list[str]) -> list[str]:
    return [joined(item) for item in xml(package, "xl/sharedStrings.xml")] if "xl/sharedStrings.xml" in names else []


def _workbook(package: zipfile.ZipFile, names: list[str]) -> Iterator[tuple[str, str, str]]:
    targets = {str(r.get("Id")): str(r.get("Target", "")) for r in xml(package, "xl/_rels/workbook.xml.rels")}
    for sheet in (e for e in xml(package, "xl/workbook.xml").iter() if local(e) == "sheet"):
        relation = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if path in names:
            yield str(sheet.get("name", "")), path, str(sheet.get("state", ""))


def _sheet(sheet: etree._Element, title: str, label: str, shared: list[str]) -> Iterator[Passage | str]:
    if any(local(column) == "col" and _is_hidden(column) for column in sheet.iter()):
        yield f"工作表“{title}”有隐藏的列"
    for row in (element for element in sheet.iter() if local(element) == "row"):
        if _is_hidden(row):
            yield f"工作表“{title}”有隐藏的行"
        cells = [_cell(cell, shared) for cell in row if local(cell) == "c"]
        if any(cells):
            yield Passage(f"{label}第 {row.get('r', '?')} 行{'（隐藏）' if _is_hidden(row) else ''}", "\t".join(cells))
    for element in sheet.iter():
        if local(element).endswith(("Header", "Footer")) and element.text:
            yield Passage(f"{label}页眉页脚", element.text)


def _is_hidden(element: etree._Element) -> bool:
    no_size = element.get("width") == "0" or element.get("ht") == "0"
    return element.get("hidden") in ("1", "true") or no_size


def _cell(cell: etree._Element, shared: list[str]) -> str:
    value = next((e.text or "" for e in cell if local(e) == "v"), "")
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    if cell.get("t") == "inlineStr":
        return joined(cell)
    if re.fullmatch(r"\d(?:\.\d+)?[Ee]\+?\d{1,2}", value):
        return f"{Decimal(value):.0f}"  # as many digits as are written: a float has others
    return value.removesuffix(".0")


def _values(root: etree._Element) -> Iterator[str]:
    """The words of a part: text, and the values that pivot tables keep in attributes."""
    for element in root.iter():
        if element.text and element.text.strip():
            yield element.text.strip()
        if local(element) in ("s", "n", "d") and element.get("v"):
            yield str(element.get("v"))
