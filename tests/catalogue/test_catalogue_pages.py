"""Every list of the catalogue is a page, every link leads to one, and its rows are those of its value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.catalogue import pages as catalogue
from plugins.catalogue.records import CatalogueRecord
from plugins.catalogue.views import CatalogueView
from plugins.gazette.corpus import Corpus
from plugins.portal.views import ValidityView


def judge(record: CatalogueRecord) -> ValidityView | None:
    return ValidityView(record.status.id, record.status.value, "") if record.status else None


@pytest.fixture(scope="module")
def shown(found: tuple[CatalogueRecord, ...], corpus: Corpus) -> dict[str, CatalogueView]:
    views = list(catalogue.views(found, corpus.vocabularies, judge))
    assert len({view.url for view in views}) == len(views)
    return {view.url: view for view in views}


def test_the_front_page_lists_every_work_once(
    shown: dict[str, CatalogueView], found: tuple[CatalogueRecord, ...]
) -> None:
    front = shown["catalogue/"]
    assert [row.url for row in front.rows] == [record.work_url for record in found if record.current]
    assert front.total == len(front.rows)
    assert [facet.id for facet in front.facets] == [
        "department",
        "topic",
        "genre",
        "year",
        "validity",
        "column",
        "letter",
    ]


def test_every_value_has_its_page_with_as_many_rows(shown: dict[str, CatalogueView]) -> None:
    values = [value for facet in shown["catalogue/"].facets for value in facet.values]
    assert {value.url for value in values} == shown.keys() - {"catalogue/"}
    for value in values:
        assert shown[value.url].total == value.count == len(shown[value.url].rows)
        chosen = [v.url for facet in shown[value.url].facets for v in facet.values if v.chosen]
        assert chosen == [value.url]


def test_old_versions_stand_under_their_status_at_their_own_address(shown: dict[str, CatalogueView]) -> None:
    [row] = shown["catalogue/validity/amended/"].rows
    assert row.url == "policies/2017/复议法/2017-09-01/"
    assert row.validity is not None
    assert row.validity.id == "amended"


def test_rows_carry_what_article_12_asks_for(shown: dict[str, CatalogueView]) -> None:
    [row] = shown["catalogue/genre/意见/"].rows
    assert (row.index_number, row.title, row.date) == (
        "015116516-201612-480926",
        "关于全面推进政务公开工作的实施意见",
        "2016-12-21",
    )


def test_long_lists_are_paged(found: tuple[CatalogueRecord, ...], corpus: Corpus) -> None:
    many = [replace(found[0], source=f"policies/2020/{n}.md", current=True) for n in range(250)]
    made = list(catalogue.pages(many, corpus.vocabularies, judge, "某区人民政府"))
    front = [page for page in made if page.url.startswith("catalogue/") and page.url.count("/") in (1, 3)][:2]
    assert [page.url for page in front] == ["catalogue/", "catalogue/page/1/"]
    assert [len(page.view.rows) for page in front] == [150, 100]
    for number, page in enumerate(front, 1):
        assert page.view.pages[page.view.page_number - 1].url == page.url
        assert (page.view.page_number, page.view.total, page.kind) == (number, 250, "catalogue")
    assert len({page.title for page in made}) == len(made)


def test_an_empty_catalogue_has_its_front_page(corpus: Corpus) -> None:
    [page] = catalogue.pages((), corpus.vocabularies, judge, "某区人民政府")
    assert (page.url, page.view.total, page.view.rows, page.view.facets) == ("catalogue/", 0, (), ())
