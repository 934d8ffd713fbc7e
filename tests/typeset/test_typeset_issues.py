"""A bulletin issue: its contents tell the right pages, its bookmarks and labels lead there."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from plugins.typeset import plan
from plugins.typeset.compile import Issue, set_issue
from plugins.typeset.house import House
from plugins.typeset.jobs import IssueJob
from plugins.typeset.plan import Press, Printed
from tests.typeset.samples import HOUSE, Text, read_text

Make = Callable[..., Text]


@pytest.fixture
def issue(text: Make, press: Press) -> Issue:
    head = text(
        "编者的话。\n\n## 大事记\n\n12月1日，召开会议。",
        path="bulletins/2016/06.md",
        标题="公报2016年第6期",
        期号="2016年第6期",
        总期号="48",
        目录="[{栏目: 区政府文件, 文件: [a]}]",
    )
    articles = [
        ("区政府文件", text(f"一、甲\n\n{'字' * 2000}", 标题="关于甲的通知", 文号="西政发〔2016〕1号")),
        (
            "区政府文件",
            text(
                "一、乙[^1]\n\n[^1]: 注。",
                "policies/2016/b.md",
                标题="关于乙的很长很长很长很长很长很长很长很长很长的通知",
            ),
        ),
        (
            "法规",
            text(
                "第一条 丙[^1]。\n\n[^1]: 注。", "policies/2016/c.md", 标题="丙法", 转载自="数据库", 示例="是"
            ),
        ),
        ("政策解读", text("问：丁？", "interpretations/2016/d.md", 标题="丁解读")),
    ]
    printed = [Printed(section, made.document, made.body) for section, made in articles]
    job = plan.issue(press, head.document, head.body, printed).job
    assert isinstance(job, IssueJob)
    assert set_issue(job) == set_issue(job)
    return set_issue(job)


def test_each_article_begins_on_the_page_that_is_told(issue: Issue) -> None:
    pages = read_text(issue.data, "-raw").split("\f")
    titles = {
        "policies/2016/a.md": "关于甲的通知",
        "policies/2016/c.md": "丙法",
        "interpretations/2016/d.md": "丁解读",
    }
    assert list(issue.page_of) == [
        "policies/2016/a.md",
        "policies/2016/b.md",
        "policies/2016/c.md",
        "interpretations/2016/d.md",
    ]
    assert len(set(issue.page_of.values())) == 4
    for path, title in titles.items():
        number = issue.page_of[path]
        assert title in pages[number - 1]
        assert f"— {number} —" in pages[number - 1]


def test_the_contents_tell_the_pages(issue: Issue) -> None:
    contents = read_text(issue.data, "-raw").split("\f")[1]
    for line, path in (
        (r"关于甲的通知（西政发〔2016〕1号）", "policies/2016/a.md"),
        ("丙法", "policies/2016/c.md"),
        ("丁解读", "interpretations/2016/d.md"),
    ):
        found = re.search(rf"{line}[\s.]+(\d+)", contents)
        assert found, contents
        assert int(found[1]) == issue.page_of[path]
    assert re.search(r"大事记[\s.]+(\d+)", contents)
    assert "编者的话。" in contents


def test_bookmarks_and_labels(issue: Issue) -> None:
    with pikepdf.open(io.BytesIO(issue.data)) as pdf:
        assert [str(page.label) for page in pdf.pages][:4] == ["封面", "2", "3", "4"]
        assert pdf.Root.PageMode == pikepdf.Name.UseOutlines
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["区政府文件", "法规", "政策解读", "大事记"]
            assert [item.title for item in outline.root[0].children[0].children] == ["一、甲"]


def test_the_cover(issue: Issue) -> None:
    cover = read_text(issue.data, "-f", "1", "-l", "1")
    for words in ("昆明市西山区人民政府", "公报", "2016年第6期", "总第48期", "2016年12月21日", "主办"):
        assert words in cover
    assert "示例" not in cover


def test_running_heads_name_the_section(issue: Issue) -> None:
    pages = read_text(issue.data).split("\f")
    assert "法规" in pages[issue.page_of["policies/2016/c.md"] - 1]
    assert all("2016年第6期" in page for page in pages[:-1])


def test_a_sample_within_an_issue_is_marked(issue: Issue) -> None:
    pages = read_text(issue.data).split("\f")
    assert "示例文件，非真实公文" in pages[issue.page_of["policies/2016/c.md"] - 1]
    assert "示例文件" not in pages[issue.page_of["policies/2016/a.md"] - 1]


def test_an_issue_without_articles_is_set(text: Make, press: Press) -> None:
    head = text("## 更正\n\n更正一处。", path="bulletins/2016/06.md", 期号="2016年第5、6期")
    job = plan.issue(press, head.document, head.body, []).job
    assert isinstance(job, IssueJob)
    made = set_issue(job)
    assert made.page_of == {}
    assert "2016年第5、6期" in read_text(made.data)


def test_an_article_printed_twice_is_told_where_it_stands_first(text: Make, press: Press) -> None:
    head = text("", path="bulletins/2016/06.md", 期号="2016年第6期")
    twice = text("正文[^1]。\n\n[^1]: 注。", "policies/2016/e.md")
    printed = [Printed(section, twice.document, twice.body) for section in ("文件", "附录")]
    job = plan.issue(press, head.document, head.body, printed).job
    assert isinstance(job, IssueJob)
    assert set_issue(job).page_of == {"policies/2016/e.md": 3}


def test_an_article_that_cannot_be_set_is_the_issues_fault_too(text: Make, press: Press) -> None:
    bad = text("坏\U0001f600", "policies/2016/e.md", 标题="戊")
    head = text("", path="bulletins/2016/06.md", 期号="2016年第6期")
    planned = plan.issue(press, head.document, head.body, [Printed("文件", bad.document, bad.body)])
    assert planned.job is None
    assert planned.problems[0].message == "《戊》字体中没有“\U0001f600”（U+1F600）"


@pytest.mark.parametrize(
    ("house", "masthead"),
    [
        (HOUSE, "昆明市西山区人民政府公报"),
        (House("西山区人民政府"), "西山区人民政府公报"),
        (House("西山区门户网站", gazette_name="西山公报"), "西山公报"),
    ],
)
def test_the_masthead(house: House, masthead: str) -> None:
    assert house.masthead == masthead
