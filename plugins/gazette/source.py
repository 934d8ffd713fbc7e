"""The only reader of files: a content tree becomes a corpus and the findings made on the way.

A file that can't be read is a finding and no document; it never hides the others. Symbolic links are not
followed out of the tree.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import document_reader, front_matter, ledger
from .corpus import Corpus
from .documents import Document
from .findings import Finding, Severity
from .ledger import Ledger
from .vocabularies import Vocabularies

OTHER_SUFFIX = re.compile(r"\.(?:md|markdown|mdown|mkd|md\.txt)$", re.IGNORECASE)
MAX_BYTES = 8_000_000
RE_ENCODE = "用编辑器另存为 UTF-8 编码。"
NOT_COLUMNS = frozenset({"vocabularies", "attachments", "images", "data", "ledger"})


@dataclass(frozen=True, slots=True)
class Source:
    """A content tree read: its corpus, and the findings of reading alone (not those of the checks)."""

    corpus: Corpus
    findings: tuple[Finding, ...]


def read(content: Path, vocabularies: Vocabularies, label: str = "content") -> Source:
    """Read every Markdown file below `content`. `label` stands for that folder in the findings' paths."""
    documents, findings = [], list(passed_over(content, label))
    for name in markdown_names(content):
        document, found = read_file(content / name, content, vocabularies, label)
        findings.extend(found)
        if document is not None:
            documents.append(document)
    return Source(Corpus(tuple(documents), vocabularies), tuple(findings))


def markdown_names(content: Path) -> list[str]:
    """The Markdown files below `content`, relative to it and sorted; hidden and reserved folders are left out."""
    found = [folder + name for folder, _, names in _folders(content) for name in names if name.endswith(".md")]
    return sorted(found)


def read_ledger(content: Path, label: str = "content") -> tuple[Ledger, list[Finding]]:
    """What was registered before; empty when nothing was."""
    path, shown = content / ledger.PATH, f"{label}/{ledger.PATH}"
    if not path.exists():
        return Ledger(), []
    try:
        return ledger.parse(path.read_text("utf-8"), label)
    except UnicodeDecodeError:
        return Ledger(), [Finding(shown, 1, 1, "LG001", Severity.ERROR, "登记簿不是 UTF-8 编码", RE_ENCODE)]
    except OSError as error:
        return Ledger(), [Finding(shown, 1, 1, "LG001", Severity.ERROR, f"登记簿无法读取：{error.strerror}")]


def is_document(name: str) -> bool:
    """Whether a path below the content folder is one that `markdown_names` would give, if the file is there."""
    *folders, last = name.split("/")
    hidden = any(part.startswith(".") for part in (*folders, last))
    return last.endswith(".md") and not hidden and not (folders and folders[0] in NOT_COLUMNS)


def _folders(
    content: Path, unreadable: Callable[[OSError], None] | None = None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder that may hold documents (“” or “policies/2016/”), with its folders and files; hidden and reserved
    ones left out. `unreadable` is told of a folder that can't be read."""
    root = str(content)
    for place, folders, names in os.walk(root, onerror=unreadable):
        inside = place[len(root) :].replace(os.sep, "/").strip("/")
        folders[:] = [f for f in folders if not f.startswith(".") and not (not inside and f in NOT_COLUMNS)]
        yield f"{inside}/" if inside else "", folders, [name for name in names if not name.startswith(".")]


def passed_over(content: Path, label: str) -> Iterator[Finding]:
    """What its author will miss on the site: linked folders, unreadable ones, and Markdown under another suffix."""
    failed: list[OSError] = []
    for folder, folders, names in _folders(content, failed.append):
        shown = f"{label}/{folder}"
        for name in folders:
            if (content / folder / name).is_symlink():
                message = "文件夹是符号链接，其中的文件没有读取"
                yield Finding(shown + name, 1, 1, "SR001", Severity.ERROR, message, "改为真正的文件夹。")
        for name in names:
            if OTHER_SUFFIX.search(name) and not name.endswith(".md"):
                stem = OTHER_SUFFIX.sub("", name)
                yield Finding(shown + name, 1, 1, "SR007", Severity.ERROR, "文件名不以 .md 结尾，没有读取", f"{stem}.md")
    for error in failed:
        inside = str(error.filename)[len(str(content)) :].replace(os.sep, "/").strip("/")
        yield _unreadable(f"{label}/{inside}".rstrip("/"), "文件夹无法读取，其中的文件都没有检查", error)


def read_file(
    path: Path, content: Path, vocabularies: Vocabularies, label: str = "content"
) -> tuple[Document | None, list[Finding]]:
    """One file of the tree. Never raises for what a file may contain."""
    relative = path.relative_to(content).as_posix()
    shown = f"{label}/{relative}"
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(content.resolve()):
            return None, [Finding(shown, 1, 1, "SR001", Severity.ERROR, "符号链接指向内容目录之外", "改为真正的文件。")]
        data, size = _bytes(path)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        return None, [_unreadable(shown, "文件无法读取", error)]
    text, findings = decode(data, shown, size)
    if text is None:
        return None, findings
    head, found = front_matter.parse(text, shown)
    findings += found
    if not head.entries and not head.broken:
        return None, findings or [Finding(shown, 1, 1, "FM001", Severity.ERROR, "文件没有元数据", "---")]
    return document_reader.build(relative, hashlib.sha256(data).hexdigest(), head, vocabularies), findings


def _unreadable(shown: str, message: str, error: Exception) -> Finding:
    advice = f"检查是否存在、有无读取权限（{getattr(error, 'strerror', '') or error}）。"
    return Finding(shown, 1, 1, "SR002", Severity.ERROR, message, advice)


def _bytes(path: Path) -> tuple[bytes, int]:
    """The bytes of a file, not many more than may be read, and its size. A pipe or a device would never end."""
    with open(path, "rb", opener=_at_once) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, "不是普通的文件")
        return file.read(min(state.st_size, MAX_BYTES) + 1), state.st_size


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for whoever may write to the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decode(data: bytes, path: str, size: int = 0) -> tuple[str | None, list[Finding]]:
    """UTF-8 text with plain line ends. A byte-order mark and CRLF are accepted: they carry no text. `size` is that of
    the whole file where `data` is only its beginning."""
    if len(data) > MAX_BYTES:
        message = f"文件过大：{max(size, len(data)) / 1e6:.1f} MB，至多 {MAX_BYTES / 1e6:.0f} MB"
        return None, [Finding(path, 1, 1, "SR003", Severity.ERROR, message, "把图片和表格作为附件。")]
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        return None, [Finding(path, 1, 1, "SR004", Severity.ERROR, "文件是空的")]
    if b"\0" in data[:2]:  # UTF-16 without its mark: what begins a file is a sign of ASCII
        return None, [Finding(path, 1, 1, "SR005", Severity.ERROR, "文件不是 UTF-8 编码（像是 UTF-16）", RE_ENCODE)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return None, [Finding(path, line, column, "SR005", Severity.ERROR, "文件不是 UTF-8 编码", RE_ENCODE)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), list(_harmless(data, path))


def _harmless(data: bytes, path: str) -> Iterator[Finding]:
    """What is read all the same, and would better not be there."""
    if data.startswith(codecs.BOM_UTF8):
        message = "文件开头有字节顺序标记（BOM）"
        yield Finding(path, 1, 1, "SR008", Severity.NOTE, message, "另存为“UTF-8”，不选“带 BOM 的 UTF-8”。")
    at = data.find(b"\r")
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        message = "行尾是 Windows 或旧 Mac 的换行符（CR）"
        yield Finding(path, line, 1, "SR009", Severity.NOTE, message, "编辑器的行尾选 LF；不影响发布。")
