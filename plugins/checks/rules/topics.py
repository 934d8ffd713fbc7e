"""Are 主题分类 and 体裁 words of their vocabularies?

Topics follow the 22 classes of the State Council's catalogue, written 一级\\二级.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette.findings import Severity

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "主题分类和体裁"


@document_rule("TP001", "未知的主题")
def unknown_topic(subject: Subject) -> Iterator[Fault]:
    r"""主题分类写主题词表（`vocabularies/topics.yaml`）中的类目，两级之间用“\\”。

    通过：

    ```yaml
    主题分类: 综合政务\政务公开
    ```

    不通过：

    ```yaml
    主题分类: 综合政务\政务公升
    ```
    """
    text, topics = subject.document.topic, subject.words.topics
    if text and not topics.find(text):
        hint = subject.suggest("topic", text, topics.suggest)
        yield subject.at("topic", f"主题词表中没有{quoted(text)}", hint or "从 vocabularies/topics.yaml 中选一类。")


@document_rule("TP002", "未知的体裁", Severity.WARNING)
def unknown_genre(subject: Subject) -> Iterator[Fault]:
    """体裁写体裁词表（`vocabularies/genres.yaml`）中的一种：决定、通知、意见、条例等。

    通过：

    ```yaml
    体裁: 意见
    ```

    不通过：

    ```yaml
    体裁: 易见
    ```
    """
    text, genres = subject.document.genre, subject.words.genres
    if text and not genres.find(text):
        hint = subject.suggest("genre", text, genres.suggest)
        yield subject.at("genre", f"体裁词表中没有{quoted(text)}", hint or "从 vocabularies/genres.yaml 中选一种。")
