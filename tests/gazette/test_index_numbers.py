"""索引号: read by a configured pattern or kept whole, written as it was read, its check characters computed."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.gazette.index_numbers import (
    CREDIT_ALPHABET,
    PATTERNS,
    IndexNumber,
    IndexPattern,
    credit_check_character,
    organisation_check_character,
)

REAL = {
    "015116516-201612-480926": ("015116516", "201612", 480926),
    "01527918X-2020-153077": ("01527918X", "2020", 153077),
    "000014349/2019-00007": ("000014349", "2019", 7),
    "11441700007280420Y/2021-00050": ("007280420", "2021", 50),
    "11620622013933539B/2021-03844": ("013933539", "2021", 3844),
}
DAY = date(2016, 12, 21)


@pytest.mark.parametrize("text", REAL)
def test_real_numbers(text: str) -> None:
    number = IndexNumber.parse(f" {text} ")
    assert number is not None
    assert str(number) == text
    assert (number.organisation, number.period, number.serial) == REAL[text]
    assert number.check_digit_holds


@given(
    st.from_regex(r"[0-9]{8}", fullmatch=True), st.from_regex(r"(19|20)[0-9]{2}([0-9]{2})?-[0-9]{6}", fullmatch=True)
)
def test_round_trip(eight: str, rest: str) -> None:
    text = f"{eight}{organisation_check_character(eight)}-{rest}"
    number = IndexNumber.parse(text)
    assert number is not None
    assert str(number) == text
    assert number.check_digit_holds


@given(st.integers(0, 8), st.integers(1, 9))
def test_a_digit_copied_wrongly_shows(place: int, change: int) -> None:
    """GB 11714 finds every single wrong digit: no weight shares a factor with 11."""
    code = "015116516"
    digit = str((int(code[place]) + change) % 10)
    number = IndexNumber.parse(f"{code[:place]}{digit}{code[place + 1 :]}-201612-480926")
    assert number is not None
    assert not number.check_digit_holds


@given(st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_a_character_of_a_credit_code_copied_wrongly_shows(place: int, char: str) -> None:
    code = "11620622013933539B"
    assume(code[place] != char)
    wrong = code[:place] + char + code[place + 1 :]
    assert credit_check_character(code[:17]) == code[17]
    assert credit_check_character(wrong[:17]) != wrong[17]


@pytest.mark.parametrize("text", ["", "015116516-201612", "TCXXGK-2020-011721", "0142768-8/2022-00185", "x"])
def test_other_forms_are_kept_whole(text: str) -> None:
    assert IndexNumber.parse(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    IndexNumber.parse(text)


@given(
    st.sampled_from([*PATTERNS[:3], IndexPattern("{organisation}-{year}{month}{day}-{serial:4}")]),
    st.from_regex(r"[0-9]{8}", fullmatch=True),
    st.dates(date(1949, 10, 1), date(2999, 12, 31)),
    st.integers(1, 9999),
)
def test_what_a_pattern_assigns_it_reads(pattern: IndexPattern, eight: str, day: date, serial: int) -> None:
    number = pattern.number(eight + organisation_check_character(eight), day, serial)
    assert pattern.parse(str(number)) == number
    assert number.serial == serial
    assert f"{day:%Y%m%d}".startswith(number.period)


def test_patterns_with_parts_that_are_only_kept() -> None:
    """Civil affairs of Yunnan, 2020: region, department, class, unit, year, serial in 21 digits."""
    pattern = IndexPattern("{region:6}{department:3}{class:2}{unit:2}{year}{serial:4}")
    number = IndexNumber.parse("530112001020320200017", (pattern,))
    assert number is not None
    assert (number.organisation, number.period, number.serial, number.series) == ("", "2020", 17, "530112 001 02 03")
    with pytest.raises(ValueError, match="class 不能自动编定"):
        pattern.number("015116516", DAY, 1)


TEMPLATES = ["", "{year}", "{serial}", "{serial:0}", "{serial:6-5}", "{serial:6}{serial:6}", "{serial:6}-{"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_that_are_none(template: str) -> None:
    with pytest.raises(ValueError, match="索引号的格式"):
        IndexPattern(template)


@pytest.mark.parametrize(("code", "serial"), [("015116516", 1_000_000), ("x", 1)])
def test_parts_that_do_not_fit(code: str, serial: int) -> None:
    with pytest.raises(ValueError, match="不合索引号的格式"):
        PATTERNS[0].number(code, DAY, serial)
