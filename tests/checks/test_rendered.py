"""What the checks let through in the source, nothing stops in the page: one allow-list, looked at from both ends."""

from datetime import date

from hypothesis import given, settings

from plugins.checks import Options, refuses, run
from plugins.gazette import front_matter, source
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
    corpus = Corpus((source.build(PATH, "", head, vocabularies),), vocabularies)
    if not refuses(run(corpus, Options(date(2026, 11, 22)))):
        assert render((PATH, head.body)).problems == ()
