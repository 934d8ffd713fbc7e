"""发文字号, 索引号, 期号: what is written is read, and what is read is written in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.numbers import DocumentNumber, IndexNumber, IssueNumber, organisation_check_character
from tests.gazette.strategies import HAN

YEARLY = st.builds(DocumentNumber, HAN, st.integers(1949, 2099), st.integers(1, 999_999))
DECREES = st.builds(
    DocumentNumber,
    HAN.map(lambda text: f"{text}府令"),
    st.none(),
    st.one_of(st.integers(1, 9999), st.sampled_from(["二十四", "一百零三", "七"])),
    st.just(True),
)
ANNOUNCEMENTS = st.builds(
    DocumentNumber, HAN.map(lambda text: f"{text}局公告"), st.integers(1949, 2099), st.integers(1, 999), st.just(True)
)


@given(st.one_of(YEARLY, DECREES, ANNOUNCEMENTS))
def test_document_number_round_trip(number: DocumentNumber) -> None:
    assert DocumentNumber.parse(str(number)) == number


@given(st.text())
def test_document_number_never_raises_and_is_stable(text: str) -> None:
    number = DocumentNumber.parse(text)
    assert number is None or DocumentNumber.parse(str(number)) == number


SHAPED = st.from_regex(r"[西政发令公告第\s]{0,8}[〔\[(（]?[0-9０-９]{0,5}年?[〕\])）]?第?[0-9〇一二十]{0,4}号?", fullmatch=True)


@given(SHAPED)
def test_what_looks_like_a_number_is_stable(text: str) -> None:
    number = DocumentNumber.parse(text)
    assert number is None or DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "西政发(2016)1号",
        "西政发（2016）1号",
        "西政发[2016]1号",
        "西政发【2016】1号",
        "西政发〔16〕1号",
        "西政发〔2016〕第1号",
        "西政发〔2016〕001号",
        " 西政发 〔2016年〕 1 号 ",
        "西政发〔２０１６〕１号",
        "西政发〔2016〕1",
    ],
)
def test_habitual_writings(text: str) -> None:
    assert str(DocumentNumber.parse(text)) == "西政发〔2016〕1号"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("国务院令 第711号", "国务院令第711号"),
        ("沪府令10号", "沪府令第10号"),
        ("中华人民共和国主席令第二十四号", "中华人民共和国主席令第二十四号"),
        ("国家税务总局公告2021年第5号", "国家税务总局公告2021年第5号"),
        ("财政部 税务总局公告2019年第13号", "财政部 税务总局公告2019年第13号"),
        ("昆明市西山区人民政府公告〔2016〕1号", "昆明市西山区人民政府公告〔2016〕1号"),
    ],
)
def test_decrees_and_announcements(text: str, right: str) -> None:
    assert str(DocumentNumber.parse(text)) == right


def test_announcements_of_two_years_differ() -> None:
    texts = ("国家税务总局公告2021年第5号", "国家税务总局公告2022年第5号")
    assert DocumentNumber.parse(texts[0]) != DocumentNumber.parse(texts[1])


NO_NUMBERS = ["", "关于政务公开的意见", "西政发2016年1", "〔2016〕1号", "西政发〔216〕1号", "第711号", "HFGS—2017—9"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_not_a_document_number(text: str) -> None:
    assert DocumentNumber.parse(text) is None


def test_document_numbers_sort_by_office_year_serial() -> None:
    texts = ["西政发〔2016〕10号", "西政发〔2016〕9号", "西政发〔2015〕99号", "昆政发〔2016〕1号"]
    numbers = [number for text in texts if (number := DocumentNumber.parse(text))]
    ordered = [str(number) for number in sorted(numbers, key=lambda number: number.key)]
    assert ordered == ["昆政发〔2016〕1号", "西政发〔2015〕99号", "西政发〔2016〕9号", "西政发〔2016〕10号"]


@given(
    st.from_regex(r"[0-9]{8}", fullmatch=True),
    st.from_regex(r"[0-9]{4}([0-9]{2})?-[0-9]{5,6}", fullmatch=True),
)
def test_index_number_round_trip(eight: str, rest: str) -> None:
    text = f"{eight}{organisation_check_character(eight)}-{rest}"
    number = IndexNumber.parse(text)
    assert number is not None
    assert str(number) == text
    assert number.check_digit_holds


@pytest.mark.parametrize("text", ["015116516-201612-480926", "01527918X-2020-153077"])
def test_check_digits_of_real_index_numbers(text: str) -> None:
    number = IndexNumber.parse(text)
    assert number is not None
    assert number.check_digit_holds


@given(st.integers(0, 8), st.integers(1, 9))
def test_a_digit_copied_wrongly_shows(place: int, change: int) -> None:
    """GB 11714 finds every single wrong digit: no weight shares a factor with 11."""
    code = "015116516"
    digit = str((int(code[place]) + change) % 10)
    number = IndexNumber.parse(f"{code[:place]}{digit}{code[place + 1 :]}-201612-480926")
    assert number is not None
    assert not number.check_digit_holds


@pytest.mark.parametrize("text", ["", "000014349/2019-00007", "015116516-201612", "11620622013933539B/2021-03844", "x"])
def test_other_index_numbers_are_kept_whole(text: str) -> None:
    assert IndexNumber.parse(text) is None


@given(st.integers(1949, 2099), st.integers(1, 999), st.integers(0, 3))
def test_issue_round_trip(year: int, first: int, more: int) -> None:
    issue = IssueNumber(year, first, min(first + more, 999))
    assert IssueNumber.parse(year, str(issue).partition("年")[2]) == issue


@pytest.mark.parametrize("text", ["6", "06", "第6期", " 第 6 期 "])
def test_issue_writings(text: str) -> None:
    assert IssueNumber.parse(2016, text) == IssueNumber(2016, 6, 6)


@pytest.mark.parametrize("text", ["5、6", "第5、6期", "5-6", "第5-6期", "5，6"])
def test_double_issues(text: str) -> None:
    assert str(IssueNumber.parse(2016, text)) == "2016年第5、6期"


@pytest.mark.parametrize("text", ["", "0", "6、5", "冬季号", "第六期", "1234"])
def test_not_an_issue(text: str) -> None:
    assert IssueNumber.parse(2016, text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    IndexNumber.parse(text)
    IssueNumber.parse(2016, text)
