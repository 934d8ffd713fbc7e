"""Does every document have a page address of its own, made of names that an address can carry?

Addresses are those of `gazette.addresses`. They are compared without regard to case and to the form of
composed characters, as some servers and archives compare them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.gazette import addresses
from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.kinds import PAGE
from plugins.gazette.works import DATED, YEAR

from ..registry import corpus_rule, document_rule
from ..subject import Context, Fault, Subject, quoted

FAMILY = "网址"
BAD_SIGNS = re.compile(r"""[\\?#%:*"<>|]""")
QUOTES = re.compile("['“”‘’]")
LONG_NAME = 200  # bytes; many systems hold 255, with what archives and caches add to a name
RESERVED = frozenset({"search", "api", "catalogue", "theme", "static", "feeds", "sitemap", "assets", "index"})


def _pages(context: Context) -> Iterator[tuple[str, Document]]:
    for work in context.corpus.works:
        if len(work.versions) == 1:
            yield addresses.work(work), work.first
        else:
            yield from ((addresses.version(work, version), version) for version in work.versions)
            yield addresses.work(work), work.first


@corpus_rule("AD001", "网址重复", binding=True)
def doubled_address(context: Context) -> Iterator[tuple[Document, Fault]]:
    """两个文件不能有同一个网址：网址由栏目、年份和文件名（或 slug）组成，不区分大小写，空格等符号都变为短横线。

    通过：`a.md` 和 `b.md`。

    不通过：`a b.md` 和 `a-b.md`，网址都是 a-b。
    """
    first: dict[str, Document] = {}
    told: set[str] = set()
    for address, document in sorted(_pages(context), key=lambda page: page[1].path):
        key = unicodedata.normalize("NFC", address).casefold()
        earlier = first.setdefault(key, document)
        if earlier is not document and document.path not in told:
            told.add(document.path)
            message = f"网址 /{address} 已为 {context.options.label}/{earlier.path} 所用"
            yield document, context.about(document).at("slug", message, "改文件名，或写一个不同的 slug。")


@document_rule("AD002", "网址为本站保留")
def reserved_address(subject: Subject) -> Iterator[Fault]:
    """内容目录顶层的页面不能与栏目（`policies` 等）和本站自己的页面（`search`、`catalogue` 等）同名。

    通过：顶层页面 `about.md`。

    不通过：顶层页面 `search.md`。
    """
    document = subject.document
    name = document.path.removesuffix(".md")
    taken = RESERVED | {column.id for column in subject.words.columns}
    if document.kind == PAGE and "/" not in name and addresses.segment(name).casefold() in taken:
        yield Fault(1, 1, f"网址 /{name}/ 为本站保留", "改文件名。")


@document_rule("AD003", "slug 不能作网址")
def unsafe_slug(subject: Subject) -> Iterator[Fault]:
    """slug 是网址的最后一段：不含空格、斜线、问号等符号。

    通过：

    ```yaml
    slug: zwgk-2016
    ```

    不通过：

    ```yaml
    slug: ../zwgk 2016
    ```
    """
    slug = subject.document.slug
    if slug and addresses.segment(slug) != slug:
        yield subject.at("slug", f"slug {quoted(slug)}不能作网址", f"slug: {addresses.segment(slug)}")


@corpus_rule("AD004", "未知的栏目文件夹", Severity.WARNING)
def unknown_column(context: Context) -> Iterator[tuple[Document, Fault]]:
    """内容目录下的文件夹是栏目词表（`vocabularies/columns.yaml`）中的栏目。每个未知的文件夹警告一次。

    通过：`content/policies/2016/a.md`。

    不通过：`content/policy/2016/a.md`，栏目词表中没有 policy。
    """
    seen: set[str] = set()
    columns = context.words.columns
    for document in context.corpus.documents:
        if document.column and document.column not in seen and columns.find(document.column) is None:
            seen.add(document.column)
            close = columns.find(context.suggest("column", document.column, columns.suggest))
            hint = f"把文件夹改名为 {close.id}。" if close else "先写进 vocabularies/columns.yaml。"
            yield document, Fault(1, 1, f"栏目词表中没有文件夹{quoted(document.column)}", hint)


@document_rule("AD005", "文件名无法用作网址")
def unusable_name(subject: Subject) -> Iterator[Fault]:
    """文件名使用 UTF-8 编码，不含换行等控制字符，并且含有文字。

    通过：文件名 `防汛通知.md`。

    不通过：文件名里有换行，或者只有符号。
    """
    name = subject.document.path.rsplit("/", 1)[-1].removesuffix(".md")
    broken = any(unicodedata.category(char) in ("Cc", "Cs") for char in name)
    if broken or (addresses.segment(name) == "-" and not subject.document.slug):
        yield Fault(1, 1, "文件名含有不能使用的字符，或没有文字", "改文件名。")


@document_rule("AD006", "以日期命名的文件没有自己的文件夹")
def version_without_folder(subject: Subject) -> Iterator[Fault]:
    """以日期命名的文件是一部文件的一个版本，放在以那部文件命名的文件夹里（`policies/2017/行政复议法/2017-09-01.md`），不直接放在年份文件夹里。

    通过：`policies/2017/行政复议法/2017-09-01.md`。

    不通过：`policies/2017/2017-09-01.md`。
    """
    *folders, name = subject.document.path.removesuffix(".md").split("/")
    if len(folders) > 1 and DATED.match(name) and YEAR.match(folders[-1]):
        yield Fault(1, 1, f"以日期命名的文件直接放在“{folders[-1]}”文件夹里，会被当作同一部文件的版本", "改用标题作文件名。")


@document_rule("AD007", "文件名中的符号", Severity.WARNING)
def signs_in_name(subject: Subject) -> Iterator[Fault]:
    """文件名不用 `? # % : * " < > |` 等符号：网址里它们变为短横线，在别的电脑上也可能无法保存。

    有空格、引号、表情符号的，或者名称过长的，只作提示。

    通过：文件名 `防汛通知.md`。

    不通过：文件名 `防汛?通知.md`。
    """
    for name in subject.document.path.removesuffix(".md").split("/")[1:]:
        safe = addresses.segment(name)
        if safe == "-" or any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
            continue  # no name at all: AD005
        signs = BAD_SIGNS.search(name) is not None
        odd = signs or safe != name or QUOTES.search(name) or any(unicodedata.category(char) == "So" for char in name)
        if odd or len(name.encode("utf-8", "surrogatepass")) > LONG_NAME:
            severity, what = None if signs else Severity.NOTE, "中有空格或符号" if odd else "过长"
            yield Fault(1, 1, f"文件名{what}：{quoted(name)}", f"改名为短的、只有文字和短横线的，如 {safe[:40]}。", severity)
