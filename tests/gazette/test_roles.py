"""What a sentence says of the document that it cites."""

import pytest

from plugins.gazette.names import keys
from plugins.gazette.roles import BASIS, ENDS, PAST, role

CITED = "《示例办法》"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《示例办法》（西政发〔2016〕1号）等规定，制定本办法。", BASIS),
        ("补贴标准按《示例办法》执行。", BASIS),
        ("为贯彻《示例办法》，提出如下意见。", BASIS),
        ("本办法自公布之日起施行。《示例办法》（西政发〔2016〕1号）同时废止。", ENDS),
        ("《示例办法》、《另一办法》同时废止", ENDS),
        ("《示例办法》自本办法施行之日起废止。", ENDS),
        ("现决定废止《示例办法》。", ENDS),
        ("《示例办法》已于2020年废止。", PAST),
        ("原《示例办法》规定的标准，按新标准执行。", PAST),
        ("按照修订后的《示例办法》办理。", PAST),
        ("2016年，区政府出台《示例办法》。", ""),
        ("根据有关规定办理。《示例办法》印发后反映良好。", ""),
    ],
)
def test_role(text: str, expected: str) -> None:
    start = text.index(CITED)
    assert role(text, start, start + len(CITED)) == expected


def test_a_title_with_its_number_is_found_by_the_number_then_by_the_title() -> None:
    found = keys("《示例办法》（西政发〔2016〕1号）")
    assert found.index("西政发〔2016〕1号") < found.index("示例办法")
    assert "示例" not in keys("示例（暂行）")
