"""What the checks let through in the source, nothing stops in the page: one allow-list, looked at from both ends."""

from datetime import date

from hypothesis import given, settings

from plugins.checks import Options, refuses, run
from plugins.gazette import document_reader, front_matter
from plugins.gazette.corpus import Corpus
from plugins.gazette.vocabularies import Vocabularies
from plugins.portal.markdown import render
from tests.checks.strategies import MARKDOWN

HEAD = "---\n标题: 甲\n发布机构: 昆明市西山区人民政府\n发布日期: 2016-12-21\n公开属性: 主动公开\n公开方式: [政府网站]\n---\n"
PATH = "policies/2016/a.md"


@settings(max_examples=300)
@given(body=MARKDOWN)
def test_no_problem_is_left_for_the_build(body: str, vocabularies: Vocabularies) -> None:
    head, _ = front_matter.parse(HEAD + body, PATH)
    corpus = Corpus((document_reader.build(PATH, "", head, vocabularies),), vocabularies)
    if not refuses(run(corpus, Options(date(2026, 11, 22)))):
        assert render((PATH, head.body)).problems == ()


def test_the_anchors_of_the_source_are_those_of_the_page(vocabularies: Vocabularies) -> None:
    body = (
        "# 总的要求\n\n一、目标\n\n（一）分工。各负其责。\n\n## **附件** `清单`[见此](a.md) ##\n\n第一条 甲。\n\n第二条 乙。\n\n"
        "## 说明\n\n丙。\n\n## 说明\n\n附件1\n\n第一条 丁。\n"
    )
    head, _ = front_matter.parse(HEAD + body, PATH)
    rendered = render((PATH, head.body)).html
    shown = {part.split('"', 1)[0] for part in rendered.split(' id="')[1:]}
    assert document_reader.build(PATH, "", head, vocabularies).all_anchors == shown
