"""What the pages of documents, issues and the catalogue show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.portal.views import Link, Relation
from tests.theme.example_views import ARTICLE, BARE, CATALOGUE, CITING, DOCUMENT, ISSUE, OLD, VALID
from tests.theme.rendering import by_template, page

PAGE = by_template("document")


def words(tree: object) -> str:
    return " ".join(tree.text_content().split())  # type: ignore[attr-defined]


def test_record_stands_in_its_order_and_is_changed_by_nothing() -> None:
    frame = page(PAGE).xpath("//section[@class='record-frame']")[0]
    pairs = [(d.findtext("dt"), words(d.find("dd"))) for d in frame.xpath("./dl/div")]
    assert pairs == [(field.label, field.value) for field in DOCUMENT.record]
    assert frame.xpath(".//a[text()='其他文件']/@href") == ["../../../catalogue/topic/其他/"]
    assert [d.findtext("dt") for d in frame.xpath("./details/dl/div")] == ["体裁", "公开属性"]


def test_text_has_addressee_before_and_signature_date_and_note_after() -> None:
    text = words(page(PAGE).xpath("//*[@data-text]")[0])
    order = [
        "各街道办事处：",
        "一、总体要求",
        "第十二条",
        "青山区人民政府",
        "2016年12月20日",
        "（此件公开发布）",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_contents_lead_to_the_headings() -> None:
    tree = page(PAGE)
    for contents in (".//nav[contains(@class, 'toc-side')]", ".//details[@class='toc-inline']"):
        links = tree.xpath(f"{contents}//a/@href")
        assert links == [f"#{heading.anchor}" for heading in DOCUMENT.toc]


def test_way_to_the_interpretation_is_before_the_text() -> None:
    tree = page(PAGE)
    button = tree.xpath("//a[@class='companion']")[0]
    assert words(button).startswith("看不懂？看解读")
    assert button.get("href") == "../../../interpretations/2016/b/"
    article = tree.xpath("//article")[0]
    order = list(article.iter())
    assert order.index(button) < order.index(article.xpath(".//*[@data-text]")[0])


def test_interpretation_leads_back_to_its_document() -> None:
    view = replace(DOCUMENT, relations=(Relation("解读的文件", (Link("意见", "policies/2016/a/"),)),))
    assert "看原文" in words(page(PAGE, view=view).xpath("//a[@class='companion']")[0])


@pytest.mark.parametrize("status", VALID, ids=str)
def test_validity_is_said_in_words(status: str) -> None:
    banner = page(PAGE, view=replace(DOCUMENT, validity=VALID[status])).xpath(
        "//p[contains(@class, 'validity-')]"
    )[0]
    assert VALID[status].label in words(banner)
    assert VALID[status].sentence in words(banner)


def test_validity_stands_below_the_title_and_names_its_cause() -> None:
    cause = replace(VALID["repealed"], cause=Link("关于废止的决定", "policies/2020/b/"))
    head = page(PAGE, view=replace(DOCUMENT, validity=cause)).xpath("//header[@class='document-head']")[0]
    assert [e.tag for e in head][:2] == ["h1", "p"]
    assert words(head[1]) == "废止 自 2020-01-01 起废止，见关于废止的决定"


def test_old_version_and_sample_say_so() -> None:
    tree = page(PAGE, view=OLD)
    text = words(tree.xpath("//article")[0])
    assert "您看到的是旧版本，不是现行版本。" in text
    assert "示例文件，非真实公文" in text
    assert "转载" in text
    assert tree.xpath("//p[contains(@class, 'banner-old')]/a/@href") == ["../../../policies/2016/a/"]
    future = replace(OLD, validity=VALID["not-yet"])
    assert "您看到的是尚未生效的版本" in words(page(PAGE, view=future).xpath("//article")[0])
    current = words(page(PAGE).xpath("//article")[0])
    assert "旧版本" not in current
    assert "示例文件" not in current


def test_versions_files_relations_and_history_are_listed() -> None:
    tree = page(PAGE)
    assert [words(li) for li in tree.xpath("//ol[@class='versions']/li")] == [
        "2016年文本 2016-12-20 有效 正在显示 与上一版本对照（2016年文本）",
        "2007年文本 2007-04-05 已修改",
    ]
    files = tree.xpath("//a[@class='file']/@href")
    assert files == [
        "../../../policies/2016/%E6%B8%85%E5%8D%95%20%231.xlsx",
        "../../../policies/2016/a/document.pdf",
    ]
    headings = [h.text for h in tree.xpath("//section[contains(@class, 'context')]/h2")]
    assert headings == ["附件", "下载", "政策解读", "刊登于", "其他依据", "版本", "历次制定和修改"]
    assert [li.text for li in tree.xpath("//ol[@class='history']/li")] == ["2007年公布", "2016年修改"]


def test_files_say_what_they_are_for() -> None:
    found = [words(a) for a in page(PAGE).xpath("//a[@class='file']")]
    assert found[0].startswith("Excel 清单 #1.xlsx")
    assert found[1].startswith("PDF PDF 文件 阅读、打印，")


def test_a_page_without_a_record_shows_no_empty_parts() -> None:
    tree = page(by_template("page"), view=BARE)
    assert tree.xpath("//dl | //section[contains(@class, 'context')] | //details | //ol[@class='toc']") == []
    assert "发布时间" not in tree.text_content()


def test_issue_lists_its_articles_with_pages() -> None:
    tree = page(by_template("issue"))
    assert [h.text for h in tree.xpath("//section[@class='contents-section']/h3")] == ["区政府文件", "大事记"]
    first, second = tree.xpath("//ol[@class='contents']/li")
    pdf = f"../../../{ISSUE.pdf}#page=3"
    assert first.xpath(".//a/@href") == ["../../../bulletins/2016/06/a/", pdf]
    assert words(first.xpath(".//a[@class='page-number']")[0]) == "第3页：在整期 PDF 中打开《意见》"
    assert second.xpath(".//*[@class='page-number']") == []
    assert tree.xpath("//a[@class='file']/@href") == [f"../../../{ISSUE.files[0].url}"]


def test_a_page_number_without_a_pdf_leads_nowhere() -> None:
    tree = page(by_template("issue"), view=replace(ISSUE, pdf=""))
    assert words(tree.xpath("//span[@class='page-number']")[0]) == "第3页"


def test_issue_ends_with_its_imprint() -> None:
    found = page(by_template("issue")).xpath("//dl[@class='imprint']/div")
    assert [words(line) for line in found] == [f"{label}{said}" for label, said in ISSUE.imprint]


def test_corrections_lead_both_ways() -> None:
    tree = page(by_template("issue"))
    received, made = tree.xpath("//ul[@class='corrections']/li")
    assert words(received) == "见2017年第1期第3页：“青山”应为“青山区”。"
    assert words(made) == "2016年第5期《通知》第12页：“十一月”应为“十二月”。"
    assert received.xpath(".//a/@href") == ["../../../bulletins/2017/01/"]
    assert made.xpath(".//a/@href") == ["../../../bulletins/2016/05/", "../../../policies/2016/b/"]


def test_article_names_its_issue_and_neighbours() -> None:
    tree = page(by_template("article"))
    place = tree.xpath("//p[@class='printed-in']")[0]
    assert words(place) == f"刊于 {ISSUE.title}“区政府文件”，第 3 页 在整期 PDF 中打开这一页"
    assert place.xpath("a/@href")[1] == f"../../../../{ISSUE.pdf}#page=3"
    assert len(tree.xpath("//ul[@class='corrections']/li")) == 1
    assert tree.xpath("//nav[@class='neighbours']/a/@rel") == ["next"]
    assert f"../../../../{ARTICLE.document.work_url}" in tree.xpath("//article//a/@href")


def test_bulletins_are_grouped_by_year() -> None:
    tree = page(by_template("bulletins"))
    assert [h.text for h in tree.xpath("//section/h2")] == ["2016年", "2015年"]
    assert [len(s.xpath(".//article")) for s in tree.xpath("//main/section")] == [1, 1]


def test_a_column_says_when_its_list_goes_on_elsewhere() -> None:
    view = by_template("column").context["view"]
    assert page(by_template("column")).xpath("//p[@class='list-end']") == []
    more = replace(view, years=(replace(view.years[0], count=500),))
    assert "请按年份查阅" in words(page(by_template("column"), view=more).xpath("//p[@class='list-end']")[0])


def test_a_year_explains_dates_of_another_year() -> None:
    view = replace(by_template("column").context["view"], year=2015)
    assert words(page(by_template("column"), view=view)).count("列出的是现行文本的日期") == 1
    assert "列出的是" not in words(page(by_template("column"), view=replace(view, year=2016)))


def test_catalogue_is_a_table_with_choices_and_pages() -> None:
    tree = page(by_template("catalogue"))
    assert len(tree.xpath("//table/tbody/tr/th[@scope='row']/a")) == len(CATALOGUE.rows)
    assert words(tree.xpath("//table/tbody/tr[1]/td[1]")[0]).startswith("015116516-201612-000000")
    assert tree.xpath("//table/caption")
    heads = [th.text for th in tree.xpath("//table/thead//th")]
    assert heads == ["名称", "索引号／文号", "发布机构", "发布日期", "有效性"]
    assert [e.tag for e in tree.xpath("//table/tbody/tr[1]/*")] == ["th", "td", "td", "td", "td"]
    assert tree.xpath("//table/tbody/tr[1]/td[1]/span/@data-label") == ["索引号", "文号"]
    assert [words(a) for a in tree.xpath("//nav[@id='facets']//a[@aria-current]")] == ["2016 3 件"]
    assert [words(a) for a in tree.xpath("//nav[@class='pager']//a[@aria-current]")] == ["第4页"]
    assert tree.xpath("//nav[@class='pager']//a[@rel='next']/@href") == [f"../{CATALOGUE.pages[4].url}"]
    assert "共 1234 件" in words(tree.xpath("//main")[0])


def test_search_page_keeps_its_contract_with_the_client() -> None:
    tree = page(by_template("search"))
    root = tree.xpath("//*[@data-search-root]")[0]
    assert root.get("data-search-base") == "../search/"
    assert root.get("data-site-base") == "../"
    assert root.xpath(".//p[@role='status' and @aria-live='polite' and @data-search-count]")
    assert root.get("data-search-state") == "idle"
    assert root.xpath(".//div[@data-search-facets]")
    assert tree.xpath("//main//form[@role='search' and @method='get']//input[@name='q']")
    assert "../catalogue/" in tree.xpath("//p[contains(@class, 'no-js')]//a/@href")
    assert "../search/search.js" in tree.xpath("//script/@src")
    assert tree.xpath("//nav[contains(@class, 'no-js')]//a/@href") == ["../catalogue/letter/G/", "../catalogue/letter/X/"]


def test_the_course_of_a_policy_is_a_line_of_steps() -> None:
    steps = page(PAGE, view=CITING).xpath("//ol[@class='course']/li")
    assert [words(step) for step in steps] == [
        "意见征集 征求意见的公告 2016-11-01", "文件 本文件", "解读 《意见》问答 2016-12-22 另有 3 件",
    ]  # fmt: skip
    assert [step.get("class") for step in steps] == [None, "here", None]
    alone = replace(CITING, course=CITING.course[1:2])
    assert not page(PAGE, view=alone).xpath("//ol[@class='course']")


def test_what_a_text_cites_is_linked_or_listed_as_written() -> None:
    tree = page(PAGE, view=CITING)
    clause = tree.xpath("//section[@aria-labelledby='cites']//span[@class='clauses']/a")[0]
    assert (clause.text, clause.get("href")) == ("第三条", "../../../policies/2009/b/#tiao-3")
    shown = words(tree.xpath("//section[@aria-labelledby='cites']")[0])
    assert "《防汛通知》 本站有几份文件同名" in shown
    assert "本站未收录的 2 件" in shown
    assert "云政发〔2016〕1号" in shown
    citing = words(tree.xpath("//section[@aria-labelledby='cited-by']")[0])
    assert citing == "引用本文件的文件 关于落实的通知 另有 40 件，此处列出较新的 1 件"
