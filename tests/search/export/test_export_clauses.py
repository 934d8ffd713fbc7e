"""Does a server that finds clauses find what stands in a document? Entries of clauses, and files cut between records."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plugins.search.export.clauses import FACETS, REACH, entries
from plugins.search.export.parts import Parts
from plugins.search.fold import FOLDER
from plugins.search.records import Clause, SearchRecord

RECORD = SearchRecord(
    key="policies/2016/办法/2016-12-21.md",
    url="policies/2016/办法/",
    title="管理办法",
    date="2016-12-21",
    serial="2016-12-21",
    clauses=(Clause("tiao-1", "第一条", "第一条 总则。"), Clause("tiao-2", "第二条", "第二条 罚则。")),
    number="西政发〔2016〕1号",
    each_number=("西政发〔2016〕1号", "西人社〔2016〕2号"),
    index_number="015116516-201612-480926",
    facets={"department": ("甲局", "乙局"), "topic": "综合政务", "year": "2016", "kind": ""},
)


def test_a_clause_is_told_with_all_that_a_result_shows() -> None:
    _, second = entries(RECORD)
    fields = second.fields()
    assert second.id == f"{fields['document']}-1"
    assert fields == {
        "document": second.document, "place": 1, "work": "policies/2016/办法", "version": RECORD.key, "current": True,
        "url": RECORD.url, "title": "管理办法", "anchor": "tiao-2", "label": "第二条", "text": "第二条 罚则。",
        "date": "2016-12-21", "number": "西政发〔2016〕1号", "index_number": "015116516-201612-480926",
        "department": ["甲局", "乙局"], "topic": ["综合政务"], "year": ["2016"],
    }  # fmt: skip
    assert fields.keys() - FACETS <= {*fields}


def test_numbers_are_written_as_a_query_is_folded() -> None:
    assert next(entries(RECORD)).numbers == [
        "西政发20161号", "西政发20161", "西人社20162号", "西人社20162", "015116516201612480926",
    ]  # fmt: skip


def test_a_page_without_a_text_is_found_by_its_title() -> None:
    (only,) = entries(replace(RECORD, clauses=()))
    assert (only.fields()["title"], only.place, only.across) == ("管理办法", 0, "")
    assert "text" not in only.fields()


def test_the_names_of_entries_are_those_of_the_last_export() -> None:
    assert next(entries(RECORD)).id == next(entries(replace(RECORD, title="另一个标题"))).id
    other = replace(RECORD, key="policies/2016/另一个.md")
    assert next(entries(RECORD)).document != next(entries(other)).document


@given(st.lists(st.text("甲乙丙，\n", max_size=40), min_size=1, max_size=8), st.data())
def test_a_phrase_across_clauses_stands_in_one_entry(texts: list[str], data: st.DataObject) -> None:
    made = list(entries(replace(RECORD, clauses=tuple(Clause("", "", text) for text in texts))))
    whole = FOLDER.text("".join(texts))
    start = data.draw(st.integers(0, len(whole)))
    phrase = whole[start : start + data.draw(st.integers(0, REACH + 1))]
    held = [text for entry in made for text in (FOLDER.text(entry.clause.text), entry.across)]
    assert any(phrase in text for text in held)
    assert all(text in whole for text in held)


@given(st.lists(st.binary(min_size=1, max_size=20)), st.integers(1, 50))
def test_files_hold_whole_records_in_order(records: list[bytes], size: int) -> None:
    put: dict[str, bytes] = {}
    parts = Parts("bulk", put.__setitem__, size)
    for record in records:
        parts.add(record)
    parts.close()
    assert b"".join(put.values()) == b"".join(records)
    assert list(put) == parts.paths == sorted(parts.paths)
    assert all(len(data) <= size or data in records for data in put.values())
