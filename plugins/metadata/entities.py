"""What is a page about, where that is a thing schema.org knows: a service, a question with its answer, an office?"""

from __future__ import annotations

from typing import Any

from plugins.gazette.documents import Document
from plugins.gazette.kinds import QUESTION, SERVICE
from plugins.gazette.vocabularies import Vocabularies

Node = dict[str, Any]


def main(document: Document, words: Vocabularies, text: str) -> Node | None:
    """The page's mainEntity; None for kinds that are but texts. `text` is that of the body."""
    if document.kind == SERVICE:
        return _service(document, words)
    if document.kind == QUESTION:
        return _question(document, text)
    return _office(document) if document.kind == "institution" else None


def _service(document: Document, words: Vocabularies) -> Node:
    own = document.particulars
    return _filled({
        "@type": "GovernmentService",
        "name": document.title,
        "serviceType": own.get("事项类型"),
        "provider": _organisation(words.publisher(document.publisher)),
        "availableChannel": _filled({
            "@type": "ServiceChannel",
            "serviceLocation": _filled({"@type": "Place", "name": own.get("办理地点"),
                                        "description": own.get("办理时间")}),
            "servicePhone": _filled({"@type": "ContactPoint", "telephone": own.get("咨询电话")}),
        }),
    })  # fmt: skip


def _question(document: Document, text: str) -> Node:
    own = document.particulars
    answer = _filled({"@type": "Answer", "text": text, "dateCreated": _iso(own.get("答复日期")),
                      "author": _organisation(own.get("答复单位"))})  # fmt: skip
    return _filled({"@type": "Question", "name": own.get("提问"), "dateCreated": _iso(own.get("提问日期")),
                    "answerCount": 1 if text else 0, "acceptedAnswer": answer})  # fmt: skip


def _office(document: Document) -> Node:
    own = document.particulars
    return _filled({"@type": "GovernmentOffice", "name": document.publisher, "description": own.get("机构职能"),
                    "address": own.get("办公地址"), "telephone": own.get("办公电话")})  # fmt: skip


def _organisation(name: str | None) -> Node | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _filled(node: Node) -> Node:
    """Without what has no value, or nothing but its type."""
    return {key: value for key, value in node.items()
            if value not in (None, "") and not (isinstance(value, dict) and set(value) <= {"@type"})}  # fmt: skip
