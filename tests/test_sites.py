"""The two built sites, asserted by facts: the small one with Chinese names, and what `make site` gives."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from html import unescape
from xml.etree import ElementTree

import pytest

from plugins.gazette import source, vocabularies
from plugins.portal import markdown
from tests.building import ROOT, Built, build, files
from tests.typeset.samples import running_text
from tests.validators import verapdf

METHOD = "policies/2018/示范管理办法/"
NOTICE = "policies/2020/关于-示范事项-的通知/"
ISSUE = "bulletins/2024/03/"
OPINION = "policies/2016/open-government-opinions/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def text_of(html: str) -> str:
    """What a page shows, without its markup."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", html.partition("<main")[2].partition("</main>")[0])
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def in_order(words: Sequence[str], text: str) -> bool:
    return bool(re.search(".*?".join(map(re.escape, words)), text, re.DOTALL))


def test_a_work_shows_its_current_version_and_links_all(zhongwen: Built) -> None:
    page = zhongwen.text(f"{METHOD}index.html")
    assert "西政规〔2024〕2号" in text_of(page)
    for day in ("2018-03-01", "2024-05-01"):
        assert f'{METHOD.rsplit("/", 2)[-2]}/{day}/' in unescape(page) or f"{day}/" in page
    assert "已修改" in text_of(zhongwen.text(f"{METHOD}2018-03-01/index.html"))


@pytest.mark.parametrize(
    ("path", "label"),
    [
        (METHOD, "有效"),
        (f"{METHOD}2018-03-01/", "已修改"),
        (NOTICE, "废止"),
        ("policies/2020/示范转载条例/", "失效"),
        ("policies/2026/远期-施行的规定/", "尚未生效"),
    ],
)
def test_validity_stands_on_the_page_and_in_its_data(zhongwen: Built, path: str, label: str) -> None:
    assert label in text_of(zhongwen.text(f"{path}index.html"))
    assert json.loads(zhongwen.text(f"{path}document.json"))["有效性"] == label


def test_the_issue_has_contents_articles_and_a_pdf(zhongwen: Built) -> None:
    page = zhongwen.text(f"{ISSUE}index.html")
    assert in_order(["区政府文件", "示范管理办法", "政策解读", "问答"], text_of(page))
    assert (zhongwen.output / ISSUE / "document.pdf").read_bytes().startswith(b"%PDF-")
    assert "为了试验本站" in text_of(zhongwen.text(f"{ISSUE}示范管理办法/index.html"))
    assert "2024年第3期" in text_of(zhongwen.text(f"{METHOD}index.html"))


def test_attachments_and_pictures_are_at_their_own_paths(zhongwen: Built) -> None:
    published = files(zhongwen.output)
    content = ROOT / "tests/sites/zhongwen/content"
    for path in ("attachments/登记 表.csv", "images/示意 图.png"):
        assert published[path] == (content / path).read_bytes()
    page = zhongwen.text("notices/2024/带附件-的公告/index.html")
    assert "%E7%99%BB%E8%AE%B0%20%E8%A1%A8.csv" in page
    assert '<img alt="登记点示意图：一个红色方块" src="' in page


def test_feeds_name_the_newest_first(zhongwen: Built) -> None:
    feed = ElementTree.fromstring(zhongwen.text("feeds/all.atom.xml"))
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles[0] == "远期施行的规定"
    assert len(titles) == len(set(titles)) == 7
    links = {link.get("href", "") for link in feed.findall("a:entry/a:link", ATOM)}
    sitemap = {place.text for place in ElementTree.fromstring(zhongwen.text("sitemap.xml")).iter() if place.text}
    assert len(links) == 7
    assert links <= sitemap
    feeds = [path for path in files(zhongwen.output) if path.startswith("feeds/")]
    ids = {ElementTree.fromstring(zhongwen.text(path)).findtext("a:id", namespaces=ATOM) for path in feeds}
    assert len(ids) == len(feeds) == 5


def test_the_catalogue_holds_every_version(zhongwen: Built) -> None:
    records = json.loads(zhongwen.text("api/catalogue.json"))["records"]
    assert len(records) == 8
    for file in (file for record in records for file in record["files"]):
        assert sha256((zhongwen.output / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert zhongwen.text("api/catalogue.csv").count("示范管理办法") >= 2


def test_every_page_is_in_the_sitemap(zhongwen: Built) -> None:
    listed = ElementTree.fromstring(zhongwen.text("sitemap.xml"))
    pages = [path for path in files(zhongwen.output) if path.endswith("index.html")]
    assert len(listed) == len(pages)


def test_pages_load_nothing_from_elsewhere(zhongwen: Built, demonstration: Built) -> None:
    for built in (zhongwen, demonstration):
        for path, data in files(built.output).items():
            if path.endswith(".html"):
                loaded = re.findall(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(https?:[^"]*)', data.decode())
                outside = [u for u in loaded if not u.startswith("https://www.kmxs.gov.cn/")]
                assert not outside, path
                assert not re.search(r"<[^>]+\s(?:style|on\w+)=", data.decode()), path


def test_the_record_of_the_starting_document(demonstration: Built) -> None:
    page = text_of(demonstration.text(f"{OPINION}index.html"))
    labels = ("索引号", "主题分类", "发布机构", "发布日期", "名称", "文号", "关键字")
    assert in_order(labels, page)
    values = ("015116516-201612-480926", "其他文件", "昆明市西山区政府", "2016-12-21 00:00", "(此件公开发布)")
    assert in_order(values, page)
    data = json.loads(demonstration.text(f"{OPINION}document.json"))
    assert "文号" not in data
    assert "关键字" not in data


def test_the_text_of_the_starting_document_reaches_page_data_and_paper(demonstration: Built) -> None:
    words = vocabularies.read(ROOT / "content/vocabularies")
    document = source.read(ROOT / "content", words).corpus.by_path["policies/2016/open-government-opinions.md"]
    lines = [line for line in document.body.split("\n") if line]
    page = re.sub(r"\s", "", text_of(demonstration.text(f"{OPINION}index.html")))
    paper = re.sub(r"\s", "", running_text((demonstration.output / OPINION / "document.pdf").read_bytes()))
    paper = re.sub(r"—\d+—", "", paper)  # page numbers
    blocks = [block["text"] for block in json.loads(demonstration.text(f"{OPINION}document.json"))["正文"]]
    assert blocks == lines
    for line in lines:
        assert re.sub(r"\s", "", line) in page
        assert re.sub(r"\s", "", line) in paper


def test_pdfs_conform(demonstration: Built, zhongwen: Built) -> None:
    paths = [
        demonstration.output / OPINION / "document.pdf",
        demonstration.output / "bulletins/2016/06/document.pdf",
        demonstration.output / "policies/2017/行政复议法/2023-09-01/document.pdf",
        zhongwen.output / ISSUE / "document.pdf",
        zhongwen.output / "notices/2024/带附件-的公告/document.pdf",
    ]
    assert [str(result.failures) for result in verapdf(paths) if not result.compliant] == []


def test_samples_say_so_on_page_and_paper(demonstration: Built) -> None:
    for path in ("interpretations/2016/open-government-opinions-questions/", "bulletins/2016/06/", "guides/2016/disclosure/"):
        assert "示例" in text_of(demonstration.text(f"{path}index.html"))
    assert "示例文件，非真实公文" in running_text((demonstration.output / "bulletins/2016/06/document.pdf").read_bytes())


def test_rendering_is_the_text_of_every_real_law() -> None:
    """Every document of the content: each line of the source is in the body, character for character."""
    words = vocabularies.read(ROOT / "content/vocabularies")
    for document in source.read(ROOT / "content", words).corpus.documents:
        if not document.is_reprint:
            continue
        shown = re.sub(r"\s", "", markdown.render((document.path, document.body)).body.text)
        plain = re.sub(r"\\(?=[^\w\s])|^#+ |\s", "", document.body, flags=re.MULTILINE)
        assert shown == plain, document.path


def test_another_day_changes_only_what_depends_on_it(zhongwen: Built, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("later")
    later = build(ROOT / "tests/sites/zhongwen/content", folder, day=date(2035, 6, 1), pdf=False)
    assert json.loads(later.text("policies/2026/远期-施行的规定/document.json"))["有效性"] == "有效"
    assert later.text("notices/2024/带附件-的公告/document.json") == zhongwen.text("notices/2024/带附件-的公告/document.json")
