"""What keeps a document from being set, or was left out of its PDF, and where in its file that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding, Severity

from . import clean
from .fonts import Typefaces


@dataclass(frozen=True, slots=True)
class Problem:
    """`seen` is the text by which to find the place; an error means that this document has no PDF."""

    code: str
    severity: Severity
    message: str
    seen: str = ""
    hint: str = ""


def characters(texts: Iterable[str], typefaces: Typefaces) -> Iterator[Problem]:
    """One problem for each character of the texts that can't be set."""
    used = set().union(*texts)
    refused = set(clean.refused("".join(sorted(used))))
    for char in sorted(refused):
        message = f"含有不能排印的控制字符 {clean.code_point(char)}"
        yield Problem("TS002", Severity.ERROR, message, char, "改为规范的汉字或符号。")
    covered = typefaces.covered()
    for char in sorted(used - refused):
        if not char.isspace() and ord(char) not in covered:
            message = f"字体中没有“{char}”（{clean.code_point(char)}）"
            yield Problem(
                "TS001",
                Severity.ERROR,
                message,
                char,
                "安装收有该字的字体，或在设置的 fonts 中指定字体文件。",
            )


def left_out(document: Document) -> Iterator[Problem]:
    """The characters without ink that the PDF leaves out, and those for which it shows 〓."""
    text = f"{document.title}\n{document.body}"
    for char in clean.unknown(text):
        message = f"专用区字符 {clean.code_point(char)} 在 PDF 中排为“{clean.MISSING}”"
        yield Problem("TS006", Severity.WARNING, message, char, "对照原件改为标准汉字或符号。")
    for char in clean.invisible(text):
        message = f"不可见字符 {clean.code_point(char)} 未排入 PDF"
        yield Problem("TS005", Severity.NOTE, message, char, "从正文中删去。")


def lost_images(targets: Iterable[str]) -> Iterator[Problem]:
    for target in dict.fromkeys(targets):
        name = target.removeprefix("content:").rsplit("/", 1)[-1]
        message = f"图片无法排入 PDF：{name or '（无地址）'}"
        yield Problem(
            "TS003", Severity.ERROR, message, name, "使用内容目录中的 PNG、JPEG、GIF、WebP 或 SVG 文件。"
        )


def refused_by_typst(message: str) -> Problem:
    """The typesetter's own error, for what no check foresaw."""
    return Problem("TS004", Severity.ERROR, f"排版失败：{message.splitlines()[0] if message else '未知原因'}")


def finding(document: Document, problem: Problem, label: str = "content") -> Finding:
    """The problem at its place in the source; `label` stands for the content folder."""
    line, column = locate(document, problem.seen)
    path = f"{label}/{document.path}"
    return Finding(path, line, column, problem.code, problem.severity, problem.message, problem.hint)


def locate(document: Document, seen: str) -> tuple[int, int]:
    """Line and column, from 1, of the first place where `seen` stands: in the body, else in the front matter."""
    if seen:
        for number, line in enumerate(_lines(document.body), document.front_matter.body_line):
            if seen in line:
                return number, line.index(seen) + 1
        for entry in document.front_matter.entries:
            if seen in entry.value.text:
                return entry.value.line, entry.value.column + entry.value.text.index(seen)
            for item in entry.value.items:
                if seen in item.text:
                    return item.line, item.column + item.text.index(seen)
    return 1, 1


@cache
def _lines(body: str) -> tuple[str, ...]:
    return tuple(body.split("\n"))
