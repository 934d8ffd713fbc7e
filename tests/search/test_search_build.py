"""Is the index a pure function of its records, and does it hold still under an edit?"""

import gzip
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.search import directory, documents, encoding
from plugins.search.build import build
from plugins.search.files import unpack
from plugins.search.records import Clause, SearchRecord
from tests.search.laws import law_records, paths_of, split_records, with_text


def manifest(files: dict[str, bytes]) -> Any:
    return packed_json(files, json.loads(files["search/entry.json"])["manifest"])


def packed_json(files: dict[str, bytes], path: str) -> Any:
    return json.loads(unpack(files[f"search/{path}"]))


def all_rows(files: dict[str, bytes]) -> list[Any]:
    return [row for name in manifest(files)["docs"]["names"] for row in packed_json(files, f"docs/{name}.bin")]


def test_the_order_of_records_does_not_matter() -> None:
    assert build(law_records()) == build(tuple(reversed(law_records())))


def test_every_file_that_is_named_is_there_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PLAIN", 2)
    monkeypatch.setattr(documents, "NAMED", 2)
    files = build(law_records())
    naming = [path for path in files if path.startswith(("search/docs/", "search/parts/", "search/blocks/", "search/text/"))]
    text = json.dumps(manifest(files)) + "".join(unpack(files[path]).decode() for path in naming)
    text += files["search/entry.json"].decode()
    for path in files.keys() - {"search/entry.json"}:
        assert path[-16:-4] in text


def test_packed_files_are_gzip_without_time_or_name() -> None:
    for path, data in build(law_records()[:3]).items():
        if path.endswith(".bin"):
            assert data[:4] == b"\x1f\x8b\x08\x00"
            assert data[4:8] == bytes(4)
            assert gzip.decompress(data) == unpack(data)


def test_one_edit_changes_few_shards() -> None:
    records = split_records(200)
    edited = (*records[:100], with_text(records[100], "本款自公布之日起施行。"), *records[101:])
    before, after = paths_of(build(records), "s"), paths_of(build(edited), "s")
    assert len(before) > 20
    assert 0 < len(after - before) <= len(before) / 10


def test_a_new_document_leaves_old_ids_alone() -> None:
    newest = SearchRecord("new", "n/", "新文件", "2099-01-01", "2099-01-01", (Clause("", "", "龘靐"),))
    before = build(law_records())
    after = build((newest, *law_records()))
    rows = all_rows(after)
    assert rows[:-1] == all_rows(before)
    assert rows[-1][0] == "新文件"
    assert len(paths_of(after, "s") - paths_of(before, "s")) <= 6


def test_an_empty_site_has_an_index() -> None:
    files = build(())
    assert manifest(files)["documents"] == 0
    assert manifest(files)["shards"] == {"prefix": "s/", "first": [], "files": []}


def test_a_record_without_any_text_is_indexed() -> None:
    assert manifest(build((SearchRecord("k", "u/", "", "", ""),)))["documents"] == 1


def test_numbers_lead_to_every_bearer() -> None:
    first = replace(law_records()[0], number="西政发〔2016〕1号", index_number="015116516-201612-480926")
    second = replace(law_records()[1], number="西政发[2016]1号")
    files = build((first, second))
    lines = b"".join(unpack(files[f"search/numbers/{name}.bin"]) for name in manifest(files)["numbers"]["files"])
    ordered = sorted((first, second), key=lambda record: (record.serial, record.key))
    held = dict(json.loads(line) for line in lines.splitlines())
    assert held == {"015116516201612480926": [ordered.index(first)], "西政发20161号": [0, 1]}


def test_facets_are_columns_of_places() -> None:
    files = build(law_records())
    facet = packed_json(files, manifest(files)["facets"]["kind"])
    assert facet["values"] == sorted(facet["values"])
    assert len(facet["column"]) == len(law_records())


def test_a_large_directory_is_cut_into_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = build(split_records(200))
    monkeypatch.setattr(directory, "LARGEST_PLAIN", 8)
    files = build(split_records(200))
    shards = manifest(files)["shards"]
    parts = [packed_json(files, f"parts/{name}.bin") for name in shards["parts"]]
    assert [part["first"][0] for part in parts] == shards["first"]
    assert {f"search/s/{name}.bin" for part in parts for name in part["files"]} == paths_of(whole, "s")


@given(st.lists(st.integers(0, 2**40)))
def test_varints_read_back(values: list[int]) -> None:
    data, found, value, shift = encoding.varints(values), [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            found.append(value)
            value = shift = 0
    assert found == values


@settings(max_examples=50)
@given(st.lists(st.text(), max_size=6), st.text(), st.booleans())
def test_no_text_is_refused(texts: list[str], number: str, current: bool) -> None:
    clauses = tuple(Clause(f"a{place}", "", text) for place, text in enumerate(texts))
    record = SearchRecord(
        "k", "u/", "".join(texts), "2016-12-21", "1", clauses, number, number, current=current
    )
    assert build((record,)) == build((record,))
