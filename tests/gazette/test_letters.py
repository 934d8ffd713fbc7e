"""Titles stand under the letter under which a reader looks for them."""

import pytest

from plugins.gazette.letters import first_letter


@pytest.mark.parametrize(
    ("title", "letter"),
    [("关于全面推进政务公开工作的意见", "G"), ("《西山区政府公报》", "X"), ("重庆市规定", "C"), ("欧阳", "O"),
     ("“一网通办”办法", "Y"), ("重要", "Z"),
     ("ABC 指南", "A"), ("3 号通告", "其他"), ("", "其他"), ("……", "其他"), ("𠮷野", "其他")],
)  # fmt: skip
def test_the_letter_of_a_title(title: str, letter: str) -> None:
    assert first_letter(title) == letter
