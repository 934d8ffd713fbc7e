"""Is an 索引号 well-formed, does its check digit hold, and does no other work bear it?

There is no national pattern: a number is taken apart by the patterns of `vocabularies/index-numbers.yaml`; one that
looks like none of them is kept whole. The versions of one work may share a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.index_numbers import IndexNumber
from plugins.gazette.vocabularies import Department

from ..registry import corpus_rule, document_rule
from ..subject import Context, Fault, Subject, quoted, sentence

FAMILY = "索引号"
LOOKS_OWN = re.compile(r"^\s*\d{7,9}\s*[\dX]?\s*-\s*\d{3,7}\s*-\s*\d+\s*$", re.IGNORECASE)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－_", "-"))


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(DASHES)).upper()


def _month_holds(number: IndexNumber) -> bool:
    return len(number.period) == 4 or 1 <= int(number.period[4:6] or 1) <= 12


@document_rule("IN001", "索引号的格式")
def malformed(subject: Subject) -> Iterator[Fault]:
    """索引号由组织机构代码、年月、流水号三部分组成，用半角短横线连接。转载的文件照原样保留，本区的文件认不出格式的是警告。

    别的格式在 `vocabularies/index-numbers.yaml` 中设定。

    通过：

    ```yaml
    索引号: 015116516-201612-480926
    ```

    不通过：

    ```yaml
    索引号: 015116516－201612－480926
    ```
    """
    text, number = subject.document.index_text, subject.document.index_number
    if number is not None:
        if not _month_holds(number):
            yield subject.at("index_number", f"索引号的年月有误：{quoted(number.period)}", "年月写作 201612 的形式。")
        return
    folded = _folded(text)
    patterns = subject.words.index_patterns
    if folded and IndexNumber.parse(folded, patterns):
        yield subject.at("index_number", f"索引号的格式有误：{quoted(text)}", folded)
    elif LOOKS_OWN.match(folded):
        advice = "九位组织机构代码-六位年月-六位流水号。"
        yield subject.at("index_number", f"索引号的格式有误：{quoted(text)}", advice)
    elif folded and subject.is_own:
        advice = f"写作 {patterns[0].template} 的形式；没有索引号的，由 invoke number 编定。"
        yield subject.at("index_number", f"认不出格式的索引号{quoted(text)}", advice, Severity.WARNING)


@document_rule("IN002", "索引号的校验码")
def check_digit(subject: Subject) -> Iterator[Fault]:
    """索引号前九位是组织机构代码，其末位是校验码（GB 11714）。校验码不合，说明抄错了一位。

    通过：

    ```yaml
    索引号: 015116516-201612-480926
    ```

    不通过：

    ```yaml
    索引号: 015116561-201612-480926
    ```
    """
    number = subject.document.index_number
    if number is None or number.check_digit_holds:
        return
    code = next((d.code for d in _publishers(subject) if d.code), "")
    hint = number.text.replace(number.organisation, code, 1) if code else ""
    right = IndexNumber.parse(hint, subject.words.index_patterns)
    message = f"索引号中组织机构代码{quoted(number.organisation)}的校验码不合"
    yield subject.at("index_number", message, str(right) if right else "对照原件核对前九位。")


def _publishers(subject: Subject) -> Iterator[Department]:
    found = (subject.words.departments.find(name) for name in subject.words.publishers(subject.document.publisher))
    return (department for department in found if department is not None)


@document_rule("IN003", "索引号的年月与发布日期", Severity.WARNING)
def other_month(subject: Subject) -> Iterator[Fault]:
    """索引号中的年月一般就是发布日期的年月。一部文件的各个版本共用一个索引号的，不比较。

    通过：

    ```yaml
    索引号: 015116516-201612-480926
    发布日期: 2016-12-21
    ```

    不通过：

    ```yaml
    索引号: 015116516-201611-480926
    发布日期: 2016-12-21
    ```
    """
    number, day = subject.document.index_number, subject.document.published_on
    is_version = subject.document.path != f"{subject.document.work_key}.md"
    if number is None or day is None or not _month_holds(number) or is_version:
        return
    if not f"{day:%Y%m}".startswith(number.period):
        message = f"索引号中的年月“{number.period}”与发布日期“{day.isoformat()}”不一致"
        yield subject.at("index_number", message, "核对索引号和发布日期。")


@corpus_rule("IN004", "索引号重复")
def doubled(context: Context) -> Iterator[tuple[Document, Fault]]:
    """一个索引号只给一份文件；同一文件的各个版本可以共用。

    通过：两份文件的索引号不同；同一文件的两个版本索引号相同。

    不通过：两份不同的文件都写 `索引号: 015116516-201612-480926`。
    """
    first: dict[str, Document] = {}
    for document in context.corpus.documents:
        text = document.index_text
        earlier = first.setdefault(text, document) if text else document
        if earlier.work_key != document.work_key:
            message = f"索引号{quoted(text)}已用于 {context.options.label}/{earlier.path}"
            fault = context.about(document).at("index_number", message, sentence("给其中一份文件另编索引号"))
            yield document, fault
