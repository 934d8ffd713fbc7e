"""The parts of a pasted document are known by their form, and ordinary text is never taken for one."""

from __future__ import annotations

import pytest

from plugins.gazette.body import Block, Inline
from plugins.typeset import letter
from plugins.typeset.letter import Part


def blocks(*texts: str) -> list[Block]:
    return [Block("paragraph", (Inline("text", text),)) for text in texts]


def test_a_pasted_document() -> None:
    found = letter.read(
        blocks(
            "各街道办事处，区政府各委、办、局：",
            "现将有关事项通知如下：",
            "请认真贯彻执行。",
            "附件：1.工作方案",
            "2.任务分工",
            "昆明市西山区人民政府",
            "2016年12月20日",
            "（此件公开发布）",
            "附件1",
            "工作方案",
            "一、目标",
        )
    )
    names = "addressee text text attachments attachments signature date note annex annex-title text"
    assert " ".join(found.parts) == names


@pytest.mark.parametrize(
    "text", ["现通知如下：", "有下列情形之一的：", "区政府决定：一是公开，二是监督。", "各单位要重视。"]
)
def test_ordinary_text_is_no_addressee(text: str) -> None:
    assert letter.read(blocks(text, "正文。")).parts[0] is Part.TEXT


def test_the_records_addressee_goes_before() -> None:
    assert letter.read(blocks("各街道办事处：", "正文。"), addressee="各部门").parts[0] is Part.TEXT


def test_a_date_in_a_sentence_is_text() -> None:
    assert set(letter.read(blocks("正文。", "2016年12月20日起施行。")).parts) == {Part.TEXT}


def test_a_sentence_before_the_date_is_no_signature() -> None:
    assert letter.read(blocks("本办法自公布之日起施行。", "2016年12月20日")).parts == (Part.TEXT, Part.DATE)


@pytest.mark.parametrize("day", ["2016年1月2日", "二〇一六年十二月二十日", "二○一六年一月二日"])
def test_dates_in_both_writings(day: str) -> None:
    assert letter.read(blocks("正文。", "区政府办公室", day)).parts[-2:] == (Part.SIGNATURE, Part.DATE)


def test_nothing_is_no_letter() -> None:
    assert letter.read([]).parts == ()
