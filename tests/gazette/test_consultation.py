"""Whether a consultation is open follows from its dates and the day alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette import consultation, document_reader, front_matter, particulars, vocabularies
from plugins.gazette.consultation import Stage
from plugins.gazette.documents import Document

WORDS = vocabularies.read(Path(__file__).resolve().parents[2] / "content/vocabularies")
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))


def document(path: str = "consultations/2020/a.md", **fields: object) -> Document:
    head = "\n".join(f"{key}: {value}" for key, value in {"标题": "甲", **fields}.items())
    return document_reader.build(path, "", front_matter.parse(f"---\n{head}\n---\n", "a.md")[0], WORDS)


@given(DAYS, DAYS, st.integers(0, 90))
def test_a_term_is_open_from_its_first_day_to_its_last(day: date, opens: date, length: int) -> None:
    closes = opens + timedelta(days=length)
    found = consultation.on(day, document(征集开始=opens, 征集截止=closes))
    assert found is not None
    assert (found.stage is Stage.OPEN) is (opens <= day <= closes)
    assert (found.stage is Stage.COMING) is (day < opens)


def test_feedback_ends_it() -> None:
    asked = document(征集开始="2020-01-01", 征集截止="2020-01-31", 反馈日期="2020-02-10")
    assert [consultation.on(date(2020, 2, day), asked).stage for day in (9, 10)] == [Stage.CLOSED, Stage.ANSWERED]  # type: ignore[union-attr]
    answer = document("notices/2020/b.md", 发布日期="2020-02-05")
    found = consultation.on(date(2020, 2, 6), asked, (answer,))
    assert found is not None
    assert (found.stage, found.day, found.feedback) == (Stage.ANSWERED, date(2020, 2, 5), answer)


def test_without_a_last_day_nothing_is_claimed() -> None:
    assert consultation.on(date(2020, 1, 1), document()) is None


def test_fields_read_as_words_and_as_data() -> None:
    asked = document(反馈方式="[电子邮件, 信函]", 征集开始="2020-01-05", 收到意见="12 条")
    own = particulars.of(asked, WORDS.kinds)
    assert [(one.field.key, one.texts) for one in own] == [
        ("征集开始", ("2020年1月5日",)), ("反馈方式", ("电子邮件", "信函")), ("收到意见", ("12 条",)),
    ]  # fmt: skip
    assert particulars.data(asked, WORDS.kinds) == {
        "征集开始": "2020-01-05", "反馈方式": ["电子邮件", "信函"], "收到意见": "12 条",
    }  # fmt: skip
