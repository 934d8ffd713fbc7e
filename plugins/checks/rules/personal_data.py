"""Does a document publish what belongs to a person: identity and card numbers, telephones, homes, children's names?

政府信息公开条例 Article 15; 个人信息保护法 Articles 25 and 28 (all data of children under fourteen are sensitive). The
law makes no exception for what is reprinted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette import rosters
from plugins.gazette.findings import Severity

from ..registry import document_rule, related_rule
from ..sightings import NAMES, hits, in_passages, veiled, written_on
from ..subject import Fault, RelatedSubject, Subject, quoted
from .attachments import looked_into

FAMILY = "个人信息"
HIDDEN = re.compile(r"[*＊×]{2}")


@document_rule("PD001", "身份证号码", binding=True)
def identity_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有完整的居民身份证号码，文件名、元数据中的注释也在检查之列。遮盖时保留前六位和后四位，不露出生日期。

    写明是身份证号、校验码却不相符的，遮盖后仍看得出出生年月日的，作警告。

    通过：

    ```text
    身份证号：530112********0018
    ```

    不通过：

    ```text
    身份证号：11010519491231002X
    ```
    """
    for seen in hits(subject, "identity"):
        what = "有完整的身份证号码" if seen.hit.certain else "有身份证号码"
        if HIDDEN.search(seen.words):
            what = "身份证号码没有遮住出生日期："
        message = f"{seen.where}{what}{quoted(veiled(seen.words))}"
        yield Fault(seen.line, seen.column, message, seen.hit.masked, seen.severity)


@document_rule("PD002", "银行卡号", binding=True)
def card_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有完整的银行卡号（校验位相符的才报告）。遮盖时只留后四位。写明是单位账户的，只作警告。

    不通过：

    ```text
    补贴发至卡号 6222021234567890128。
    ```

    通过：`补贴发至尾号 0128 的卡。`
    """
    for seen in hits(subject, "card"):
        message = f"{seen.where}有完整的银行卡号{quoted(veiled(seen.words))}"
        yield Fault(seen.line, seen.column, message, seen.hit.masked, seen.severity)


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
    for seen in hits(subject, "mobile"):
        message = f"{seen.where}有手机号码{quoted(veiled(seen.words))}"
        yield Fault(seen.line, seen.column, message, seen.hit.masked, seen.severity)


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
    for seen in hits(subject, "address"):
        message = f"{seen.where}有详细住址{quoted(seen.words[:6])}等字样"
        yield Fault(seen.line, seen.column, message, seen.hit.masked, seen.severity)


@document_rule("PD005", "未成年人姓名", binding=True)
def names_of_minors(subject: Subject) -> Iterator[Fault]:
    """名单、表格和正文中不得有未成年人的姓名（不满十四周岁未成年人的个人信息都是敏感信息）。姓名只留姓氏，其余用“某”或 * 代替。

    有年级、班级、监护人等栏的名单，按出生年月或年龄不满十四周岁的，学生、幼儿等字样之后的人名，都算。

    不通过：

    ```text
    受助学生姓名：赵示例、钱示例
    ```

    通过：`受助学生姓名：赵某某、钱某某`。
    """
    for named in rosters.children(subject.document.body, subject.document.title, written_on(subject)):
        place = subject.prose.place(named.start)
        yield Fault(*place, f"有未成年人的姓名“{named.name[0]}…”", named.masked)


@document_rule("PD006", "姓名与病情", Severity.WARNING)
def illness_beside_name(subject: Subject) -> Iterator[Fault]:
    """不应把个人的姓名与疾病、残疾情况写在一起：健康信息是敏感个人信息。表格和正文都算。

    通过：

    ```text
    | 姓名 | 病种 |
    |---|---|
    | 张某某 | 尿毒症 |
    ```

    不通过：

    ```text
    | 姓名 | 病种 |
    |---|---|
    | 张示例 | 尿毒症 |
    ```
    """
    for named in rosters.ill(subject.document.body):
        place = subject.prose.place(named.start)
        yield Fault(*place, f"有姓名“{named.name[0]}…”和病情", named.masked)


@document_rule("PD008", "护照等证件号码和社交账号", Severity.WARNING)
def account(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不应有个人的护照、通行证、军官证号码和微信号、QQ 号。单位的公众号、咨询用的账号不在此列。

    通过：

    ```text
    护照号：E1****78
    ```

    不通过：

    ```text
    护照号：E12345678
    ```
    """
    for seen in hits(subject, "account"):
        message = f"{seen.where}有{NAMES['account']}{quoted(veiled(seen.words))}"
        yield Fault(seen.line, seen.column, message, seen.hit.masked)


@related_rule("PD007", "附件中的个人信息", binding=True, when=lambda document: document.attachments or document.links)
def in_attachments(subject: RelatedSubject) -> Iterator[Fault]:
    """附件（PDF、DOCX、XLSX、CSV、ZIP 等）中同样不得有个人信息。

    身份证号码、银行卡号、手机号码、住址和未成年人名单都在检查之列；隐藏的工作表、批注、修订记录和文件属性也要检查。

    通过：附件里的身份证号码遮盖为 `530112********0018`。

    不通过：附件的隐藏工作表里有完整的身份证号码。
    """
    for place, path, inside in looked_into(subject):
        name = quoted(path.rpartition("/")[2])
        for found in in_passages(inside.passages, subject.document.title, written_on(subject)):
            severity = None if found.certain else Severity.WARNING
            yield Fault.at(place, f"附件 {name}{found.place}有{found.what}", found.masked, severity)
