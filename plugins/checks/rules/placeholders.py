"""Is anything left of the skeleton that `invoke new` wrote?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette.placeholders import BLANK

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "未完成的文稿"


@document_rule("UN001", "没有填写的地方")
def left_blank(subject: Subject) -> Iterator[Fault]:
    """`invoke new` 写的骨架里，标着“（请填写）”的地方都要改写；不需要的字段删去。

    通过：

    ```yaml
    概述: 规定防汛工作的职责和措施。
    ```

    不通过：

    ```yaml
    概述: （请填写）
    ```
    """
    head = subject.document.front_matter
    if BLANK not in head.head and BLANK not in head.body:
        return
    lines = [*head.head.split("\n"), *head.body.split("\n")]
    for line, text in enumerate(lines, 1):
        column = text.find(BLANK)
        if column >= 0:
            seen = quoted(text.partition("  #")[0])
            yield Fault(line, column + 1, f"还没有填写：{seen}", "写上内容；不需要的字段，删去这一行。")
