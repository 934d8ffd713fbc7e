"""Does a server fold as the site's own index does? Its two filters are run here as OpenSearch describes them."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from plugins.search.export.folding import NO_UNIT, mappings
from plugins.search.fold import FOLDER, is_unit

ESCAPE = re.compile(r"(?:\\u[0-9A-F]{4})+")
KOREAN = range(0xAC00, 0xD7A4)
RULE = re.compile(r"(\S+) =>(?: (\S+))?")


def spelt(text: str) -> str:
    return ESCAPE.sub(lambda found: bytes.fromhex(found[0].replace("\\u", "")).decode("utf-16-be"), text)


def read(rule: str) -> tuple[str, str]:
    found = RULE.fullmatch(rule)
    assert found, rule
    return spelt(found[1]), spelt(found[2] or "")


RULES = dict(map(read, mappings()))


def folded(text: str) -> str:
    """The mapping filter, then the one that removes what is no unit."""
    return "".join(filter(is_unit, "".join(RULES.get(character, character) for character in text)))


def texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: ord(c) not in KOREAN))


@given(texts())
def test_the_filters_fold_as_the_folder_does(text: str) -> None:
    assert folded(text) == FOLDER.text(text)


def test_every_code_point_is_folded_alike() -> None:
    points = [point for point in range(0x110000) if point not in KOREAN and not 0xD800 <= point < 0xE000]
    assert [hex(point) for point in points if folded(chr(point)) != FOLDER.character(chr(point))] == []


def test_what_is_no_unit_is_named_as_java_does() -> None:
    assert NO_UNIT == r"[^\p{L}\p{N}\p{Co}\x{20000}-\x{3FFFF}]+"
    assert {unicodedata.category(c)[0] for c in "（）〔〕，。 \n—-_$€“”"}.isdisjoint({"L", "N"})


def test_a_rule_can_be_read_as_the_filter_reads_it() -> None:
    assert len(RULES) == len(mappings())
    assert all("\\" not in ESCAPE.sub("", rule) for rule in mappings())
    assert {"開 => 开", "Ａ => a", "㈠ => 一", "½ => 12", "ﾞ =>"} <= set(mappings())
