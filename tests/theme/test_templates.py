"""What is true of every page, whatever it shows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from os.path import normpath

import pytest
from lxml.html import HtmlElement

from plugins.portal import scripts
from tests.theme.example_views import DOCUMENT, EXAMPLES, PORTAL, ROWS, Example
from tests.theme.rendering import GENERATED, STATIC, THEME, by_template, page, source

BUNDLES = {normpath(f"theme/js/search/{name}") for name in scripts.names(STATIC / "js" / "search")}
every_page = pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.template}:{e.url}")
HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;{{ 7 * 7 }}"""


def resources(tree: HtmlElement) -> list[str]:
    """What a browser fetches by itself to show the page."""
    loaded = tree.xpath(
        "//script/@src | //img/@src | //iframe/@src | //source/@src | //object/@data | //video/@src"
    )
    return [*loaded, *tree.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href")]


@every_page
def test_landmarks_and_one_title(example: Example) -> None:
    tree = page(example)
    assert tree.get("lang") == "zh-CN"
    for landmark in ("h1", "main", "body/header", "body/footer"):
        assert len(tree.xpath(f"//{landmark}")) == 1, landmark
    assert tree.xpath("//h1")[0].text_content().strip()
    assert tree.xpath("//a[@class='skip-link']/@href") == ["#main"]
    assert tree.xpath("//nav[not(@aria-label) and not(@aria-labelledby)]") == []


@every_page
def test_nothing_inline_and_nothing_from_elsewhere(example: Example) -> None:
    tree = page(example)
    assert [e.tag for e in tree.iter() if any(name.startswith("on") for name in e.attrib)] == []
    assert tree.xpath("//@style | //style | //script[not(@src)]") == []
    assert [address for address in resources(tree) if re.match(r"([a-z]+:)?//", address)] == []
    assert tree.xpath("//a[starts-with(@href, 'javascript:')]") == []


@every_page
def test_own_files_exist(example: Example) -> None:
    root = "/".join([".."] * example.url.count("/")) or "."
    for address in resources(page(example)):
        assert address.startswith(f"{root}/")
        path = address.removeprefix(f"{root}/")
        assert path in GENERATED or path in BUNDLES or (STATIC / path.removeprefix("theme/")).is_file(), path


@every_page
def test_internal_links_start_at_the_root(example: Example) -> None:
    root = "/".join([".."] * example.url.count("/")) or "."
    links = page(example).xpath("//a/@href | //form/@action")
    outside = [a for a in links if not a.startswith(("#", f"{root}/", "https://"))]
    assert outside == []


@every_page
def test_ids_are_unique_and_references_resolve(example: Example) -> None:
    tree = page(example)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(" ".join(tree.xpath("//@aria-labelledby | //@for")).split()) <= set(ids)
    assert {a[1:] for a in tree.xpath("//a/@href") if a.startswith("#")} <= set(ids)


@every_page
def test_headings_leave_no_step_out(example: Example) -> None:
    main = page(example).xpath("//main")[0]
    levels = [int(e.tag[1]) for e in main.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_page
def test_head_elements_of_the_build_are_printed_once(example: Example) -> None:
    tree = page(example)
    assert tree.xpath("//head/meta[@name='SiteName']/@content") == ["x"]
    assert tree.xpath("//head/meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert tree.xpath("//head/meta[@name='description']/@content") == ["说明"]
    assert PORTAL.site_name in tree.findtext("head/title", "")


def test_description_of_the_build_replaces_the_templates() -> None:
    tree = page(by_template("search"), head=('<meta name="Description" content="y">',))
    assert tree.xpath("//meta[@name='description']") == []


def test_hostile_words_stay_words() -> None:
    rows = tuple(
        replace(row, title=HOSTILE, number=HOSTILE, publisher=HOSTILE, summary=HOSTILE) for row in ROWS
    )
    home, column = by_template("index"), by_template("column")
    document = replace(
        DOCUMENT, title=HOSTILE, source=HOSTILE, note=HOSTILE, unlinked_basis=(HOSTILE,), signature=HOSTILE
    )
    trees = [
        page(
            home,
            page_title=HOSTILE,
            page_description=HOSTILE,
            home=replace(home.context["home"], policies=rows),
        ),
        page(
            column,
            view=replace(
                column.context["view"], groups=(replace(column.context["view"].groups[0], rows=rows),)
            ),
        ),
        page(by_template("document"), view=document, page_title=HOSTILE),
    ]
    for tree in trees:
        assert tree.xpath("//img | //script[not(@src)]") == []
        assert HOSTILE in tree.text_content()


def test_footer_shows_only_facts_that_are_given() -> None:
    full = page(by_template("404")).xpath("//footer")[0].text_content()
    for fact in ("5301120004", "滇ICP备00000000号-1", "青山区一号路1号", "650000", "12345", "滇公网安备"):
        assert fact in full
    bare = replace(
        PORTAL,
        site_id="",
        host_unit="",
        address="",
        postcode="",
        telephone="",
        icp="",
        police_record="",
        copyright="",
        links=(),
    )
    footer = page(by_template("404"), portal=bare).xpath("//footer")[0]
    assert "：" not in footer.text_content()
    assert footer.xpath(".//h2") == []


def test_navigation_marks_where_the_reader_is() -> None:
    nav = page(by_template("document")).xpath("//nav[@aria-label='主导航']")[0]
    assert [a.text for a in nav.xpath(".//a[@aria-current]")] == ["政策文件"]
    assert "不在导航" not in nav.text_content()
    home = page(by_template("index")).xpath("//nav[@aria-label='主导航']//a[@aria-current='page']/text()")
    assert home == ["首页"]


@every_page
def test_one_box_to_search_in(example: Example) -> None:
    forms = page(example).xpath("//form[@role='search']")
    assert len(forms) == 1
    assert bool(forms[0].xpath("ancestor::main")) == (example.template in {"search", "404"})


def test_templates_are_short() -> None:
    lengths = {p.name: len(p.read_text("utf-8").splitlines()) for p in THEME.glob("templates/**/*.html")}
    assert {name: lines for name, lines in lengths.items() if lines > 80} == {}


def test_no_page_changes_with_the_time_of_its_making() -> None:
    assert all(source(example) == source(example) for example in EXAMPLES)


def test_style_sheets_and_scripts_fetch_nothing_from_elsewhere() -> None:
    files = [*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js"), *STATIC.glob("images/*.svg")]
    assert len(files) > 10
    for file in files:
        words = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|url\(\s*[\"']?//|@import|@font-face", words), file.name
