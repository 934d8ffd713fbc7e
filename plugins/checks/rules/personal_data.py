"""Does a document publish what belongs to a person: identity and card numbers, telephones, homes, children's names?

政府信息公开条例 Article 15; 个人信息保护法 Articles 25 and 28 (all data of children under fourteen are sensitive). The
law makes no exception for what is reprinted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette import personal
from plugins.gazette.findings import Severity
from plugins.gazette.personal import Hit
from plugins.gazette.values import Value

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted
from .attachments import looked_into

FAMILY = "个人信息"
MANY_DIGITS = re.compile(r"[\d０-９][\d０-９ \-－]{8,}")
CHILDREN = re.compile(r"学生|儿童|幼儿|未成年|孤儿|新生(?!事物)|留守")
ILLNESS = re.compile(r"病种|疾病|患病|病情|诊断|残疾(?:等级|类别|证)")
NAMED = re.compile(
    r"(?:学生|儿童|幼儿|未成年人|孤儿)(?:姓名|名单)[:：] *(?P<names>[一-鿿]{2,4}(?:[、，, ] *[一-鿿]{2,4})*) *[。；;]? *$",
    re.MULTILINE,
)
ROW = re.compile(r"^[ \t]*\|?.*\|.*$", re.M)
RULE_LINE = re.compile(r"^[ \t|:\-]+$")
A_NAME = re.compile(r"^[一-鿿·]{2,8}$")


def _hits(subject: Subject, kind: str) -> Iterator[tuple[int, int, str, Hit]]:
    """Line, column, the words and the hit, in the front matter and the text."""
    for entry in subject.document.front_matter.entries:
        for value in _scalars(entry.value):
            text = str(value.data)
            if MANY_DIGITS.search(text) or "号" in text:
                for hit in personal.find(text):
                    if hit.kind == kind:
                        yield value.line, value.column + hit.start, text[hit.start : hit.end], hit
    body = subject.document.body
    for hit in _in_body(subject):
        if hit.kind == kind:
            yield *subject.prose.place(hit.start), body[hit.start : hit.end], hit


def _in_body(subject: Subject) -> list[Hit]:
    """The hits of the text; looked for once for all rules."""
    remembered: list[Hit] | None = subject.memory.get("personal")
    if remembered is None:
        remembered = subject.memory["personal"] = personal.find(subject.document.body)
    return remembered


def _scalars(value: Value) -> Iterator[Value]:
    if isinstance(value.data, str):
        yield value
        return
    for item in value.items:
        yield from _scalars(item)
    for _, item in value.pairs:
        yield from _scalars(item)


@document_rule("PD001", "身份证号码", binding=True)
def identity_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有完整的居民身份证号码（校验码相符的才报告）。遮盖时保留前六位和后四位，不露出生日期。

    通过：

    ```text
    身份证号：530112********0018
    ```

    不通过：

    ```text
    身份证号：11010519491231002X
    ```
    """
    for line, column, words, hit in _hits(subject, "identity"):
        yield Fault(line, column, f"有完整的身份证号码{quoted(_veiled(words))}", hit.masked)


@document_rule("PD002", "银行卡号", binding=True)
def card_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有完整的银行卡号（校验位相符的才报告）。遮盖时只留后四位。

    不通过：

    ```text
    补贴发至卡号 6222021234567890128。
    ```
    """
    for line, column, words, hit in _hits(subject, "card"):
        yield Fault(line, column, f"有完整的银行卡号{quoted(_veiled(words))}", hit.masked)


@document_rule("PD003", "手机号码")
def mobile_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有个人的手机号码。同一行写明是咨询、办公、值班、举报等电话的，只作警告：单位的电话用固定号码。

    通过：

    ```text
    联系人电话 138****5678。
    ```

    不通过：

    ```text
    申请人李某某，手机 13812345678。
    ```
    """
    for line, column, words, hit in _hits(subject, "mobile"):
        severity = None if hit.certain else Severity.WARNING
        yield Fault(line, column, f"有手机号码{quoted(_veiled(words))}", hit.masked, severity)


@document_rule("PD004", "个人住址")
def home_address(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有个人的住址。没有写明是住址、但细到单元或室的地址，只作警告。

    通过：

    ```text
    办公地点：昆明市西山区秀苑路188号。
    ```

    不通过：

    ```text
    家庭住址：昆明市西山区示例路12号3栋2单元501室
    ```
    """
    for line, column, words, hit in _hits(subject, "address"):
        severity = None if hit.certain else Severity.WARNING
        yield Fault(line, column, f"有详细住址{quoted(words[:6])}等字样", hit.masked, severity)


def _veiled(words: str) -> str:
    """What a report may repeat of a number: its ends. Reports are kept and sent about."""
    return f"{words[:3]}…{words[-2:]}"


@document_rule("PD005", "名单中的未成年人姓名", binding=True)
def names_of_minors(subject: Subject) -> Iterator[Fault]:
    """名单、表格中不得有未成年人的姓名（不满十四周岁未成年人的个人信息都是敏感信息）。姓名只留姓氏，其余用“某”或 * 代替。

    不通过：

    ```text
    受助学生姓名：赵示例、钱示例
    ```
    """
    body = subject.document.body
    if not CHILDREN.search(body):
        return
    for match in NAMED.finditer(body):
        if "某" not in match["names"]:
            line, column = subject.prose.place(match.start("names"))
            yield Fault(line, column, "名单中有未成年人的姓名", f"{match['names'][0]}某某")
    yield from _in_tables(subject, CHILDREN, "表格中有未成年人的姓名")


@document_rule("PD006", "姓名与病情", Severity.WARNING)
def illness_beside_name(subject: Subject) -> Iterator[Fault]:
    """表格中不应把个人的姓名与疾病、残疾情况列在一起：健康信息是敏感个人信息。"""
    if ILLNESS.search(subject.document.body):
        yield from _in_tables(subject, ILLNESS, "表格中有姓名和病情", header_only=True)


def _in_tables(subject: Subject, about: re.Pattern[str], message: str, header_only: bool = False) -> Iterator[Fault]:
    """The rows of tables with a column 姓名 whose head, or the line before it, is about this."""
    lines = subject.document.body.split("\n")
    offset, column_of_names = 0, -1
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if "|" in line else []
        if not cells:
            column_of_names = -1
        elif column_of_names < 0:
            around = line if header_only else line + _before(lines, number)
            names = [place for place, cell in enumerate(cells) if cell.endswith("姓名")]
            column_of_names = names[0] if names and about.search(around) else -1
        elif column_of_names >= 0 and not RULE_LINE.match(line) and len(cells) > column_of_names:
            name = cells[column_of_names]
            if A_NAME.match(name) and "某" not in name:
                place = subject.prose.place(offset + line.index(name))
                yield Fault(*place, message, f"{name[0]}某某")
        offset += len(line) + 1


def _before(lines: list[str], number: int) -> str:
    """The last words before a table: its caption or the sentence that announces it."""
    return next((line for line in reversed(lines[max(0, number - 3) : number]) if line.strip()), "")


@related_rule("PD007", "附件中的个人信息", binding=True, when=lambda document: document.attachments or document.links)
def in_attachments(subject: RelatedSubject) -> Iterator[Fault]:
    """附件（PDF、DOCX、XLSX、CSV、ZIP 等）中同样不得有身份证号码、银行卡号、手机号码、住址和未成年人名单；
    隐藏的工作表、批注、修订记录也在检查之列。"""
    for place, path, inside in looked_into(subject):
        name = path.rpartition("/")[2]
        minors = False
        for where, text in inside.passages:
            for hit in personal.find(text):
                severity = None if hit.certain else Severity.WARNING
                words = _veiled(text[hit.start : hit.end])
                message = f"附件 {quoted(name)}{where}有{NAMES[hit.kind]}{quoted(words)}"
                yield Fault.at(place, message, hit.masked, severity)
            minors = minors or bool(MINORS_HEAD.search(text))
            if (match := NAMED.search(text)) and "某" not in match["names"]:
                yield Fault.at(place, f"附件 {quoted(name)}{where}有未成年人的姓名", f"{match['names'][0]}某某")
        if minors:
            message = f"附件 {quoted(name)}中有未成年人的名单"
            yield Fault.at(place, message, "姓名只留姓氏，其余用“某”或 * 代替；已经遮盖的，请核对。", Severity.WARNING)


NAMES = {"identity": "身份证号码", "card": "银行卡号", "mobile": "手机号码", "address": "住址"}
MINORS_HEAD = re.compile(r"(?:学生|儿童|幼儿|孤儿|未成年人)姓名(?=[\t |])")
