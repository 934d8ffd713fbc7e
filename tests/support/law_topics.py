"""Which 主题分类 does a law belong to? Words of its title decide, the more telling ones first.

The words stand in law_topics.yaml, the classes in content/vocabularies/topics.yaml. A title without a telling
word gets no class: an empty field is honest, a wrong one is not.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

TABLE = Path(__file__).with_suffix(".yaml")


@cache
def words() -> tuple[tuple[str, str], ...]:
    """Pairs of a telling word and its class, in the order in which they are tried."""
    table = yaml.safe_load(TABLE.read_text("utf-8"))
    first = [(word, topic) for word, topic in table["precedence"]]
    return (*first, *((word, topic) for topic, telling in table["topics"].items() for word in telling))


def topic_of(title: str) -> str:
    """The class as 一级\\二级, or an empty text. The state's name tells nothing: 共和国 + 防震 is not 国防."""
    bare = title.replace("中华人民共和国", "")
    return next((topic for word, topic in words() if word in bare), "")
