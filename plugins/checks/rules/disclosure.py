"""Does a document say whether it is to be disclosed, and why not when it is not?

政府信息公开条例 (State Council Order 711), Articles 13–16; 国办发〔2016〕80号: the attribute is fixed with the draft,
a draft without it may be sent back (退文), one that is not to be disclosed gives its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from plugins.gazette.findings import Severity

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "公开属性"
OPEN, ON_REQUEST, CLOSED = "主动公开", "依申请公开", "不予公开"
DECLARED = "此件公开发布"
CHANNELS = frozenset({
    "政府网站", "政府公报", "两微一端", "微信公众号", "政务微博", "移动客户端", "新闻发布会", "发布会", "听证会", "广播电视",
    "广播", "电视", "报刊", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站", "入户", "现场", "公示栏", "电子屏",
    "社区公示栏", "精准推送", "国家档案馆", "公共图书馆", "档案馆", "图书馆", "其他",
})  # fmt: skip
SAYS_NOTHING = frozenset({
    "不宜公开", "不便公开", "不能公开", "不予公开", "依申请公开", "暂不公开", "暂不宜公开", "不宜对外公开", "详见附件",
    "详见正文", "其他原因", "其他情形", "领导要求", "按要求", "按规定", "有关规定", "无具体理由",
})  # fmt: skip
SHORTEST = 4  # characters of a reason: 国家秘密
ATTRIBUTES = (OPEN, ON_REQUEST, CLOSED)


@document_rule("DC001", "没有公开属性（退文）")
def undecided(subject: Subject) -> Iterator[Fault]:
    """本区的公文在拟稿时确定公开属性，没有写的退回补充（退文）。附注或正文末尾写明“（此件公开发布）”的，视为已经确定。

    通过：

    ```yaml
    公开属性: 主动公开
    ```

    不通过：

    ```yaml
    公开属性:
    ```
    """
    if subject.kind.attributed and subject.is_own and not _written(subject) and not _declared(subject):
        yield subject.at("disclosure", "没有写公开属性，应退回补充", "公开属性: 主动公开")


def _declared(subject: Subject) -> bool:
    last = subject.document.body.rstrip()[-20:]
    return any(DECLARED in text for text in (subject.document.note, last))


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
    """依申请公开、不予公开的，要写不公开理由：依据哪一条，涉及何种情形。“无”“略”“不宜公开”“见附件”等没有说明理由，视为没有写。

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
    if not kept_back:
        return
    reason = document.nondisclosure_reason
    if not reason:
        message = f"公开属性为“{document.disclosure}”，没有写不公开理由"
        yield subject.at("disclosure", message, "不公开理由: 依据条例第几条，涉及何种情形")
    elif _says_nothing(reason):
        message = f"不公开理由{quoted(reason)}没有说明理由"
        yield subject.at("nondisclosure_reason", message, "写明依据条例第几条，涉及何种情形。")


def _says_nothing(reason: str) -> bool:
    words = re.sub(r"[^0-9A-Za-z一-鿿]", "", reason)
    return len(words) < SHORTEST or words in SAYS_NOTHING


@document_rule("DC004", "不予公开的文件在发布之列", binding=True)
def published_though_closed(subject: Subject) -> Iterator[Fault]:
    """不予公开的文件不能放在内容目录里发布。

    不通过：

    ```yaml
    公开属性: 不予公开
    不公开理由: 内部事务信息
    ```

    通过：不予公开的文件不放在内容目录里。
    """
    document = subject.document
    if document.disclosure == CLOSED and not document.is_draft:
        yield subject.at("disclosure", "不予公开的文件不得发布", "把文件移出内容目录；属性写错的，改正属性。")


@document_rule("DC005", "没有公开方式", Severity.NOTE)
def no_channel(subject: Subject) -> Iterator[Fault]:
    """本区主动公开的公文要写公开方式：政府网站、政府公报等。

    通过：

    ```yaml
    公开方式: [政府网站, 政府公报]
    ```

    不通过：

    ```yaml
    公开方式:
    ```
    """
    document = subject.document
    open_to_all = subject.kind.attributed and subject.is_own and document.disclosure == OPEN
    if open_to_all and not document.disclosure_channels and not _declared(subject):
        yield subject.at("disclosure_channels", "没有写公开方式", "公开方式: [政府网站]")


@document_rule("DC006", "未知的公开方式", Severity.WARNING)
def unknown_channel(subject: Subject) -> Iterator[Fault]:
    """公开方式写政府网站、政府公报、新闻发布会、报刊、广播电视、公开查阅点、政务服务中心、公示栏等。

    不通过：

    ```yaml
    公开方式: [政府往站]
    ```

    通过：`公开方式: [政府网站, 政府公报]`。
    """
    entry = subject.entry("disclosure_channels")
    for channel in subject.document.disclosure_channels if entry else ():
        if channel not in CHANNELS:
            place = next((item for item in entry.value.items if item.text == channel), entry.value) if entry else None
            close = get_close_matches(channel, sorted(CHANNELS), n=1, cutoff=0.4)
            if place is not None:
                yield Fault.at(place, f"未知的公开方式{quoted(channel)}", close[0] if close else "写政府网站、政府公报等。")


@document_rule("DC009", "主动公开却有不公开理由")
def contradictory_reason(subject: Subject) -> Iterator[Fault]:
    """主动公开的文件不写不公开理由。

    不通过：

    ```yaml
    不公开理由: 内部事务信息
    ```

    通过：`公开属性: 依申请公开` 和 `不公开理由: 涉及商业秘密`。
    """
    document = subject.document
    if document.disclosure == OPEN and document.nondisclosure_reason:
        yield subject.at("nondisclosure_reason", "公开属性是“主动公开”，却写了不公开理由", "改正公开属性，或删去理由。")
