"""The facets say exactly what a search through all records would say."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plugins.catalogue.facets import FACETS, select
from plugins.catalogue.records import CatalogueRecord
from plugins.gazette.corpus import Corpus


def test_selections_equal_a_search(found: tuple[CatalogueRecord, ...], corpus: Corpus) -> None:
    for facet, selections in zip(FACETS, select(found, corpus.vocabularies), strict=True):
        counted = [r for r in found if (r.current or facet.id == "validity") and facet.read(r)]
        assert sum(len(selection.records) for selection in selections) == len(counted)
        for selection in selections:
            assert list(selection.records) == [r for r in counted if facet.read(r) == selection.term]


@given(st.data())
def test_any_records_equal_a_search(
    found: tuple[CatalogueRecord, ...], corpus: Corpus, data: st.DataObject
) -> None:
    words = st.text(max_size=3) | st.sampled_from(["甲", "乙", "a b", "a-b", "a/b"])
    drawn = st.builds(
        replace,
        st.sampled_from(found),
        publisher=words,
        topic=st.builds("{}\\{}".format, words, words),
        genre=words,
        current=st.booleans(),
    )
    many = data.draw(st.lists(drawn, max_size=12))
    for facet, selections in zip(FACETS, select(many, corpus.vocabularies), strict=True):
        addresses = [selection.url for selection in selections]
        assert len(addresses) == len(set(addresses))
        for selection in selections:
            expected = [r for r in many if r.current or facet.all_versions]
            expected = [r for r in expected if (term := facet.read(r)) and term.id == selection.term.id]
            assert list(selection.records) == expected


def test_order_of_the_values(found: tuple[CatalogueRecord, ...], corpus: Corpus) -> None:
    order = {s[0].facet.id: [x.term.label for x in s] for s in select(found, corpus.vocabularies) if s}
    assert order["department"] == ["昆明市西山区人民政府", "昆明市西山区财政局", "全国人民代表大会常务委员会"]
    assert order["topic"] == ["综合政务", "公安、安全、司法", "其他"]
    assert order["year"] == ["2020", "2019", "2018", "2016"]
    assert order["validity"] == ["尚未生效", "有效", "已修改", "失效", "废止"]
    assert order["column"] == ["政策文件", "政策解读", "政府公报"]


def test_addresses(found: tuple[CatalogueRecord, ...], corpus: Corpus) -> None:
    addresses = {
        selection.url for selections in select(found, corpus.vocabularies) for selection in selections
    }
    assert {
        "catalogue/department/昆明市西山区人民政府/",
        "catalogue/topic/公安、安全、司法/",
        "catalogue/genre/意见/",
        "catalogue/year/2016/",
        "catalogue/validity/not-yet/",
        "catalogue/column/policies/",
    } <= addresses
