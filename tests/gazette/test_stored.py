"""A document of which only a few fields are at hand is the same document, whatever is asked of it first."""

import pickle
from dataclasses import fields, replace
from datetime import date

import pytest

from plugins.gazette.documents import Document
from plugins.gazette.front_matter import FrontMatter
from plugins.gazette.stored import put_away, take_out

AT_HAND = ("path", "digest")
WHOLE = Document(
    "policies/2016/a.md", "policies", "policy", "policies/2016/a", "ab" * 32, FrontMatter((), "正文\n", 5),
    title="关于试行的意见", signed_on=date(2016, 8, 26), keywords=("政务公开", "试行"), particulars={"阶段": "征集"},
)  # fmt: skip


def stored() -> Document:
    kept, rest = put_away(WHOLE, AT_HAND)
    return take_out(Document, AT_HAND, list(kept.values()), rest)


@pytest.mark.parametrize("first", [one.name for one in fields(Document)])
def test_each_field_can_be_the_first_that_is_asked_for(first: str) -> None:
    found = stored()
    assert getattr(found, first) == getattr(WHOLE, first)
    assert [getattr(found, one.name) for one in fields(found)] == [getattr(WHOLE, one.name) for one in fields(WHOLE)]


def test_what_is_at_hand_reads_nothing() -> None:
    kept, _ = put_away(WHOLE, AT_HAND)
    found = take_out(Document, AT_HAND, list(kept.values()), b"not a pickle")
    assert (found.path, found.digest, found == WHOLE) == (WHOLE.path, WHOLE.digest, True)
    with pytest.raises(pickle.UnpicklingError):
        _ = found.title


def test_it_is_pickled_replaced_and_taken_over_as_a_whole_one() -> None:
    assert pickle.loads(pickle.dumps(stored())).title == WHOLE.title
    assert replace(stored(), title="另一件").keywords == WHOLE.keywords
    found = stored()
    found.take(replace(WHOLE, title="改后"))
    assert (found.title, found.signed_on) == ("改后", WHOLE.signed_on)


@pytest.mark.parametrize("make", [stored, lambda: WHOLE])
def test_what_is_no_field_is_an_error(make: object) -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = make().nothing_of_the_kind  # type: ignore[operator]
