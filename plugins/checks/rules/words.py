"""Does a text hold words from the list of known mistakes (错敏词)?

The list is the office's own: `vocabularies/words.yaml`. Only what the district itself writes is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette.findings import Severity
from plugins.gazette.mistakes import Mistake

from ..registry import document_rule
from ..subject import Fault, Subject

FAMILY = "错敏词"


@document_rule("WD001", "错敏词", Severity.WARNING)
def listed_word(subject: Subject) -> Iterator[Fault]:
    """错敏词表（`vocabularies/words.yaml`）中的词改用规范的写法；表中级别为 error 的是错误。转载的文件不作检查。

    通过：

    ```text
    截至目前，已完成三项。
    ```

    不通过：

    ```text
    截止目前，已完成三项。
    ```
    """
    if not subject.is_own:
        return
    words = subject.words.mistakes
    for entry in subject.document.front_matter.entries:
        if isinstance(entry.value.data, str):
            for start, mistake in words.find(entry.value.data):
                yield _fault(*subject.place_in(entry.value, start, mistake.word), mistake)
    for start, mistake in words.find(subject.prose.without_code):
        yield _fault(*subject.prose.place(start), mistake)


def _fault(line: int, column: int, mistake: Mistake) -> Fault:
    severity = Severity.ERROR if mistake.level == "error" else None
    message = f"错敏词“{mistake.word}”" + (f"：{mistake.note}" if mistake.note else "")
    return Fault(line, column, message, mistake.instead or "改用规范的写法。", severity)
