"""Do the files that a document names exist, inside the content tree?

Attachments are named from the document's own folder, or from the top of the content folder with a leading /.
Links and images in the body likewise; pages of the site (/search/) are not files and not looked for.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from operator import attrgetter
from urllib.parse import unquote, urlsplit

from plugins.gazette.attachments import candidates
from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.links import Link
from plugins.gazette.values import Value

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted
from .markup import has_scheme

FAMILY = "附件、图片和链接"
LEAVES = "附件、图片放在内容目录里，用相对于本文件的路径。"


def _target(name: str, document_path: str) -> str | None:
    """The path within the content folder; None when it leads out of it."""
    folder = "" if name.startswith("/") else posixpath.dirname(document_path)
    path = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
    outside = path == ".." or path.startswith(("../", "/")) or "\\" in name or "\0" in name
    return None if outside else path


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
    """
    for item in _attachments(subject):
        if has_scheme(item.text) or not candidates(item.text, subject.document.path):
            yield Fault.at(item, f"附件不在内容目录里：{quoted(item.text)}", LEAVES)


def _local(document: Document) -> Iterator[tuple[Link, str]]:
    """The links to files of the tree, and what each names."""
    for link in document.links:
        if has_scheme(link.target) or link.target.startswith(("/", "#")):
            continue
        name = unquote(urlsplit(link.target).path)
        if name:
            yield link, name


@related_rule("AT003", "链接或图片的文件不存在", when=attrgetter("links"))
def missing_file(subject: RelatedSubject) -> Iterator[Fault]:
    """正文中链接的文件、图片要在内容目录里，路径相对于本文件所在的文件夹。

    方括号后紧接圆括号的文字会成为链接，不是链接的在 [ 前加反斜线。

    不通过：

    ```text
    ![流程图](没有这张图.png)
    ```
    """
    for link, name in _local(subject.document):
        path = _target(name, subject.document.path)
        linked = subject.corpus.by_path.get(path or "")
        if linked is not None and linked.is_draft and not subject.document.is_draft:
            yield Fault.at(link, f"链接的文件还是草稿：{quoted(name)}", "删去链接，或与那份文件一同发布。")
        elif path is not None and linked is None and not _is_here(subject, path):
            what = "图片" if link.is_image else "链接的文件"
            yield Fault.at(link, f"{what}不存在：{quoted(name)}", "改正路径；不是链接的，在 [ 前加反斜线。")


def _is_here(subject: RelatedSubject, path: str) -> bool:
    """Whether a path is a file of the tree or the folder of a work."""
    return subject.options.exists(path) or subject.corpus.resolve(f"{path}/") is not None


@document_rule("AT004", "链接或图片在目录之外")
def link_outside(subject: Subject) -> Iterator[Fault]:
    """正文中的链接和图片不指向内容目录之外的文件。

    不通过：

    ```text
    [清单](../../../清单.md)
    ```
    """
    for link, name in _local(subject.document):
        if _target(name, subject.document.path) is None:
            yield Fault.at(link, f"链接指向内容目录之外：{quoted(name)}", LEAVES)


@document_rule("AT005", "图片没有说明", Severity.WARNING)
def image_without_words(subject: Subject) -> Iterator[Fault]:
    """图片要有文字说明，写在方括号里，供看不见图片的读者使用（无障碍环境建设法）。

    通过：

    ```text
    ![办理流程：受理、审核、办结三步](https://www.gov.cn/a.png)
    ```

    不通过：

    ```text
    ![](https://www.gov.cn/a.png)
    ```
    """
    for link in subject.document.links:
        if link.is_image and not link.alternative.strip():
            yield Fault.at(link, "图片没有文字说明", "在方括号里写明图片的内容。")
