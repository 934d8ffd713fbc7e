"""What stands at the end of an issue of the bulletin: who makes it, under which licence, for whom (主办, 准印证, 发行范围 …).

What is the same for every issue is said once, in the settings; an issue's own word goes before it.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import particulars
from .documents import Document
from .kinds import Kinds


def imprint(issue: Document, kinds: Kinds, usual: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Labels and words, in the order of the table of fields after 主办; what nobody has said is left out.

    `usual` goes by the same labels.
    """
    said = {one.field.key: "、".join(one.texts) for one in particulars.of(issue, kinds)}
    labels = ("主办", *kinds.find(issue.kind).own)
    own = {"主办": issue.sponsor, **said}
    found = ((label, own.get(label) or usual.get(label, "")) for label in labels)
    return tuple((label, words) for label, words in found if words)
