"""Is an invented sample about to reach the public site?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject

FAMILY = "示例"
MARKED = re.compile(r"^\s*[（(]示例[）)]|[（(]示例[）)]\s*$")


@related_rule("SM001", "正式网站上的示例", binding=True, when=attrgetter("sample"))
def sample_published(subject: RelatedSubject) -> Iterator[Fault]:
    """标有“示例”的文件是虚构的，只用于演示；正式网站不得发布。

    通过：用 `pelicanconf.py` 建演示站点。

    不通过：用 `publishconf.py` 建正式站点，内容里有 `示例: 是` 的文件。
    """
    if subject.document.sample and not subject.options.samples_allowed:
        yield subject.at("sample", "示例文件不得在正式网站发布", "删去文件，或写 status: draft。")


@document_rule("SM002", "标题是示例却没有标明", binding=True)
def unmarked_sample(subject: Subject) -> Iterator[Fault]:
    """标题写有“（示例）”的文件要写“示例: 是”，否则会在正式网站发布。

    通过：

    ```yaml
    标题: 关于防汛工作的通知（示例）
    示例: 是
    ```

    不通过：

    ```yaml
    标题: 关于防汛工作的通知（示例）
    ```
    """
    document = subject.document
    if MARKED.search(document.title) and not document.sample and not document.is_draft:
        yield subject.at("title", "标题写有“（示例）”，没有写“示例: 是”", "示例: 是")
