"""What is inside a zip: an office document (DOCX, XLSX, PPTX, ODT, ODS, OFD), or files of any type.

Office documents are zip files of XML. Every part is read, shown or not, for all of them are published: also the
properties, the cached values of charts and pivot tables, and what is embedded. Sizes are bounded before anything is
unpacked, entities are not resolved.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from . import remainders, sheets
from .inspection import Inspection, Passage
from .parts import local, xml

MOST_UNPACKED = 200_000_000
MOST_FILES = 5_000
DEEPEST = 3
FAULTS = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError, etree.LxmlError, EOFError)
PERSONS = {"creator": "作者", "lastModifiedBy": "最后修改者", "manager": "主管", "initial-creator": "作者", "Author": "作者"}
PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
DANGEROUS = re.compile(r"\.(?:exe|dll|js|vbs|bat|cmd|scr|lnk|ps1|msi|jar|hta|com)$", re.IGNORECASE)
MACROS = ("vbaProject.bin", "Basic/script-lc.xml")
ACTIVE_PARTS = (("/activeX/", "ActiveX 控件"), ("xl/macrosheets/", "宏表"), ("xl/dialogsheets/", "对话框表"))
OUTSIDE_TEMPLATE = re.compile(rb'attachedTemplate"[^>]*TargetMode="External"|TargetMode="External"[^>]*attachedTemplate"')
COMMANDS = re.compile(r"\bDDE(?:AUTO)?\b")
PROGRAM_INSIDE = re.compile(rb"\.(?:exe|vbs|bat|cmd|scr|ps1|hta|js)\0|This program cannot be run", re.IGNORECASE)
PARTS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注", "notesSlide": "备注"}
HIDDEN = {"del": "修订中删去的文字", "ins": "修订中加入的文字", "moveFrom": "修订中移走的文字", "vanish": "隐藏的文字",
          "tracked-changes": "修订记录", "annotation": "批注"}  # fmt: skip
OWN_TEXT = frozenset({"t", "delText", "p", "h", "span", "a", "instrText", "TextCode"})


def look(data: bytes, kind: str, depth: int = 0) -> Inspection:
    """The inspection of a package's bytes, without size and type; `depth` counts the packages around it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > MOST_UNPACKED or len(members) > MOST_FILES:
                return Inspection(unreadable="解开后过大")
            if any(member.flag_bits & 1 for member in members):
                return Inspection(unreadable="文件有密码")
            return _files(package, depth) if kind == "zip" else _document(package, kind, depth)
    except FAULTS as error:
        return Inspection(unreadable=f"文件已损坏（{type(error).__name__}）")


def _files(package: zipfile.ZipFile, depth: int) -> Inspection:
    """The files of a plain zip, and of the zips in it."""
    inner = [_inner(package, member, depth) for member in package.infolist() if not member.is_dir()]
    return _merged(inner)


def _inner(package: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> Inspection:
    from .content_types import look as look_into

    name = _name(member)
    if depth >= DEEPEST:
        return Inspection(unreadable="压缩包层数过多")
    found = look_into(package.read(member), name, member.file_size, depth + 1)
    program = ("程序",) if DANGEROUS.search(name) or found.type in ("exe", "lnk") else ()
    return found._replace(
        passages=(Passage(name, name), *(Passage(f"{name} {place}", text) for place, text in found.passages)),
        hidden=tuple(f"{name}：{words}" for words in found.hidden),
        active=tuple(f"{name}：{words}" for words in (*found.active, *program)),
        unreadable=f"{name}：{found.unreadable}" if found.unreadable else "",
    )


def _name(member: zipfile.ZipInfo) -> str:
    """A name as its writer saw it: Windows packs GBK where it says nothing."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return member.filename


def _merged(found: list[Inspection]) -> Inspection:
    return Inspection(
        0,
        "",
        tuple(passage for one in found for passage in one.passages),
        tuple(dict.fromkeys(words for one in found for words in one.hidden)),
        tuple(dict.fromkeys(words for one in found for words in one.active)),
        tuple(dict.fromkeys(words for one in found for words in one.properties)),
        next((one.unreadable for one in found if one.unreadable), ""),
    )


def _document(package: zipfile.ZipFile, kind: str, depth: int) -> Inspection:
    names = package.namelist()
    parts = list(sheets.read(package, names) if kind == "xlsx" else _texts(package, names))
    passages = tuple(part for part in parts if isinstance(part, Passage))
    hidden = tuple(dict.fromkeys(part for part in parts if isinstance(part, str)))
    active = tuple(dict.fromkeys((*_active(package, names), *_commands(passages))))
    persons, said = _properties(package, names)
    known = "\n".join(text for _, text in (*passages, *said))
    passages = (*passages, *said, *remainders.read(package, names, known))
    own = Inspection(0, "", passages, hidden, active, persons)
    embedded = [member for member in package.infolist() if "/embeddings/" in member.filename and not member.is_dir()]
    return _merged([own, *(_embedded(package, member, depth) for member in embedded)]) if embedded else own


def _embedded(package: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> Inspection:
    """What an office document carries within it: a chart's workbook, or anything."""
    found = _inner(package, member, depth)
    if member.filename.endswith(".bin"):
        program = PROGRAM_INSIDE.search(package.read(member))
        found = found._replace(active=("嵌入的程序",) if program else (), unreadable="")
    return found._replace(hidden=(*found.hidden, "嵌入的文件"))


def _active(package: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    if any(name.endswith(MACROS) for name in names):
        yield "宏"
    for folder, words in ACTIVE_PARTS:
        if any(folder in name for name in names):
            yield words
    if any(OUTSIDE_TEMPLATE.search(package.read(name)) for name in names if name.endswith("settings.xml.rels")):
        yield "外部模板"


def _commands(passages: tuple[Passage, ...]) -> Iterator[str]:
    if any("DDE" in text and COMMANDS.search(text) for _, text in passages):
        yield "调用程序的域（DDE）"


def _texts(package: zipfile.ZipFile, names: list[str]) -> Iterator[Passage | str]:
    """The paragraphs of a text, of slides or of an OFD's pages, and the rows of their tables."""
    for name in names:
        if not name.endswith(".xml") or name.startswith(("docProps/", "META-INF/", "customXml/")) or name in PROPERTIES:
            continue
        label = PARTS.get(re.sub(r"\d*\.xml$", "", posixpath.basename(name)), "")
        numbered = list(enumerate(filter(str.strip, _paragraphs(xml(package, name))), 1))
        yield from (Passage(f"{label}第 {number} 段", text) for number, text in numbered)
        yield from (HIDDEN[tag] for tag in {local(element) for element in xml(package, name).iter()} if tag in HIDDEN)
        if label == "批注" and numbered:
            yield "批注"


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """The text of each paragraph; the cells of a table's row stand in one, parted by tabs."""
    for element in root:
        tag = local(element)
        if tag in ("tr", "table-row"):
            cells = [cell for cell in element.iter() if local(cell) in ("tc", "table-cell")]
            yield "\t".join("".join(_characters(cell)) for cell in cells)
        elif tag in ("p", "h", "TextCode"):
            yield "".join(_characters(element))
        else:
            yield from _paragraphs(element)


def _characters(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        tag = local(element)
        if tag in OWN_TEXT and element.text:
            yield element.text
        if element is not paragraph and tag in ("span", "a", "s", "tab", "line-break") and element.tail:
            yield element.tail


def _properties(package: zipfile.ZipFile, names: list[str]) -> tuple[tuple[str, ...], tuple[Passage, ...]]:
    """The persons named in the properties, and all words that stand there."""
    persons, said = list[str](), list[Passage]()
    for name in (*(one for one in PROPERTIES if one in names), *(n for n in names if posixpath.basename(n) == "OFD.xml")):
        for element in xml(package, name).iter():
            words = (element.text or "").strip() if local(element) else ""
            if words and (label := PERSONS.get(local(element))):
                persons.append(f"{label}“{words}”")
            if words:
                said.append(Passage(f"文件属性 {local(element)} ", words))
    return tuple(dict.fromkeys(persons)), tuple(said)


