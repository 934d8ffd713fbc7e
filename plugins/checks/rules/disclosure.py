"""Does a document say whether it is to be disclosed, and why not when it is not?

政府信息公开条例 (State Council Order 711), Articles 13–16; 国办发〔2016〕80号: the attribute is fixed with the draft,
a draft without it may be sent back (退文), one that is not to be disclosed gives its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from plugins.gazette.findings import Severity

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "公开属性"
OPEN, ON_REQUEST, CLOSED = "主动公开", "依申请公开", "不予公开"
ATTRIBUTES = (OPEN, ON_REQUEST, CLOSED)


@document_rule("DC001", "没有公开属性", Severity.WARNING)
def undecided(subject: Subject) -> Iterator[Fault]:
    """本区的政策文件和通知公告要写公开属性；拟稿时没有确定公开属性的，按规定可以退文。

    通过：

    ```yaml
    公开属性: 主动公开
    ```

    不通过：

    ```yaml
    公开属性:
    ```
    """
    if subject.kind.attributed and subject.is_own and not _written(subject):
        yield subject.at("disclosure", "没有写公开属性，按规定可以退文", "公开属性: 主动公开")


def _written(subject: Subject) -> bool:
    """Whether anything stands there, even what can't be read: that is another rule's fault."""
    entry = subject.entry("disclosure")
    broken = subject.document.front_matter.broken & {"公开属性", "disclosure"}
    return bool(broken or (entry and entry.value.data))


@document_rule("DC002", "未知的公开属性")
def unknown_attribute(subject: Subject) -> Iterator[Fault]:
    """公开属性是“主动公开”“依申请公开”“不予公开”之一（政府信息公开条例第十三条至第十六条）。

    通过：

    ```yaml
    公开属性: 主动公开
    ```

    不通过：

    ```yaml
    公开属性: 公开
    ```
    """
    text = subject.document.disclosure
    if text and text not in ATTRIBUTES:
        close = get_close_matches(text, ATTRIBUTES, n=1, cutoff=0.3)
        yield subject.at("disclosure", f"未知的公开属性{quoted(text)}", close[0] if close else OPEN)


@document_rule("DC003", "没有不公开理由")
def no_reason(subject: Subject) -> Iterator[Fault]:
    """依申请公开、不予公开的，要写不公开理由。

    通过：

    ```yaml
    公开属性: 依申请公开
    不公开理由: 涉及商业秘密
    ```

    不通过：

    ```yaml
    公开属性: 依申请公开
    ```
    """
    document = subject.document
    kept_back = document.disclosure == ON_REQUEST or (document.disclosure == CLOSED and document.is_draft)
    if kept_back and not document.nondisclosure_reason:
        message = f"公开属性为“{document.disclosure}”，没有写不公开理由"
        yield subject.at("disclosure", message, "不公开理由: 依据条例第几条，涉及何种情形")


@document_rule("DC004", "不予公开的文件在发布之列")
def published_though_closed(subject: Subject) -> Iterator[Fault]:
    """不予公开的文件不能放在内容目录里发布。

    不通过：

    ```yaml
    公开属性: 不予公开
    不公开理由: 内部事务信息
    ```
    """
    document = subject.document
    if document.disclosure == CLOSED and not document.is_draft:
        yield subject.at("disclosure", "不予公开的文件不得发布", "把文件移出内容目录；属性写错的，改正属性。")
