"""发文字号, 索引号, 期号: what is written is read, and what is read is written in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.numbers import DocumentNumber, IssueNumber, TotalIssue, several
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
        ("中华人民共和国国务院令（第711号）", "中华人民共和国国务院令第711号"),
        ("国务院令〔第 711 号〕", "国务院令第711号"),
        ("云南省人民代表大会常务委员会公告〔十三届〕第三十号", "云南省人民代表大会常务委员会公告〔十三届〕第三十号"),
        ("西政函（2016）12号", "西政函〔2016〕12号"),
        ("国办发明电[2020]1号", "国办发明电〔2020〕1号"),
        ("西政办明电〔2016〕3 号", "西政办明电〔2016〕3号"),
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


@pytest.mark.parametrize(
    "texts",
    [
        ("国务院令第711号", "中华人民共和国国务院令 第711号", "国务院令第七百一十一号"),
        ("西政发〔2016〕1号", "西政发(2016)第01号"),
    ],
)
def test_writings_of_one_number_have_one_canonical_form(texts: tuple[str, ...]) -> None:
    assert len({number.canonical for text in texts if (number := DocumentNumber.parse(text))}) == 1


def test_decrees_sort_by_value() -> None:
    numbers = [number for text in ("主席令第二十号", "主席令第三号", "主席令第11号") if (number := DocumentNumber.parse(text))]
    ordered = sorted(numbers, key=lambda number: number.key)
    assert [str(number) for number in ordered] == ["主席令第三号", "主席令第11号", "主席令第二十号"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ()),
        ("西政发〔2016〕1号", ("西政发〔2016〕1号",)),
        ("财库〔2016〕1号、发改投资〔2016〕22号", ("财库〔2016〕1号", "发改投资〔2016〕22号")),
        ("财库〔2016〕1号 发改投资〔2016〕22号", ("财库〔2016〕1号", "发改投资〔2016〕22号")),
        ("教育部、财政部令第46号", ("教育部、财政部令第46号",)),
        ("财库〔2016〕1号、无", ("财库〔2016〕1号、无",)),
    ],
)
def test_numbers_of_several_issuers(text: str, numbers: tuple[str, ...]) -> None:
    assert several(text) == numbers


@given(st.integers(1, 99_999), st.integers(0, 1))
def test_total_issue_round_trip(first: int, more: int) -> None:
    total = TotalIssue(first, min(first + more, 99_999))
    assert TotalIssue.parse(str(total)) == total


@pytest.mark.parametrize("text", ["总第738期", "738", "第738期", "总第 738 期", "总738期", "总第７３８期"])
def test_total_issue_writings(text: str) -> None:
    assert TotalIssue.parse(text) == TotalIssue(738, 738)


@pytest.mark.parametrize("text", ["", "总第期", "总第〇期", "总第0期", "总第8、7期", "示例总第6期"])
def test_not_a_total_issue(text: str) -> None:
    assert TotalIssue.parse(text) is None


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


@given(st.integers(1949, 2099), st.integers(0, 99), st.integers(0, 99))
def test_supplement_round_trip(year: int, first: int, serial: int) -> None:
    issue = IssueNumber(year, first, first, serial)
    assert IssueNumber.read(str(issue)) == issue


@pytest.mark.parametrize(
    ("text", "right", "short"),
    [
        ("增刊", "2016年增刊", "增刊"),
        ("增刊1", "2016年增刊第1期", "增刊1"),
        ("增刊第1期", "2016年增刊第1期", "增刊1"),
        ("第6期增刊", "2016年第6期增刊", "6增刊"),
        ("5-6合刊", "2016年第5、6期", "5-6"),
        ("第5、6期（合刊）", "2016年第5、6期", "5-6"),
    ],
)
def test_supplements_and_double_issues(text: str, right: str, short: str) -> None:
    issue = IssueNumber.parse(2016, text)
    assert issue is not None
    assert (str(issue), issue.short) == (right, short)


def test_issues_stand_as_on_the_shelf() -> None:
    texts = ["第1期", "第2、3期", "第3期增刊", "第4期", "第4期增刊第1期", "第4期增刊第2期", "增刊", "增刊第1期"]
    issues = [IssueNumber.parse(2016, text) for text in texts]
    assert sorted(filter(None, reversed(issues))) == issues


@pytest.mark.parametrize("text", ["", "0", "6、5", "冬季号", "第六期", "1234"])
def test_not_an_issue(text: str) -> None:
    assert IssueNumber.parse(2016, text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    IssueNumber.parse(2016, text)
    TotalIssue.parse(text)
    several(text)
