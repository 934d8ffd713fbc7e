"""What is inside a DOCX, XLSX, PPTX, ODT or ODS file, or a plain zip: texts, hidden parts, macros, properties.

They are zip files of XML. Sizes are bounded before anything is unpacked, entities are not resolved.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from .inspection import Inspection, Passage

MOST_UNPACKED = 200_000_000
MOST_FILES = 5_000
FAULTS = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError, etree.LxmlError, EOFError)
PERSONS = {"creator": "作者", "lastModifiedBy": "最后修改者", "manager": "主管", "initial-creator": "作者"}
DANGEROUS = re.compile(r"\.(?:exe|dll|js|vbs|bat|cmd|scr|lnk|ps1|msi|jar|hta|com)$", re.IGNORECASE)
TOO_DEEP = "压缩包内还有压缩包"


def look(data: bytes, kind: str) -> Inspection:
    """The inspection of a package's bytes, without size and type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > MOST_UNPACKED or len(members) > MOST_FILES:
                return Inspection(unreadable="解开后过大")
            if any(member.flag_bits & 1 for member in members):
                return Inspection(unreadable="文件有密码")
            return _zip(package) if kind == "zip" else _document(package, kind)
    except FAULTS as error:
        return Inspection(unreadable=f"文件已损坏（{type(error).__name__}）")


def _zip(package: zipfile.ZipFile) -> Inspection:
    """The files of a plain zip, one step deep."""
    from .content_types import look as look_into

    passages, hidden, active = list[Passage](), list[str](), list[str]()
    unreadable = ""
    for member in package.infolist():
        if member.is_dir():
            continue
        name = member.filename
        if DANGEROUS.search(name):
            active.append(f"可执行的文件 {name}")
        if name.lower().endswith(".zip"):
            unreadable = TOO_DEEP
            continue
        inner = look_into(package.read(member), name, member.file_size)
        passages += [Passage(f"{name} {place}", text) for place, text in inner.passages]
        hidden += [f"{name}：{words}" for words in inner.hidden]
        active += [f"{name}：{words}" for words in inner.active]
        unreadable = unreadable or inner.unreadable
    return Inspection(0, "", tuple(passages), tuple(hidden), tuple(active), (), unreadable)


def _document(package: zipfile.ZipFile, kind: str) -> Inspection:
    names = package.namelist()
    active = ["宏"] if any(name.endswith(("vbaProject.bin", "Basic/script-lc.xml")) for name in names) else []
    active += ["ActiveX 控件"] if any("/activeX/" in name for name in names) else []
    active += ["嵌入的文件"] if any("/embeddings/" in name for name in names) else []
    passages, hidden = list[Passage](), list[str]()
    reader = {"xlsx": _sheets}.get(kind, _texts)
    for part in reader(package, names):
        if isinstance(part, Passage):
            passages.append(part)
        else:
            hidden.append(part)
    persons = tuple(_persons(package, names))
    return Inspection(0, "", tuple(passages), tuple(dict.fromkeys(hidden)), tuple(active), persons)


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(package.read(name), parser)
    if root is None:
        raise ValueError(name)
    return root


def _local(element: etree._Element) -> str:
    tag: object = element.tag  # a comment has a function for its tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _texts(package: zipfile.ZipFile, names: list[str]) -> Iterator[Passage | str]:
    """The paragraphs of a text or slide, with what its readers don't see."""
    for name in names:
        if not (name.endswith(".xml") and name.startswith(READ)):
            continue
        label = PARTS.get(re.sub(r"\d*\.xml$", "", posixpath.basename(name)), "")
        root = _xml(package, name)
        number = 0
        for element in root.iter():
            tag = _local(element)
            if tag in ("p", "h"):
                number += 1
                text = "".join(_characters(element))
                if text.strip():
                    yield Passage(f"{label}第 {number} 段", text)
            elif tag in HIDDEN:
                yield HIDDEN[tag]
        if label == "批注" and number:
            yield "批注"


READ = ("word/", "ppt/slides/", "ppt/notesSlides/", "ppt/comments", "content.xml")
PARTS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注", "notesSlide": "备注"}
HIDDEN = {"del": "修订中删去的文字", "ins": "修订中加入的文字", "moveFrom": "修订中移走的文字", "vanish": "隐藏的文字",
          "tracked-changes": "修订记录", "annotation": "批注"}  # fmt: skip


def _characters(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        if _local(element) in ("t", "delText", "p", "h", "span", "a", "instrText") and element.text:
            yield element.text
        if _local(element) in ("span", "a", "s", "tab", "line-break") and element.tail:
            yield element.tail


def _sheets(package: zipfile.ZipFile, names: list[str]) -> Iterator[Passage | str]:
    """The rows of all sheets, hidden ones too, as a reader would see their values."""
    shared = [_joined(item) for item in _xml(package, "xl/sharedStrings.xml")] if "xl/sharedStrings.xml" in names else []
    for title, path, state in _workbook(package, names):
        label = f"工作表“{title}”"
        if state in ("hidden", "veryHidden"):
            label += "（隐藏）"
            yield f"隐藏的工作表“{title}”"
        sheet = _xml(package, path)
        if any(_local(c) == "col" and c.get("hidden") in ("1", "true") for c in sheet.iter()):
            yield f"工作表“{title}”有隐藏的列"
        for row in (element for element in sheet.iter() if _local(element) == "row"):
            hidden = row.get("hidden") in ("1", "true")
            if hidden:
                yield f"工作表“{title}”有隐藏的行"
            cells = [_cell(cell, shared) for cell in row if _local(cell) == "c"]
            if any(cells):
                yield Passage(f"{label}第 {row.get('r', '?')} 行{'（隐藏）' if hidden else ''}", "\t".join(cells))
    for name in names:
        if re.match(r"xl/(?:threadedComments/|comments)", name):
            yield "批注"
            yield Passage("批注", _joined(_xml(package, name)))


def _workbook(package: zipfile.ZipFile, names: list[str]) -> Iterator[tuple[str, str, str]]:
    targets = {str(r.get("Id")): str(r.get("Target", "")) for r in _xml(package, "xl/_rels/workbook.xml.rels")}
    for sheet in (e for e in _xml(package, "xl/workbook.xml").iter() if _local(e) == "sheet"):
        relation = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if path in names:
            yield str(sheet.get("name", "")), path, str(sheet.get("state", ""))


def _cell(cell: etree._Element, shared: list[str]) -> str:
    value = next((e.text or "" for e in cell if _local(e) == "v"), "")
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    if cell.get("t") == "inlineStr":
        return _joined(cell)
    if re.fullmatch(r"\d(?:\.\d+)?E\+?\d+", value):
        return f"{float(value):.0f}"
    return value.removesuffix(".0")


def _joined(element: etree._Element) -> str:
    return "".join(e.text or "" for e in element.iter() if _local(e) == "t")


def _persons(package: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    for name in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        if name in names:
            for element in _xml(package, name).iter():
                label = PERSONS.get(_local(element))
                if label and (element.text or "").strip():
                    yield f"{label}“{(element.text or '').strip()}”"
