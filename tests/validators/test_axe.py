"""axe-core passes an accessible page and names what is wrong with another."""

from playwright.sync_api import Page

from tests.validators import axe

GOOD = """<!doctype html><html lang="zh-CN"><head><title>公报</title></head>
<body><main><h1>西山区</h1><p>政府公报</p></main></body></html>"""


def test_an_accessible_page_has_no_violations(page: Page) -> None:
    page.set_content(GOOD)
    assert axe(page) == []


def test_faults_are_named_with_their_places(page: Page) -> None:
    page.set_content(GOOD.replace("<p>", '<img src="data:," id="seal"><p style="color:#ccc" id="pale">'))
    found = {violation.rule: violation for violation in axe(page)}
    assert found.keys() == {"image-alt", "color-contrast"}
    assert found["image-alt"].targets == ("#seal",)
    assert found["image-alt"].impact == "critical"
    assert "政府公报" in found["color-contrast"].sources[0]


def test_rules_can_be_chosen(page: Page) -> None:
    page.set_content(GOOD.replace(' lang="zh-CN"', ""))
    assert [violation.rule for violation in axe(page)] == ["html-has-lang"]
    assert axe(page, tags=["wcag2aa"]) == []
