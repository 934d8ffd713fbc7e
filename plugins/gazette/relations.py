"""The relations between documents, in one table: the field that names the other, and how each side is called.

Their order is that of a reader's interest: what explains a text first, what merely rests on it last.
"""

from __future__ import annotations

from dataclasses import dataclass

from .kinds import BULLETIN, CONSULTATION, DECISION


@dataclass(frozen=True, slots=True)
class Relation:
    """`id` is the attribute of `Document`, `key` the field's name. `outgoing` heads the list on the page of the document
    that names others, `incoming` on theirs. One that `concerns_version` reaches one text, not all versions of the work;
    `targets` are the kinds it may name (any when empty)."""

    id: str
    key: str
    outgoing: str
    incoming: str
    concerns_version: bool = False
    targets: tuple[str, ...] = ()


RELATIONS = (
    Relation("interprets", "解读", "解读的文件", "政策解读"),
    Relation("amends", "修改", "修改的文件", "修改本文件的文件", concerns_version=True),
    Relation("repeals", "废止", "废止的文件", "废止本文件的文件", concerns_version=True),
    Relation("consultations", "征集", "此前的意见征集", "征集意见后形成的文件", targets=(CONSULTATION,)),
    Relation("feedback_on", "反馈", "反馈的意见征集", "征集意见的反馈", targets=(CONSULTATION,)),
    Relation("decisions", "决策", "落实的重大决策", "落实本决策的文件", targets=(DECISION,)),
    Relation("executes", "执行", "执行的文件", "执行情况"),
    Relation("results_of", "结果", "反映结果的文件", "实施结果"),
    Relation("corrects", "更正", "更正的公报", "更正本期的公报", targets=(BULLETIN,)),
    Relation("basis", "依据", "依据", "以本文件为依据的文件"),
)
PRINTED = Relation("contents", "目录", "刊登的文件", "刊登于", concerns_version=True)  # a bulletin's own, by sections
BY_ID = {relation.id: relation for relation in (*RELATIONS, PRINTED)}
