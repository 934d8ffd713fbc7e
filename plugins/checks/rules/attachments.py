"""Do the attachments that a document names exist, inside the content tree, and are they fit to be published as they are?

They are named from the document's own folder, or from the top of the content folder. Files that the text links to are
published too and looked into likewise.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from operator import attrgetter

from plugins.gazette.attachments import candidates
from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.values import Value

from ..inside import Inspection
from ..registry import document_rule, related_rule
from ..subject import Fault, Placed, RelatedSubject, Subject, quoted
from .links import LEAVES, local_files, target
from .markup import has_scheme

FAMILY = "附件"
SAME_TYPE = {
    "jpeg": "jpg", "tiff": "tif", "docm": "docx", "xlsm": "xlsx", "pptm": "pptx", "dotx": "docx", "htm": "html",
    "m4a": "mp4", "mov": "mp4", "wps": "doc", "et": "xls", "dps": "ppt",
}  # fmt: skip
KNOWN_TYPES = frozenset({
    "pdf", "png", "jpg", "jpeg", "gif", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "zip", "rar", "7z", "ofd", "odt",
    "ods", "webp", "mp4", "tif", "tiff", "bmp", "rtf",
})  # fmt: skip
PROGRAMS = frozenset({
    ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".lnk", ".ps1", ".msi", ".jar", ".hta", ".com", ".sh", ".docm",
    ".xlsm", ".pptm", ".html", ".htm",
})  # fmt: skip
LARGE, TOO_LARGE = 20_000_000, 100_000_000


def _attachments(subject: Subject) -> Iterator[Value]:
    entry = subject.entry("attachments")
    return (item for item in entry.value.items if item.text) if entry else iter(())


@related_rule("AT001", "附件不存在", when=attrgetter("attachments"))
def missing_attachment(subject: RelatedSubject) -> Iterator[Fault]:
    """“附件”所列的文件要在内容目录里：路径从本文件所在的文件夹算起，或者从内容目录算起。

    不通过：

    ```yaml
    附件: [没有这个文件.xlsx]
    ```

    通过：`附件: [/attachments/2016/清单.xlsx]`，文件在那里。
    """
    for item in _attachments(subject):
        paths = candidates(item.text, subject.document.path)
        if paths and not has_scheme(item.text) and not any(map(subject.options.exists, paths)):
            message = f"附件不存在：{quoted(item.text)}"
            yield Fault.at(item, message, f"把文件放在 {subject.options.label}/{paths[0]}，或改正路径。")


@document_rule("AT002", "附件在目录之外")
def attachment_outside(subject: Subject) -> Iterator[Fault]:
    """附件是内容目录里的文件，不是网址，也不是目录之外的文件。

    不通过：

    ```yaml
    附件: [../../../秘密.docx]
    ```

    通过：`附件: [/attachments/2016/清单.xlsx]`。
    """
    for item in _attachments(subject):
        if has_scheme(item.text) or not candidates(item.text, subject.document.path):
            yield Fault.at(item, f"附件不在内容目录里：{quoted(item.text)}", LEAVES)


def _named_files(subject: RelatedSubject) -> Iterator[tuple[Placed, str]]:
    """The attachments and linked files of a document that are there: where each is named, and its path."""
    for item in _attachments(subject):
        for path in candidates(item.text, subject.document.path):
            if subject.options.exists(path):
                yield item, path
                break
    for link, name in local_files(subject.document):
        path = target(name, subject.document.path) or ""
        if path and not path.endswith(".md") and subject.options.exists(path):
            yield link, path


def has_files(document: Document) -> bool:
    return bool(document.attachments or document.links)


def looked_into(subject: RelatedSubject) -> list[tuple[Placed, str, Inspection]]:
    """Where each file is named, its path and what is inside; looked into once for all rules."""
    seen: list[tuple[Placed, str, Inspection]] | None = subject.memory.get("attachments")
    if seen is None:
        named = {path: place for place, path in reversed(list(_named_files(subject)))}
        seen = [(place, path, subject.options.look_into(path)) for path, place in reversed(named.items())]
        subject.memory["attachments"] = seen
    return seen


@related_rule("AT006", "文件内容与扩展名不符", when=has_files)
def other_type(subject: RelatedSubject) -> Iterator[Fault]:
    """附件的扩展名要与内容相符：改名不等于转换格式，读者打不开。

    通过：`清单.xlsx` 的内容是 XLSX。

    不通过：把 `清单.pdf` 改名为 `清单.xlsx`。
    """
    for place, path, inside in looked_into(subject):
        extension = posixpath.splitext(path)[1].lstrip(".").lower()
        wanted = SAME_TYPE.get(extension, extension)
        kept = inside.type == "ole" and extension not in KNOWN_TYPES  # drawings, messages and other files of this kind
        if inside.type and wanted not in (inside.type, SAME_TYPE.get(inside.type, inside.type)) and not kept:
            message = f"附件 {quoted(posixpath.basename(path))}的内容是 {inside.type.upper()}，扩展名是 .{extension}"
            yield Fault.at(place, message, f"用软件另存为 .{extension} 格式，或把扩展名改为 .{inside.type}。")
        elif not inside.type and extension in KNOWN_TYPES and inside.size > 0:
            message = f"附件 {quoted(posixpath.basename(path))}的内容不是 {extension.upper()} 格式"
            yield Fault.at(place, message, "检查文件能否打开，重新导出。")


@related_rule("AT007", "附件中有宏或脚本", binding=True, when=has_files)
def active_content(subject: RelatedSubject) -> Iterator[Fault]:
    """附件不得含有宏、脚本和可执行的程序，也不得是程序。

    通过：`清单.xlsx` 没有宏。

    不通过：`清单.xlsm`，或者含宏的文件改名为 `清单.xlsx`。
    """
    for place, path, inside in looked_into(subject):
        extension = posixpath.splitext(path)[1].lower()
        found = [*inside.active, *(["程序"] if inside.type in ("exe", "lnk", "sh") or extension in PROGRAMS else [])]
        if found:
            message = f"附件 {quoted(posixpath.basename(path))}中有{'、'.join(dict.fromkeys(found))}"
            yield Fault.at(place, message, "另存为不带宏的格式（.docx、.xlsx）或 PDF。")


@related_rule("AT008", "附件过大或为空", Severity.WARNING, when=has_files)
def unfit_size(subject: RelatedSubject) -> Iterator[Fault]:
    """附件不超过 20 MB：很多读者用手机流量；超过 100 MB 的、空的文件是错误。

    通过：附件 2 MB。

    不通过：附件 30 MB，或者 0 字节。
    """
    for place, path, inside in looked_into(subject):
        name = quoted(posixpath.basename(path))
        if inside.size == 0:
            yield Fault.at(place, f"附件 {name}是空的", "重新上传文件。", Severity.ERROR)
        elif inside.size > LARGE:
            severity = Severity.ERROR if inside.size > TOO_LARGE else None
            yield Fault.at(place, f"附件 {name}有 {inside.size / 1e6:.0f} MB", "压缩图片或分成几个文件。", severity)


@related_rule("AT009", "附件中有看不见的内容", Severity.WARNING, when=has_files)
def hidden_content(subject: RelatedSubject) -> Iterator[Fault]:
    """隐藏的工作表、行和列，批注，修订记录，会随附件一同公开。

    通过：表格没有隐藏的工作表、行、列。

    不通过：表格有一个隐藏的工作表。
    """
    for place, path, inside in looked_into(subject):
        if inside.hidden:
            message = f"附件 {quoted(posixpath.basename(path))}中有看不见的内容：{'、'.join(inside.hidden[:5])}"
            yield Fault.at(place, message, "删去隐藏的内容，接受全部修订，再重新上传。")


@related_rule("AT010", "附件无法检查", Severity.WARNING, when=has_files)
def unreadable_attachment(subject: RelatedSubject) -> Iterator[Fault]:
    """有密码、已损坏、旧格式或只有图像的附件，无法检查其中是否有个人信息，要由人逐页核对。

    通过：有文字的 PDF。

    不通过：有密码的 PDF，扫描的 PDF，旧格式的 `.doc`。
    """
    for place, path, inside in looked_into(subject):
        if inside.unreadable:
            message = f"无法检查附件 {quoted(posixpath.basename(path))}：{inside.unreadable}"
            yield Fault.at(place, message, "由人逐页核对其中没有个人信息；能转换的，另存为 .docx、.xlsx 或有文字的 PDF。")


@related_rule("AT011", "附件属性中的人名", Severity.NOTE, when=has_files)
def persons_in_properties(subject: RelatedSubject) -> Iterator[Fault]:
    """文件属性中的作者、最后修改者会随附件公开。

    通过：文件属性里没有作者。

    不通过：文件属性里的作者是“张某某”。
    """
    for place, path, inside in looked_into(subject):
        if inside.properties:
            message = f"附件 {quoted(posixpath.basename(path))}的属性中有{'、'.join(inside.properties)}"
            yield Fault.at(place, message, "在“文件—信息—检查文档”中删去个人信息。")


@related_rule("AT012", "附件重复", when=attrgetter("attachments"))
def doubled_attachment(subject: RelatedSubject) -> Iterator[Fault]:
    """一份文件的附件，每个只列一次。

    通过：每个附件只列一次。

    不通过：`附件: [a.xlsx, a.xlsx]`。
    """
    seen: set[str] = set()
    for item in _attachments(subject):
        if item.text in seen:
            yield Fault.at(item, f"附件重复：{quoted(item.text)}", "只留一处。")
        seen.add(item.text)


@related_rule("AT013", "附件不能是源文件", when=attrgetter("attachments"))
def source_as_attachment(subject: RelatedSubject) -> Iterator[Fault]:
    """.md、.yaml 文件不作附件公开；要指另一份文件，用“依据”等字段或正文中的链接。

    通过：`附件: [清单.pdf]`。

    不通过：`附件: [b.md]`。
    """
    for item in _attachments(subject):
        if item.text.lower().endswith((".md", ".yaml", ".yml")):
            yield Fault.at(item, f"附件不能是源文件：{quoted(item.text)}", "改为 PDF、DOCX 等格式，或用链接。")
