"""Is an 索引号 well-formed, does its check digit hold, and does no other work bear it?

There is no national pattern: only a number that looks like this district's (organisation code of GB 11714,
period, serial) is taken apart. The versions of one work may share a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.numbers import IndexNumber

from ..registry import corpus_rule, document_rule
from ..subject import Context, Fault, Subject, quoted, sentence

FAMILY = "索引号"
LOOKS_OWN = re.compile(r"^\s*\d{7,9}\s*[\dX]?\s*-\s*\d{3,7}\s*-\s*\d+\s*$", re.IGNORECASE)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－_", "-"))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(DASHES)


def _month_holds(number: IndexNumber) -> bool:
    return len(number.period) == 4 or 1 <= int(number.period[4:]) <= 12


@document_rule("IN001", "索引号的格式")
def malformed(subject: Subject) -> Iterator[Fault]:
    """索引号由组织机构代码、年月、流水号三部分组成，用半角短横线连接。其他地方的索引号照原样保留，不作检查。

    通过：

    ```yaml
    索引号: 015116516-201612-480926
    ```

    不通过：

    ```yaml
    索引号: 015116516－201612－480926
    ```
    """
    text = subject.document.index_text
    number = subject.document.index_number
    if number is not None and not _month_holds(number):
        yield subject.at("index_number", f"索引号的年月有误：{quoted(number.period)}", "年月写作 201612 的形式。")
    elif number is None and LOOKS_OWN.match(_folded(text)):
        folded = re.sub(r"\s", "", _folded(text)).upper()
        hint = folded if IndexNumber.parse(folded) else "九位组织机构代码-六位年月-六位流水号。"
        yield subject.at("index_number", f"索引号的格式有误：{quoted(text)}", hint)


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
    department = subject.words.departments.find(subject.document.publisher)
    hint = str(IndexNumber(department.code, number.period, number.serial)) if department and department.code else ""
    message = f"索引号中组织机构代码{quoted(number.organisation)}的校验码不合"
    yield subject.at("index_number", message, hint or "对照原件核对前九位。")


@document_rule("IN003", "索引号的年月与发布日期", Severity.WARNING)
def other_month(subject: Subject) -> Iterator[Fault]:
    """索引号中的年月一般就是发布日期的年月。

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
    if number is None or day is None or not _month_holds(number):
        return
    if not f"{day:%Y%m}".startswith(number.period):
        message = f"索引号中的年月“{number.period}”与发布日期“{day.isoformat()}”不一致"
        yield subject.at("index_number", message, "核对索引号和发布日期。")


@corpus_rule("IN004", "索引号重复")
def doubled(context: Context) -> Iterator[tuple[Document, Fault]]:
    """一个索引号只给一份文件；同一文件的各个版本可以共用。"""
    first: dict[str, Document] = {}
    for document in context.corpus.documents:
        text = document.index_text
        earlier = first.setdefault(text, document) if text else document
        if earlier.work_key != document.work_key:
            message = f"索引号{quoted(text)}已用于 {context.options.label}/{earlier.path}"
            fault = context.about(document).at("index_number", message, sentence("给其中一份文件另编索引号"))
            yield document, fault
