"""What is code, what is text, and where it stands: compared with the plainest possible reading."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.links import links
from plugins.gazette.prose import Prose, is_printable
from plugins.gazette.tags import tags

PIECES = st.lists(st.sampled_from(["`", "``", "```", "~~~", "\n", "\n\n", "甲", "<u>", " ", "\\"]), max_size=30).map("".join)


@given(PIECES)
def test_blanking_moves_nothing(body: str) -> None:
    blanked = Prose(body, 1).without_code
    assert len(blanked) == len(body)
    assert all(new in (old, " ") for old, new in zip(body, blanked, strict=True))
    assert blanked.count("\n") == body.count("\n")


@given(st.text(), st.integers(0, 200))
def test_place_counts_lines_and_columns(body: str, offset: int) -> None:
    offset = min(offset, len(body))
    before = body[:offset].split("\n")
    assert Prose(body, 10).place(offset) == (10 + len(before) - 1, len(before[-1]) + 1)


@given(st.text())
def test_printable(text: str) -> None:
    assert is_printable(text) == all((c.isprintable() and c != "\ufffd") or c in "\n\t\u3000\xa0" for c in text)


def code(body: str) -> str:
    return Prose(body, 1).without_code


def test_fences() -> None:
    assert code("```\n<a>\n```\n<b>") == "   \n   \n   \n<b>"
    assert code("~~~ html\n<a>\n~~~\n") == "        \n   \n   \n"
    assert code("```\n<a>") == "```\n<a>"
    assert code("````\n```\n<a>\n````\n<b>") == "    \n   \n   \n    \n<b>"


def test_spans() -> None:
    assert code("甲`<a>`乙") == "甲     乙"
    assert code("``a`b`` `c") == "        `c"
    assert code("`a\n\nb`") == "`a\n\nb`"
    assert code("\\`<a>`") == "\\`<a>`"


def names(text: str) -> list[str]:
    return [("/" if tag.closing else "") + tag.name for tag in tags(text)]


def test_tags() -> None:
    assert names("1<2 且 3>2，<关于……>") == []
    assert names('<A HREF="x>y">甲</a>') == ["a", "/a"]
    assert names("<script>'<b>'</script ><u>") == ["script", "u"]
    assert names("<script><b>") == ["script", "b"]
    assert names("<!-- <b> --><br/><!doctype html>") == ["!--", "br", "!"]
    assert names("a<b 且 c") == []
    assert names("<img src=x onerror=alert(1)") == ["img"]


def test_attributes() -> None:
    (tag,) = tags("<td\n colspan='2' onClick=go() hidden title=\"&#106;s\">")
    assert [(a.name, a.value) for a in tag.attributes] == [
        ("colspan", "2"),
        ("onclick", "go()"),
        ("hidden", ""),
        ("title", "js"),
    ]
    assert tag.attributes[0].offset == 5


def targets(text: str) -> list[str]:
    return [link.target for link in links(Prose(text, 1))]


def test_links() -> None:
    assert targets('[甲](a.md "题") ![乙](<b c.png>) [丙](d(1).pdf)') == ["a.md", "b c.png", "d(1).pdf"]
    assert targets("[![图](a.png)](b.md)") == ["a.png", "b.md"]
    assert targets("\\[甲](a.md) [乙] (b.md) [丙\n\n](c.md)") == []
    assert targets("[甲]: a.md\n[^1]: 注释\n[乙]:\n  b.md") == ["a.md", "b.md"]
    assert targets("<https://www.gov.cn/> <甲>") == ["https://www.gov.cn/"]
    assert targets("[甲](javascript&colon;x)") == ["javascript:x"]


def test_many_open_brackets_take_no_time() -> None:
    for sign in ("](", "[", "<a ", "`", "`` ` ", "```x\n", "<!--", "<script>", "<style>", "<a b='", "[a]: "):
        text = sign * 50_000
        links(Prose(text, 1))
        list(tags(text))
        assert len(code(text)) == len(text)
