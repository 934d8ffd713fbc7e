"""Is an invented sample about to reach the public site?"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from ..registry import related_rule
from ..subject import Fault, RelatedSubject

FAMILY = "示例"


@related_rule("SM001", "正式网站上的示例", binding=True, when=attrgetter("sample"))
def sample_published(subject: RelatedSubject) -> Iterator[Fault]:
    """标有“示例”的文件是虚构的，只用于演示；正式网站不得发布。"""
    if subject.document.sample and not subject.options.samples_allowed:
        yield subject.at("sample", "示例文件不得在正式网站发布", "删去文件，或写 status: draft。")
