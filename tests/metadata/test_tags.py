"""The 网页标签 of each kind of page: all that are mandatory, none empty, none able to break out of its attribute."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Column, Department, Vocabularies, Vocabulary
from plugins.metadata.tags import ArticleFacts, Tag, canonical_link, metas, page_tags, published
from plugins.portal.config import PortalConfig
from tests.catalogue import sample

CONFIG = PortalConfig("昆明市西山区人民政府", "www.example.gov.cn", "5301120004")
COLUMN = Column("policies", "政策文件", "policy", "发布政策文件。", ("政策", "文件"), "政策文件")
GOVERNMENT = Department("昆明市西山区人民政府", ("昆明市西山区政府",), own=True)
WORDS = Vocabularies(Vocabulary((GOVERNMENT,)), Vocabulary(()), Vocabulary(()), Vocabulary((COLUMN,)))
HOME = ("SiteName", "SiteDomain", "SiteIDCode")
LIST = (*HOME, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = (*LIST, "ArticleTitle", "PubDate", "ContentSource")
OPTIONAL = {"Keywords", "Author", "Description", "Image", "Url"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    return dict(sample.read(tmp_path_factory.mktemp("content")).by_path)


def tags_of(
    column: Column | None, document: Document | None, config: PortalConfig = CONFIG
) -> dict[str, str]:
    article = ArticleFacts(document, "https://www.example.gov.cn/a/", "摘要") if document else None
    tags = page_tags(config, column, article, WORDS)
    assert len({tag.name for tag in tags}) == len(tags)
    return {tag.name: tag.content for tag in tags}


def test_tags_by_kind_of_page(documents: dict[str, Document]) -> None:
    assert tuple(tags_of(None, None)) == HOME
    assert tuple(tags_of(COLUMN, None)) == LIST
    article = tags_of(COLUMN, documents["policies/2016/公开.md"])
    assert tuple(article)[: len(ARTICLE)] == ARTICLE
    assert set(article) - set(ARTICLE) <= OPTIONAL


def test_the_values_of_an_article(documents: dict[str, Document]) -> None:
    tags = tags_of(COLUMN, documents["policies/2016/公开.md"])
    assert tags["SiteDomain"] == "www.example.gov.cn"
    assert tags["PubDate"] == "2016-12-21 08:30"
    assert tags["ContentSource"] == "昆明市西山区人民政府"
    assert tags["ColumnKeywords"] == "政策,文件"
    assert tags_of(COLUMN, documents["policies/2018/临时.md"])["Keywords"] == "财政,临时"
    assert (
        tags_of(COLUMN, documents["policies/2017/复议法/2017-09-01.md"])["ContentSource"]
        == "国家法律法规数据库"
    )


def test_afternoons_are_in_24_hours(documents: dict[str, Document]) -> None:
    document = replace(documents["policies/2016/公开.md"], published_at=datetime(2016, 12, 21, 15, 5))  # noqa: DTZ001
    assert published(document) == "2016-12-21 15:05"


def test_a_column_without_words_still_has_all_tags() -> None:
    tags = tags_of(Column("x", "财政信息", "policy"), None)
    assert tuple(tags) == LIST
    assert all(tags.values())


@given(st.sampled_from(["", " ", "null", "NULL", "\n", "None"]), st.text(max_size=5))
def test_no_tag_is_empty_or_null(empty: str, name: str) -> None:
    column = Column("x", name, "policy", empty, (empty,), empty)
    tags = tags_of(column, None, replace(CONFIG, site_id=empty))
    assert all(value.strip() and value.lower() not in ("null", "none") for value in tags.values())
    assert "SiteIDCode" not in tags


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_survives_in_its_attribute(text: str) -> None:
    [meta] = metas([Tag("ArticleTitle", text)])
    element = html.fragment_fromstring(str(meta))
    assert dict(element.attrib) == {"name": "ArticleTitle", "content": text}


def test_the_canonical_link_is_escaped() -> None:
    element = html.fragment_fromstring(str(canonical_link('https://x/"><script>')))
    assert dict(element.attrib) == {"rel": "canonical", "href": 'https://x/"><script>'}
