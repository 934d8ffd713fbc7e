"""Is every kind of document alive on the site? Its sample shows each field on page, in catalogue, search, data and PDF."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html

from plugins.gazette import particulars, source, vocabularies
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.kinds import BULLETIN, KINDS, PAGE
from tests.building import ROOT, Built, build, policy, write
from tests.typeset.samples import running_text

CONTENT = ROOT / "content"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
EVERY_KIND = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.id != PAGE], ids=lambda kind: kind.id)
OWN_KINDS = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.own], ids=lambda kind: kind.id)


@cache
def corpus() -> Corpus:
    return source.read(CONTENT, vocabularies.read(CONTENT / "vocabularies")).corpus


@cache
def sample(kind: str) -> Document:
    """The first sample of a kind."""
    return next(document for document in corpus().documents if document.kind == kind and document.sample)


def address(document: Document) -> str:
    work = corpus().work_of[document.path]
    return f"{work.column}/{work.year}/{work.slug}/"


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


def select(built: Built, path: str, xpath: str) -> list[Any]:
    return list(html.document_fromstring(built.text(path)).xpath(xpath))  # type: ignore[arg-type]


def shown(built: Built, path: str) -> str:
    """What a page says below its head, without white space."""
    return words("".join(select(built, path, "//main//text()")))


def search_texts(output: Path) -> dict[str, str]:
    """The text that search knows of each address, from the files of the index alone."""
    folder = output / "search"

    def read(path: str) -> Any:
        return json.loads(gzip.decompress((folder / path).read_bytes()))

    manifest, found = read(json.loads((folder / "entry.json").read_text())["manifest"]), dict[str, str]()
    names = manifest["docs"].get("names") or [name for part in manifest["docs"]["parts"] for name in read(f"blocks/{part}.bin")]
    for block in names:
        for _, url, *_, texts in read(f"docs/{block}.bin"):
            clauses = [clause[2] for text in texts for clause in read(f"text/{text}.bin")["clauses"]]
            found.setdefault(url, words("".join(clauses)))
    return found


@pytest.fixture(scope="module")
def searched(demonstration: Built) -> dict[str, str]:
    return search_texts(demonstration.output)


@pytest.fixture(scope="module")
def records(demonstration: Built) -> dict[str, dict[str, Any]]:
    rows = json.loads(demonstration.text("api/catalogue.json"))["records"]
    return {row["title"]: row for row in rows}


@EVERY_KIND
def test_a_kind_has_a_column_and_a_sample_of_all_its_fields(kind: Any) -> None:
    columns = [column for column in corpus().vocabularies.columns if column.kind == kind.id]
    assert len(columns) == 1
    assert columns[0].description
    assert columns[0].group
    document = sample(kind.id)
    assert document.title.startswith("（示例）")
    optional = {"期限理由", "响应时间"}  # of a shortened term, of an emergency that is going on
    assert set(document.particulars) >= set(kind.own) - optional


@EVERY_KIND
def test_it_stands_in_its_column_in_feed_and_catalogue(demonstration: Built, records: dict[str, Any], kind: Any) -> None:
    document = sample(kind.id)
    column, url = document.column, address(document)
    links = select(demonstration, f"{column}/index.html", "//main//a/@href")
    assert any(url.removeprefix(f"{column}/") in link for link in links)
    for feed in ("all", column):
        entries = ElementTree.fromstring(demonstration.text(f"feeds/{feed}.atom.xml")).findall("a:entry", ATOM)
        titles = [entry.findtext("a:title", namespaces=ATOM) for entry in entries]
        assert document.title in titles or len(titles) == 50  # the newest fifty
    assert records[document.title]["kind"] == kind.name
    assert (records[document.title]["validity"] is not None) is kind.lasting
    assert kind.id == BULLETIN or (demonstration.output / url / "document.pdf").is_file()


@OWN_KINDS
def test_every_filled_field_is_shown_and_found(
    demonstration: Built, searched: dict[str, str], records: dict[str, Any], kind: Any
) -> None:
    document = sample(kind.id)
    url, own = address(document), particulars.of(document, corpus().vocabularies.kinds)
    page, data = shown(demonstration, f"{url}index.html"), json.loads(demonstration.text(f"{url}document.json"))
    paper = words(running_text((demonstration.output / url / "document.pdf").read_bytes()))
    assert own
    for one in own:
        for text in (one.field.key, *one.texts):
            assert words(text) in page, text
            assert words(text) in searched[url], text
            assert document.number_text or words(text) in paper, text
        assert data[one.field.key] == records[document.title]["particulars"][one.field.key]
    assert [key for key in kind.own if key in page] == [one.field.key for one in own]


def test_a_column_without_documents_has_no_page_and_no_entry(tmp_path: Path) -> None:
    built = build(write(tmp_path / "content", {"policies/2020/a.md": policy()}), tmp_path, pdf=False)
    assert built.status == 0, built.said
    folders = {path.name for path in built.output.iterdir() if path.is_dir()}
    assert folders == {"policies", "catalogue", "search", "sitemap", "feeds", "theme", "api"}
    for path in ("index.html", "sitemap/index.html", "policies/index.html"):
        text = "".join(select(built, path, "//body//text()"))
        assert "政策文件" in text
        assert "办事指南" not in text
        assert "政府公报" not in text.replace("人民政府公报", "")
    assert select(built, "index.html", "//ol[@class='directories']//a/strong/text()") == ["法定主动公开内容"]
    assert len(select(built, "index.html", "//ol[@class='directories']//strong")) == 4


SUBSIDY = """---
标题: 2026年耕地地力保护补贴
发布机构: 昆明市西山区人民政府
发布日期: 2026-03-02
补贴标准: 每亩 100 元
补贴对象: [种粮农户, 合作社]
发放步骤: [村里登记, 街道核对]
---

由街道公示后发放。
"""
KINDS_YAML = """
- id: subsidy
  name: 涉农补贴
  lasting: true
  required: [补贴标准]
  fields:
    - {key: 补贴标准, example: 每亩 100 元}
    - {key: 补贴对象, type: texts}
    - {key: 发放步骤, type: texts, ordered: true}
"""


def test_a_kind_of_the_content_s_own_needs_no_code(tmp_path: Path) -> None:
    files = {
        "policies/2020/a.md": policy(),
        "subsidies/2026/land.md": SUBSIDY,
        "vocabularies/kinds.yaml": KINDS_YAML,
        "vocabularies/columns.yaml": (
            "- {id: policies, name: 政策文件, kind: policy}\n- {id: subsidies, name: 涉农补贴, kind: subsidy}\n"
        ),
    }
    built = build(write(tmp_path / "content", files), tmp_path)
    assert built.status == 0, built.said
    url, values = "subsidies/2026/land/", ("补贴标准", "每亩 100 元", "种粮农户", "合作社", "村里登记", "街道核对")
    texts = (shown(built, f"{url}index.html"), search_texts(built.output)[url],
             words(running_text((built.output / url / "document.pdf").read_bytes())))  # fmt: skip
    for value in values:
        assert [words(value) in text for text in texts] == [True] * 3, value
    [record] = [r for r in json.loads(built.text("api/catalogue.json"))["records"] if r["column"] == "涉农补贴"]
    assert record["particulars"] == {
        "补贴标准": "每亩 100 元", "补贴对象": ["种粮农户", "合作社"], "发放步骤": ["村里登记", "街道核对"],
    }  # fmt: skip
    assert (record["kind"], record["validity"]) == ("涉农补贴", "有效")
    steps = select(built, f"{url}index.html", "//section[@class='particulars']//ol/li/text()")
    assert steps == ["村里登记", "街道核对"]
    assert "涉农补贴" in shown(built, "index.html")


def test_a_missing_field_of_that_kind_is_found(tmp_path: Path) -> None:
    files = {
        "subsidies/2026/land.md": SUBSIDY.replace("补贴标准: 每亩 100 元\n", ""),
        "vocabularies/kinds.yaml": KINDS_YAML,
        "vocabularies/columns.yaml": "- {id: subsidies, name: 涉农补贴, kind: subsidy}\n",
    }
    built = build(write(tmp_path / "content", files), tmp_path, pdf=False)
    assert built.status == 1
    assert "补贴标准" in built.said


def test_the_whole_course_can_be_followed_from_any_of_its_documents(demonstration: Built) -> None:
    steps = ["意见征集", "决策", "文件", "解读", "执行", "结果"]
    for column in ("consultations/2016", "decisions/2016", "policies/2016", "interpretations/2016", "services/2016",
                   "supervision/2017"):  # fmt: skip
        path, course = f"{column}/elderly-meals/index.html", "//ol[@class='course']"
        assert select(demonstration, path, f"{course}/li/strong/text()") == steps
        assert len(select(demonstration, path, f"{course}//li[@aria-current]")) == 1


@pytest.mark.parametrize(("day", "label"), [("2016-07-20", "尚未开始"), ("2016-08-30", "征集中"), ("2016-08-31", "已结束"),
                                            ("2016-09-12", "已反馈")])  # fmt: skip
def test_a_consultation_says_on_its_page_whether_it_is_open(tmp_path: Path, day: str, label: str) -> None:
    text = (CONTENT / "consultations/2016/elderly-meals.md").read_text("utf-8").replace("依据: [《老年人权益保障法》]\n", "")
    content = write(tmp_path / "content", {"consultations/2016/a.md": text})
    built = build(content, tmp_path, day=date.fromisoformat(day), pdf=False)
    assert built.status == 0, built.said
    for path in ("consultations/2016/a/index.html", "consultations/index.html", "index.html"):
        badge = select(built, path, "//main//span[contains(@class, 'badge')]/text()")
        assert badge == [label], path
