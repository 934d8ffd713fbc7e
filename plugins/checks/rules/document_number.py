"""Is a 发文字号 written as the rules want: 机关代字〔年份〕序号号?

Enacts GB/T 9704-2012, 7.2.5: hexagonal brackets, a four-digit year, no 第, no leading zero. Another body's
number is only warned of: it may have been printed so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.numbers import DocumentNumber, several

from ..registry import corpus_rule, document_rule
from ..subject import Context, Fault, Subject, quoted

FAMILY = "发文字号"
PARTS = re.compile(
    r"(?P<open>[〔\[(（【「［])\s*(?P<year>\d+)\s*年?\s*(?P<close>[〕\])）】」］])\s*(?P<ordinal>第?)\s*(?P<serial>\d+)"
)


def _first_fault(number: DocumentNumber, text: str) -> str:
    """The code of the first thing that differs from the right form; an empty string when nothing does."""
    if number.ordinal or text == str(number):
        return ""
    parts = PARTS.search(unicodedata.normalize("NFKC", text))
    if parts is None:
        return "DN005"
    if (parts["open"], parts["close"]) != ("〔", "〕"):
        return "DN001"
    if parts["ordinal"]:
        return "" if number.office.endswith(("令", "公告", "通告")) else "DN002"
    if parts["serial"].startswith("0"):
        return "DN003"
    return "DN004" if len(parts["year"]) != 4 else "DN005"


BARE = re.compile(r"^(?:(?:19|20)\d{2}年)?第[\d一二三四五六七八九十百零〇]+号$")  # as decrees and announcements give it
DECREES = ("令", "命令", "公告", "通告")


class _Written(NamedTuple):
    """A number as it is written in the head, with its place; `number` is None when it can't be read."""

    text: str
    number: DocumentNumber | None
    line: int
    column: int


def _written(subject: Subject) -> tuple[_Written, ...]:
    """The numbers of the field, one for each issuer; looked for once for all rules."""
    known: tuple[_Written, ...] | None = subject.memory.get("numbers")
    if known is None:
        known = subject.memory["numbers"] = tuple(_find(subject))
    return known


def _find(subject: Subject) -> Iterator[_Written]:
    entry = subject.entry("document_number")
    for item in entry.value.items if entry else ():
        for text in several(item.text):
            start = str(item.data).find(text)
            yield _Written(text, DocumentNumber.parse(text), *subject.place_in(item, start, text))


def _written_wrong(subject: Subject, code: str, message: str) -> Iterator[Fault]:
    """One finding per number, for its first fault; the hint is the whole number in its right form."""
    for written in _written(subject):
        if written.number is not None and _first_fault(written.number, written.text) == code:
            own, right = subject.is_own, str(written.number)
            said = f"{message}；当前为{quoted(written.text)}"
            fault = Fault.at(written, said, right, None if own else Severity.WARNING)
            yield subject.mended(fault, written.text, right) if own else fault


@document_rule("DN001", "年份的括号")
def brackets(subject: Subject) -> Iterator[Fault]:
    """年份用六角括号〔〕括入（GB/T 9704—2012，7.2.5）。转载的文件只作警告。

    通过：

    ```yaml
    文号: 西政发〔2016〕1号
    ```

    不通过：

    ```yaml
    文号: 西政发(2016)1号
    ```
    """
    return _written_wrong(subject, "DN001", "发文字号的年份应使用六角括号")


@document_rule("DN002", "序号前的“第”")
def ordinal(subject: Subject) -> Iterator[Fault]:
    """序号前不加“第”字（GB/T 9704—2012，7.2.5）。令和公告的“第N号”不在此列。

    通过：

    ```yaml
    文号: 西政发〔2016〕1号
    ```

    不通过：

    ```yaml
    文号: 西政发〔2016〕第1号
    ```
    """
    return _written_wrong(subject, "DN002", "发文字号的序号前不加“第”字")


@document_rule("DN003", "序号的虚位")
def leading_zero(subject: Subject) -> Iterator[Fault]:
    """序号不编虚位，即 1 不编为 01（GB/T 9704—2012，7.2.5）。

    通过：

    ```yaml
    文号: 西政发〔2016〕1号
    ```

    不通过：

    ```yaml
    文号: 西政发〔2016〕01号
    ```
    """
    return _written_wrong(subject, "DN003", "发文字号的序号不编虚位（1 不写作 01）")


@document_rule("DN004", "年份的位数")
def short_year(subject: Subject) -> Iterator[Fault]:
    """年份标全称，用四位数字（GB/T 9704—2012，7.2.5）。

    通过：

    ```yaml
    文号: 西政发〔2016〕1号
    ```

    不通过：

    ```yaml
    文号: 西政发〔16〕1号
    ```
    """
    return _written_wrong(subject, "DN004", "发文字号的年份应写四位数字")


@document_rule("DN005", "多余或缺少的字符")
def stray_characters(subject: Subject) -> Iterator[Fault]:
    """发文字号中没有空格、全角数字和“年”字，以“号”字结束。

    通过：

    ```yaml
    文号: 西政发〔2016〕1号
    ```

    不通过：

    ```yaml
    文号: 西政发〔2016〕１
    ```
    """
    return _written_wrong(subject, "DN005", "发文字号有多余或缺少的字符")


@document_rule("DN006", "不是发文字号")
def not_a_number(subject: Subject) -> Iterator[Fault]:
    """发文字号由机关代字、年份、序号组成，令和公告写“第N号”。认不出的：本区的文件为错误，转载的文件为警告。

    通过：

    ```yaml
    文号: 昆明市西山区人民政府令第3号
    ```

    不通过：

    ```yaml
    文号: 西政发2016年1
    ```
    """
    advice = "写作“西政发〔2016〕1号”或“人民政府令第1号”的形式；没有文号就不写这一字段。"
    for written in _written(subject):
        if written.number is None and not (BARE.match(written.text) and subject.document.genre.startswith(DECREES)):
            severity = None if subject.is_own else Severity.WARNING
            yield Fault.at(written, f"认不出的发文字号{quoted(written.text)}", advice, severity)


@document_rule("DN007", "文号的年份与日期", Severity.WARNING)
def other_year(subject: Subject) -> Iterator[Fault]:
    """发文字号的年份就是成文日期的年份；没有写成文日期的，不晚于发布日期的年份。

    通过：

    ```yaml
    文号: 西政发〔2016〕1号
    成文日期: 2016-12-20
    ```

    不通过：

    ```yaml
    文号: 西政发〔2061〕1号
    成文日期: 2016-12-20
    ```
    """
    if not subject.is_own:
        return
    signed, published = subject.document.signed_on, subject.document.published_on
    for written in _written(subject):
        year = written.number.year if written.number else None
        if year and signed and signed.year != year:
            message = f"发文字号的年份（{year}）与成文日期（{signed}）不一致"
            yield Fault.at(written, message, "核对文号和成文日期。")
        elif year and not signed and published and year > published.year:
            message = f"发文字号的年份（{year}）晚于发布日期（{published}）"
            yield Fault.at(written, message, "核对文号和发布日期。")


@corpus_rule("DN008", "文号重复")
def doubled_number(context: Context) -> Iterator[tuple[Document, Fault]]:
    """一个发文字号只给一份文件；同一文件的各个版本可以共用。转载的文件只作警告，一道令公布或修改几部法律的不作检查。

    通过：一份文件写 `文号: 西政发〔2016〕1号`，另一份写 `文号: 西政发〔2016〕2号`。

    不通过：两份文件都写 `文号: 西政发〔2016〕1号`。
    """
    first: dict[DocumentNumber, Document] = {}
    for document in context.corpus.documents:
        for number in document.document_numbers:
            earlier = first.setdefault(number, document)
            if earlier.work_key == document.work_key:
                continue
            subject = context.about(document)
            own = subject.is_own and context.about(earlier).is_own
            if own or not number.ordinal:
                message = f"文号“{number}”已用于 {context.options.label}/{earlier.path}"
                severity = None if own else Severity.WARNING
                yield document, subject.at("document_number", message, "对照原件核对文号。", severity)
