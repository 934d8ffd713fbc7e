"""White space is what a browser shows; invisible characters go, with a note; unknown ones are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.typeset import clean


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第一条\n为了", "第一条为了"),
        ("PDF\nfile", "PDF file"),
        ("见PDF\n文件", "见PDF文件"),
        ("第一条  为了", "第一条 为了"),
        ("第一章\u3000总则", "第一章\u3000总则"),
        ("“引文”\n续", "“引文”续"),
    ],
)
def test_white_space_as_a_browser_shows_it(text: str, shown: str) -> None:
    assert clean.flow(text) == shown


def test_neighbours_decide_at_the_edges() -> None:
    assert clean.flow("\n文", before="中") == "文"
    assert clean.flow("\nfile", before="a") == " file"


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Co", "Zs"])))
def test_text_without_white_space_is_never_altered(text: str) -> None:
    assert clean.flow(clean.visible(text)) == text


@given(st.text())
def test_only_white_space_and_invisible_characters_are_ever_lost(text: str) -> None:
    kept = "".join(clean.flow(clean.visible(text)).split())
    assert kept == "".join(clean.PRIVATE.sub("〓", clean.INVISIBLE.sub("", text)).split())


def test_control_characters_are_refused() -> None:
    assert clean.refused("文\ue010字\x01\n\u202e") == ("\x01", "\u202e")


def test_a_private_use_character_is_shown_as_missing_and_told() -> None:
    assert clean.visible("文\ue010字\U000f0001") == "文〓字〓"
    assert clean.unknown("文\ue010字\ue010\U000f0001") == ("\ue010", "\U000f0001")


def test_an_invisible_character_is_told_once() -> None:
    assert clean.invisible("文\u200b字\ufeff\u200b") == ("\u200b", "\ufeff")
