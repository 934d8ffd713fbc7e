"""Do the links and images of a text lead somewhere: to a file of the content tree, a page of the site, a place in it?

Files are named from the document's own folder, or from the top with a leading /; pages of the site by their addresses
(`gazette.addresses`), places by the anchors that pages have (`gazette.units`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from operator import attrgetter
from urllib.parse import unquote, urlsplit

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.links import Link
from plugins.gazette.sanitise import is_page

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted
from .markup import has_scheme

FAMILY = "图片和链接"
LEAVES = "附件、图片放在内容目录里，用相对于本文件的路径。"
PAGES = frozenset({"", "search/", "sitemap/", "catalogue/", "index.html", "404.html", "sitemap.xml", "robots.txt"})
MADE = ("catalogue/", "api/", "feeds/", "theme/")  # folders whose pages and files the site makes itself
FILES = re.compile(r"^(?P<page>.+/)(?:document\.(?:pdf|epub|md|json|docx|xml)|index\.html)$")
COLUMN_PAGE = re.compile(r"^(?P<column>[^/]+)/(?:\d{4}/)?$")
PARTS_OF_PAGE = frozenset({"top", "main", "attachments", "contents", "disclosure", "downloads", "versions", "history"})
INNER = re.compile(
    r"(?i)(?:https?:)?//(?:localhost|127\.|10\.\d+\.\d+\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[?::1)"
)
MENTIONED = re.compile(r"^[ \t　]*附件[:：][ \t]*(?P<name>(?:1[.．、])?[一-鿿《“（][^\n]*)", re.MULTILINE)
ANNEXED = re.compile(r"^[#* \t　]*附件\s*\d*[*]*[:：]?[*]*[ \t]*$", re.MULTILINE)
DESCRIBE = "在方括号里（HTML 的写在 alt 里）写明图片的内容。"
NAMED_ELSEWHERE = re.compile(r"!\[[ \t]*\]\[")  # an image whose address stands under a name
WORDLESS = re.compile(r"^(?:图片?|插图|image|img|picture|photo|.+\.(?:png|jpe?g|gif|webp|svg|bmp))$", re.IGNORECASE)


def target(name: str, document_path: str) -> str | None:
    """The path within the content folder; None when it leads out of it."""
    folder = "" if name.startswith("/") else posixpath.dirname(document_path)
    path = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
    outside = path == ".." or path.startswith(("../", "/")) or "\\" in name or "\0" in name
    return None if outside else path


def _inside(document: Document) -> Iterator[tuple[Link, str, str]]:
    """The links that stay on the site: what each names, and the place in it."""
    for link in document.links:
        if not has_scheme(link.target):
            parts = urlsplit(link.target)
            yield link, unquote(parts.path), unquote(parts.fragment)


def local_files(document: Document) -> Iterator[tuple[Link, str]]:
    """The links to files of the tree, and what each names."""
    return ((link, name) for link, name, _ in _inside(document) if name and not is_page(name))


@related_rule("AT003", "链接或图片的文件不存在", when=attrgetter("links"))
def missing_file(subject: RelatedSubject) -> Iterator[Fault]:
    """正文中链接的文件、图片要在内容目录里，路径相对于本文件所在的文件夹，或以 / 开头从内容目录算起。

    方括号后紧接圆括号的文字会成为链接，不是链接的在 [ 前加反斜线。

    不通过：

    ```text
    ![流程图](没有这张图.png)
    ```

    通过：`[清单](../../attachments/2016/清单.xlsx)`，文件在那里。
    """
    for link in subject.document.links:
        if link.target in ("", "#"):
            yield Fault.at(link, "链接没有地址", "写上地址；不是链接的，在 [ 前加反斜线。")
    for link, name in local_files(subject.document):
        path = target(name, subject.document.path)
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

    通过：`[清单](../../attachments/2016/清单.xlsx)`。
    """
    for link, name in local_files(subject.document):
        if target(name, subject.document.path) is None:
            yield Fault.at(link, f"链接指向内容目录之外：{quoted(name)}", LEAVES)


@document_rule("AT005", "图片没有说明", Severity.WARNING)
def image_without_words(subject: Subject) -> Iterator[Fault]:
    """图片要有文字说明，写在方括号里，供看不见图片的读者使用（无障碍环境建设法）。只写“图片”或文件名的不是说明。

    通过：

    ```text
    ![办理流程：受理、审核、办结三步](/theme/images/emblem.svg)
    ```

    不通过：

    ```text
    ![](/theme/images/emblem.svg)
    ```
    """
    for link in subject.document.links:
        words = link.alternative.strip()
        if link.is_image and (not words or WORDLESS.match(words)):
            yield Fault.at(link, f"图片的说明只有{quoted(words)}" if words else "图片没有文字说明", DESCRIBE)
    if "![" in subject.document.body:
        for match in NAMED_ELSEWHERE.finditer(subject.prose.without_code):
            yield Fault(*subject.prose.place(match.start()), "图片没有文字说明", DESCRIBE)


@related_rule("AT014", "链接的位置不存在", when=attrgetter("links"))
def missing_anchor(subject: RelatedSubject) -> Iterator[Fault]:
    """链接中 # 之后的位置要在那份文件里：第十二条写 `#tiao-12`，没有编号的标题写 `#h-` 加标题的文字。

    通过：

    ```text
    第一条 见[第二条](#tiao-2)。

    第二条 另行规定。
    ```

    不通过：

    ```text
    第一条 见[第九十九条](#tiao-99)。
    ```
    """
    for link, name, place in _inside(subject.document):
        if not place or place.startswith(("fn:", "fnref")) or place in PARTS_OF_PAGE:
            continue
        document = _linked(subject, name)
        if document is not None and place not in document.all_anchors:
            where = "本文件" if document.path == subject.document.path else quoted(document.title)
            yield Fault.at(link, f"{where}中没有位置{quoted('#' + place)}", "核对条文的编号或标题。")


def _linked(subject: RelatedSubject, name: str) -> Document | None:
    """The document that a link means: this one, a file of the tree, or the one at an address."""
    if not name:
        return subject.document
    path = target(name, subject.document.path)
    if path is None:
        return None
    corpus = subject.corpus
    return corpus.by_path.get(path) or subject.context.pages.get(_address(name)) or corpus.resolve(f"{path}/")


def _address(name: str) -> str:
    """The address of the page to which an address leads: without the name of a file in its folder."""
    path = posixpath.normpath(name).lstrip("/")
    if match := FILES.match(path):
        return match["page"]
    return path if not path or posixpath.splitext(path)[1] == ".html" else f"{path}/"


@related_rule("AT015", "链接的页面不在本站", when=attrgetter("links"))
def missing_page(subject: RelatedSubject) -> Iterator[Fault]:
    """以 / 开头的链接是本站的网址，要有那个页面：一份文件的网址是 `/栏目/年份/文件名/`。

    通过：

    ```text
    见[政府信息公开目录](/catalogue/)。
    ```

    不通过：

    ```text
    见[原文](/policies/2016/没有这份文件/)。
    ```
    """
    for link, name, _ in _inside(subject.document):
        if is_page(name) and not _exists(subject, _address(name)):
            advice = "改为那份文件的路径（如 ../2016/a.md），网址由程序换算。"
            yield Fault.at(link, f"本站没有这个页面：{quoted(name)}", advice)


def _exists(subject: RelatedSubject, address: str) -> bool:
    if address in PAGES or address.startswith(MADE) or address in subject.context.pages:
        return True
    column = COLUMN_PAGE.match(address)
    return column is not None and subject.words.columns.find(column["column"]) is not None


@document_rule("AT017", "只有内部网络能打开的链接", Severity.WARNING)
def inner_network(subject: Subject) -> Iterator[Fault]:
    """链接的地址要公众打得开：不用 localhost、内部网络的地址（10.、172.16.、192.168.）。

    不通过：

    ```text
    见[办公平台](http://192.168.1.5/oa)。
    ```

    通过：`[政策文件库](https://www.gov.cn/zhengce/)`。
    """
    for link in subject.document.links:
        if INNER.match(link.target):
            yield Fault.at(link, f"公众打不开的地址：{quoted(link.target)}", "改为公开的地址，或删去链接。")


@document_rule("AT018", "提到附件却没有附件", Severity.WARNING)
def mentioned_attachment(subject: Subject) -> Iterator[Fault]:
    """正文末尾写“附件：……”的，附件要列在“附件”一项里，或者链接、写在正文后面。转载的文件不作检查。

    通过：

    ```text
    附件：[申请表](/theme/申请表.docx)
    ```

    不通过：

    ```text
    附件：示范项目申报表
    ```
    """
    document = subject.document
    if "附件" not in document.body or document.attachments or not subject.is_own:
        return
    annexed = "fujian" in document.anchor_text or ANNEXED.search(document.body)
    match = MENTIONED.search(subject.prose.without_code)
    if match and not annexed and not any(link.line >= subject.prose.place(match.start())[0] for link in document.links):
        message = f"提到附件却没有附件：{quoted(match['name'])}"
        yield Fault(*subject.prose.place(match.start()), message, "在“附件”一项中列出文件。")
