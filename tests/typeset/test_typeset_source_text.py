"""The text of a PDF is that of its source: every character of it, in its order, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.gazette import source
from plugins.portal.markdown import render
from plugins.typeset import plan
from plugins.typeset.compile import set_document
from plugins.typeset.plan import Press
from tests.typeset.samples import VOCABULARIES, Text, pages

POLICIES = Path(__file__).resolve().parents[2] / "content" / "policies"
LAWS = sorted(path.relative_to(POLICIES.parent) for path in POLICIES.rglob("*.md"))[::40]
HAN = st.text("一二三公开政府信息的，。；“”《》〔〕（）—…AZaz09 .%", min_size=1, max_size=60)


def shown(data: bytes) -> str:
    """All characters of the type area without white space: heads and page numbers stand outside of it."""
    found = []
    for page in pages(data):
        found += [glyph.char for glyph in page if 34 < glyph.baseline < 297 - 35]
    return "".join(found)


def said(node: Any) -> Iterator[str]:
    """The strings of a body in the order in which they are set; footnotes, which stand below, are left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list) and node and node[0] in ("note", "again", "a", "img", "code") and isinstance(node[1], str):
        yield from said(node[2]) if node[0] == "a" else [node[1]] if node[0] == "code" else []
    elif isinstance(node, list):
        start = node[1:] if node and isinstance(node[0], str) and len(node) == 2 and isinstance(node[1], list) else node
        for one in start:
            yield from said(one)
    elif isinstance(node, dict):
        for key in ("names", "date", "x", "title", "caption", "cells", "t", "items", "table"):
            yield from said(node.get(key) or [])


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", LAWS, ids=str)
def test_a_document_of_the_site_is_there_whole(path: Path, press: Press) -> None:
    document, _ = source.read_file(POLICIES.parent / path, POLICIES.parent, VOCABULARIES)
    assert document is not None
    job = plan.document(press, document, render((document.path, document.body)).body).job
    assert job is not None
    if job.files or "[^" in document.body:
        pytest.fail("this test reads texts without pictures and footnotes")
    payload = json.loads(job.payload)
    body = bare("".join(said(payload["body"])))
    assert body in shown(set_document(job))


@given(paragraphs=st.lists(HAN, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_paragraphs_are_there_in_order(text: Callable[..., Text], press: Press, paragraphs: list[str]) -> None:
    made = text("\n\n".join(f"正文{words}" for words in paragraphs))
    job = plan.document(press, made.document, made.body).job
    assert job is not None
    body = bare("".join(said(json.loads(job.payload)["body"])))
    assert body in shown(set_document(job))


def test_the_characters_are_those_of_the_source_and_not_look_alikes(text: Callable[..., Text], press: Press) -> None:
    """Digits in circles, Roman numerals and variants keep their own code points."""
    words = "①⑳ⅠⅫ㎡℃％‰〇○〔2016〕8号“引”《书》——……䶮𬭊"
    made = text(f"正文{words}。")
    job = plan.document(press, made.document, made.body).job
    assert job is not None
    with pypdfium2.PdfDocument(set_document(job)) as pdf:
        found = bare(pdf[0].get_textpage().get_text_range())
    assert words in found
