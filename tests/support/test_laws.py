"""Does the importer of plain law texts fill only what a text says, and keep every character of it?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.gazette import source, vocabularies
from plugins.portal.markdown import render
from tests.support import law_markdown
from tests.support.law_history import History, join_lines
from tests.support.law_topics import topic_of, words
from tests.support.laws import END_OF_HEAD, Law, import_laws, main, read_law

VOCABULARIES = vocabularies.read(Path(__file__).resolve().parents[2] / "content" / "vocabularies")


def law_text(title: str, *history: str, body: str = "第一条 为了示范，制定本条例。") -> str:
    return "\n\n".join((f"# {title}", *history, END_OF_HEAD, body, ""))


def read(*history: str, body: str = "第一条 正文。", stem: str = "示范条例(2019-04-03)") -> Law:
    return read_law(law_text("中华人民共和国示范条例", *history, body=body), stem)


def head(law: Law) -> dict[str, str | tuple[str, ...]]:
    return {key: value for key, value in law.fields() if value}


def test_a_revised_regulation_carries_the_number_of_its_revision() -> None:
    law = read(
        "2007年4月5日 中华人民共和国国务院令第492号公布",
        "2019年4月3日 中华人民共和国国务院令第711号修订　",
        "2019年5月15日 施行",
    )
    assert head(law) == {
        "标题": "中华人民共和国示范条例",
        "文号": "中华人民共和国国务院令第711号",
        "发布机构": "国务院",
        "成文日期": "2019-04-03",
        "发布日期": "2019-04-03",
        "生效日期": "2019-05-15",
        "体裁": "行政法规",
        "公开属性": "主动公开",
        "转载自": "国家法律法规数据库",
        "来源网址": "https://flk.npc.gov.cn/",
        "历次修订": (
            "2007年4月5日 中华人民共和国国务院令第492号公布",
            "2019年4月3日 中华人民共和国国务院令第711号修订",
            "2019年5月15日 施行",
        ),
    }


def test_the_number_of_the_first_version_is_not_given_to_an_amended_one() -> None:
    history = (
        "2001年6月15日 中华人民共和国国务院令第306号公布",
        "2010年1月9日 《国务院关于修改部分行政法规的决定》第二次修订）",
    )
    law = read(*history, stem="示范细则(2010-01-09)")
    assert "文号" not in head(law)
    assert law.published_on == date(2010, 1, 9)
    assert law.publisher == "国务院"


@pytest.mark.parametrize(
    ("line", "publisher", "genre"),
    [
        (
            "2021年1月22日 第十三届全国人民代表大会常务委员会第二十五次会议修订",
            "全国人民代表大会常务委员会",
            "法律",
        ),
        ("1989年4月4日 第七届全国人民代表大会第二次会议通过", "全国人民代表大会", "法律"),
        ("2022年3月24日 国家市场监督管理总局令第55号公布", "国家市场监督管理总局", "部门规章"),
        ("1987年6月1日 公安部、外交部、交通部发布", "公安部", "部门规章"),
        ("2015年5月5日 中华人民共和国国务院、中华人民共和国中央军事委员会令第7号公布", "国务院", "行政法规"),
        ("1950年1月1日 政务院发布", "政务院", "行政法规"),
        (
            "2018年5月24日 上海市第十五届人民代表大会常务委员会第四次会议通过",
            "上海市人民代表大会常务委员会",
            "地方性法规",
        ),
        (
            "1991年12月21日 北京市第九届人大常委会第三十一次会议通过",
            "北京市人民代表大会常务委员会",
            "地方性法规",
        ),
    ],
)
def test_publisher_and_genre(line: str, publisher: str, genre: str) -> None:
    law = read(line)
    assert (law.publisher, law.genre) == (publisher, genre)
    assert VOCABULARIES.departments.find(publisher) is not None
    assert VOCABULARIES.genres.find(genre) is not None


def test_a_city_makes_the_law_that_its_province_approves() -> None:
    history = History(
        (
            "2010年10月29日 郑州市第十三届人民代表大会常务委员会第十五次会议通过",
            "2010年11月26日 河南省第十一届人民代表大会常务委员会第十八次会议批准",
        )
    )
    assert history.publisher == "郑州市人民代表大会常务委员会"
    assert (history.signed_on, history.published_on) == (date(2010, 10, 29), date(2010, 11, 26))


def test_an_amendment_approved_by_the_province_is_the_citys() -> None:
    decision = "《郑州市人民代表大会常务委员会关于修改部分地方性法规的决定》"
    line = f"2018年1月1日 河南省第十二届人民代表大会常务委员会第九次会议批准的{decision}修正"
    assert History((line,)).publisher == "郑州市人民代表大会常务委员会"


def test_a_ministry_that_publishes_with_the_approval_of_the_state_council() -> None:
    law = read("1957年9月7日 国务院批准", "1957年10月11日 交通部发布", stem="打捞办法(1957-10-11)")
    assert (law.publisher, law.genre, law.published_on) == ("交通部", "行政法规", date(1957, 10, 11))


def test_the_president_promulgates_but_does_not_make_a_law() -> None:
    law = read(
        "1990年4月4日 第七届全国人民代表大会第三次会议通过", "1990年4月4日 中华人民共和国主席令第26号公布"
    )
    assert law.publisher == "全国人民代表大会"
    assert head(law)["文号"] == "中华人民共和国主席令第26号"


def test_the_text_tells_the_commencement_of_a_new_or_wholly_revised_law() -> None:
    body = "第九条 本法自2024年1月1日起施行。"
    line = "2023年9月1日 第十四届全国人民代表大会常务委员会第五次会议修订"
    assert read(line, body=body, stem="复议法(2023-09-01)").effective_on == date(2024, 1, 1)
    chinese = "第九条 本法自一九九七年一月一日起施行。"
    assert read("1996年3月1日 国务院发布", body=chinese, stem="a(1996-03-01)").effective_on == date(
        1997, 1, 1
    )


def test_the_first_commencement_is_not_that_of_an_amended_text() -> None:
    body = "第九条 本法自1999年10月1日起施行。"
    line = "2017年9月1日 第十二届全国人民代表大会常务委员会第二十九次会议《关于修改部分法律的决定》修正"
    assert read("1999年4月29日 国务院发布", line, body=body, stem="复议法(2017-09-01)").effective_on is None
    since = "第九条 本法自公布之日起施行。"
    assert read("1999年4月29日 国务院发布", line, body=since, stem="复议法(2017-09-01)").effective_on is None
    assert read("1999年4月29日 国务院发布", body=since, stem="a(1999-04-29)").effective_on == date(
        1999, 4, 29
    )


def test_the_file_name_tells_a_later_announcement_but_not_a_commencement() -> None:
    line = "2019年7月26日 河南省第十三届人民代表大会常务委员会第十一次会议批准"
    assert read(line, stem="某市条例(2019-08-27)").published_on == date(2019, 8, 27)
    assert read(line, "2019年11月1日 施行", stem="某市条例(2019-11-01)").published_on == date(2019, 7, 26)


def test_nothing_is_made_up_for_a_file_without_history() -> None:
    law = read_law(law_text("示范规定"), "示范规定")
    assert set(law.missing) == {"发布机构", "发布日期", "体裁", "主题分类", "生效日期"}
    assert not law.publishable
    assert read_law(law_text("示范规定"), "示范规定(2021-07-30)", "行政法规").publisher == "国务院"
    assert read_law(law_text("示范规定"), "示范规定(1987-07-30)", "行政法规").publisher == ""


def test_titles_on_two_lines_and_lines_broken_in_two() -> None:
    assert (
        read_law("# 中华人民共和国民法典\n\n# 总则\n\n" + END_OF_HEAD + "\n\n正文", "总则").title
        == "中华人民共和国民法典 总则"
    )
    lines = ("中华人民共和国示范", "条例", "2018年1月1日 《关于修改〈甲法〉", "〈乙法〉的决定》第三次修正")
    assert join_lines(lines, "中华人民共和国示范条例") == (
        "2018年1月1日 《关于修改〈甲法〉 〈乙法〉的决定》第三次修正",
    )


def test_a_covering_letter_gives_its_number() -> None:
    law = read(
        "关于印发《示范条例》的通知",
        "劳部发〔1994〕489号",
        "劳动部",
        "1995年1月1日 执行",
        stem="示范条例(1994-12-06)",
    )
    assert head(law)["文号"] == "劳部发〔1994〕489号"
    assert law.effective_on == date(1995, 1, 1)


@pytest.mark.parametrize(
    "line",
    [
        *("#号", "* 星", "+ 加", "- 减", "> 大于", "1. 数。", "~~~", "```", "***", "---", "===", "[一]: 二", "[^1]: 三"),
        *("a_b_c **d** `e`", "<script>&amp;", "![图](x)", "\\*", "|甲|乙|", ": 冒号", "    缩进", "Setext\\", "138****0000"),
        *("～～", "……", "{: #a}", "&lt;", "&#35;"),
    ],
)  # fmt: skip
def test_marks_of_markdown_stay_text(line: str) -> None:
    rendered = render(("a.md", law_markdown.body(line)))
    assert rendered.body.text == line.strip()
    assert rendered.problems == ()
    assert [block.kind for block in rendered.body.blocks] == ["paragraph"]


PRINTED = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))
LINES = st.text(PRINTED | st.sampled_from("*_`\\<>&[]()!#+-=|~{}.:1第一条　 "), min_size=1, max_size=40)


@given(
    st.lists(
        LINES.filter(lambda line: line.strip() and not line.strip().startswith("#")), min_size=1, max_size=5
    )
)
@example([">甲"])
def test_every_character_survives(lines: list[str]) -> None:
    kept = [line.strip() for line in lines if not law_markdown.COMMENT.match(line.strip())]
    rendered = render(("a.md", law_markdown.body("\n".join(lines))))
    assert [block.text for block in rendered.body.blocks] == kept
    assert rendered.problems == ()


@given(st.text(max_size=200), st.text(max_size=30))
def test_no_text_raises(text: str, stem: str) -> None:
    law = read_law(text, stem)
    assert law.markdown().startswith("---\n")
    read_law(law_text("甲", f"2019年13月99日 {text}", f"2019年1月9日 {text}"), stem).markdown()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "行政法规"
    folder.mkdir()
    old = law_text("中华人民共和国老办法", "1999年1月1日 国务院发布")
    first = law_text(
        "中华人民共和国示范条例", "2007年4月5日 中华人民共和国国务院令第492号公布", body="第一条 一。"
    )
    second = law_text(
        "中华人民共和国示范条例",
        "2019年4月3日 中华人民共和国国务院令第711号修订",
        body="第一条 二。\n\n第二条 本条例自2019年5月15日起施行。《中华人民共和国老办法》和《别处的办法》同时废止。",
    )
    (folder / "老办法(1999-01-01).md").write_text(old, "utf-8")
    (folder / "示范条例(2007-04-05).md").write_text(first, "utf-8")
    (folder / "示范条例(2019-04-03).md").write_text(second, "utf-8")
    (folder / "无来历的规定.md").write_text(law_text("无来历的规定"), "utf-8")
    content = tmp_path / "content"
    assert main([str(folder), "--to", str(content)]) == 0
    read = source.read(content, VOCABULARIES)
    assert read.findings == ()
    assert [document.path for document in read.corpus.documents] == [
        "policies/1999/老办法.md",
        "policies/2007/示范条例/2007-04-05.md",
        "policies/2007/示范条例/2019-04-03.md",
    ]
    latest = read.corpus.by_path["policies/2007/示范条例/2019-04-03.md"]
    assert [reference.text for reference in latest.repeals] == ["《中华人民共和国老办法》"]
    assert (
        read.corpus.validity(read.corpus.by_path["policies/1999/老办法.md"], date(2020, 1, 1)).cause is latest
    )
    assert str(latest.document_number) == "中华人民共和国国务院令第711号"


def test_one_text_kept_in_two_folders_is_imported_once(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "示范法(2007-04-05).md").write_text(
            law_text("示范法", "2007年4月5日 国务院公布"), "utf-8"
        )
    written = import_laws(sorted(tmp_path.rglob("*.md")), tmp_path / "content")
    assert [path.relative_to(tmp_path).as_posix() for path in written] == ["content/policies/2007/示范法.md"]


def test_topics_are_those_of_the_vocabulary() -> None:
    assert {topic for _, topic in words() if VOCABULARIES.topics.find(topic) is None} == set()
    assert topic_of("中华人民共和国政府信息公开条例") == "综合政务\\政务公开"
    assert topic_of("中华人民共和国防震减灾法") == "城乡建设、环境保护\\气象、水文、测绘、地震"
    assert topic_of("示范规定") == ""
