"""Does an issue of the bulletin sell anything? 国办发〔2018〕22号: it carries no commercial advertisements.

Only words can be judged here, so an editor may be right against the rule, and say so (检查例外).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from plugins.gazette.findings import Severity
from plugins.gazette.kinds import BULLETIN
from plugins.gazette.values import Value

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted

FAMILY = "公报中的广告"
# Words that sell; advertising as a matter of administration (户外广告整治) is none.
SELLING = re.compile(
    r"""(?:欢迎|敬请)(?:选购|惠顾|订购|洽购)|(?:订购|选购|抢购|加盟|招商|广告)热线|优惠酬宾|限时(?:抢购|特价)
    |全场[一二三四五六七八九\d.]+折|买[一二三\d]+送[一二三\d]+|扫码(?:购买|下单|领券)|诚招(?:代理|加盟)|广告(?:刊例|位招租|招商)""",
    re.VERBOSE,
)
SELLING_MARKS = "购顾线宾特折送下领招刊"
AD_SECTION = re.compile(r"广告|推广|商讯")
AD_TITLE = re.compile(r"^广告|[（(【]广告[）)】]|广告$")


@document_rule("BU009", "公报刊登商业广告", Severity.WARNING)
def advertisement(subject: Subject) -> Iterator[Fault]:
    """公报不刊登商业广告（国办发〔2018〕22号）：不设广告栏目，正文里没有推销的话。确非广告的，写明检查例外。

    通过（公报）：

    ```md
    本期刊登文件两件。
    ```

    不通过（公报）：

    ```md
    全场八折，欢迎选购。订购热线见封底。
    ```
    """
    if subject.document.kind != BULLETIN:
        return
    advice = "删去广告；公报只刊登文件和有关资料。"
    for item in _sections(subject):
        if AD_SECTION.search(item.text):
            yield Fault.at(item, f"公报不设广告栏目：{quoted(item.text)}", advice)
    for passage, match in subject.matches(SELLING, SELLING_MARKS):
        yield Fault(*passage.place(match.start()), f"公报不刊登商业广告：{quoted(match[0])}", advice)


def _sections(subject: Subject) -> Iterator[Value]:
    entry = subject.entry("contents")
    for item in entry.value.items if entry else ():
        yield from (value for key, value in item.pairs if key.text == "栏目")


@related_rule("BU010", "目录中的广告", Severity.WARNING, when=attrgetter("contents"))
def advertising_article(subject: RelatedSubject) -> Iterator[Fault]:
    """公报目录不列广告、推销产品的文章（国办发〔2018〕22号）。

    通过：目录列《关于开展户外广告整治的通知》。

    不通过：目录列《某某楼盘（广告）》。
    """
    for section in subject.document.contents:
        for reference in section.articles:
            target = subject.corpus.resolve(reference)
            if target is not None and (AD_TITLE.search(target.title) or SELLING.search(target.title)):
                yield Fault.at(reference, f"公报不刊登商业广告：{quoted(target.title)}", "从目录中删去。")
