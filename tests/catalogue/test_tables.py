"""The four tables made of the last ones are those of a clean build, byte for byte, whatever has changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from unittest import mock

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plugins.catalogue import exports, spreadsheet, state, table, tables
from plugins.catalogue.dcat import CatalogueDescription, to_dcat
from plugins.catalogue.records import CatalogueRecord, FileRecord
from plugins.catalogue.state import State
from plugins.catalogue.tables import CSV, DCAT, FORMS, JSON, XLSX, full, update

ABOUT = CatalogueDescription("https://www.example.gov.cn", "目录", "全部文件", "昆明市西山区人民政府")
SOURCES = [f"policies/2020/{name}.md" for name in "abcdefghijkl"]
Records = dict[str, CatalogueRecord]


@dataclass
class Output:
    """The files of one build."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, path: str, pieces: Sequence[bytes | memoryview]) -> bytes:
        assert path not in self.files
        self.files[path] = b"".join(pieces)
        return hashlib.sha256(self.files[path]).digest()

    def digest(self, path: str) -> bytes | None:
        return hashlib.sha256(self.files[path]).digest() if path in self.files else None


def clean(records: Records) -> tuple[Output, State]:
    output = Output()
    ordered = sorted(records.values(), key=lambda record: record.source)
    return output, full(sorted(ordered, key=lambda record: record.day, reverse=True), ABOUT, output.put)


def mended(last: Output, known: State, old: Records, new: Records) -> tuple[Output, State]:
    output, names = Output(), old.keys() | new.keys()
    changed = {name: new.get(name) for name in sorted(names) if old.get(name) != new.get(name)}
    return output, update(known, last.files.__getitem__, ABOUT, changed, output.put)


@pytest.fixture(autouse=True, scope="module")
def _small_blocks() -> Iterator[None]:
    with mock.patch.object(spreadsheet, "BLOCK", 3):
        yield


def drawn(found: tuple[CatalogueRecord, ...]) -> st.SearchStrategy[CatalogueRecord]:
    words = st.text(max_size=4) | st.sampled_from(["甲", "乙", "=1", "_x0041_", "a<b&c", " \r\n", "昆明市西山区人民政府"])
    forms, sizes = st.sampled_from(["PDF", "JSON", "附件"]), st.integers(0, 10**6)
    file = st.builds(FileRecord, forms, words, words, st.just("ab" * 32), sizes)
    return st.builds(
        replace,
        st.sampled_from(found),
        title=words,
        publisher=words,
        topic=words,
        keywords=st.lists(words, max_size=2).map(tuple),
        published_on=st.dates(date(2020, 1, 1), date(2020, 1, 3)),
        url=words,
        files=st.lists(file, max_size=2).map(tuple),
    )


def trees(found: tuple[CatalogueRecord, ...]) -> st.SearchStrategy[Records]:
    named = st.dictionaries(st.sampled_from(SOURCES), drawn(found), max_size=len(SOURCES))
    return named.map(lambda records: {name: replace(record, source=name) for name, record in records.items()})


@given(st.data())
def test_any_change_equals_a_clean_build(found: tuple[CatalogueRecord, ...], data: st.DataObject) -> None:
    old = data.draw(trees(found))
    last, known = clean(old)
    for _ in range(2):
        touched = data.draw(trees(found))
        gone = data.draw(st.sets(st.sampled_from(SOURCES), max_size=2))
        new = {name: record for name, record in {**old, **touched}.items() if name not in gone}
        made, made_state = mended(last, known, old, new)
        expected, expected_state = clean(new)
        assert made.files == expected.files
        assert made_state == expected_state
        old, last, known = new, made, made_state


@given(st.data())
def test_other_files_of_one_record(found: tuple[CatalogueRecord, ...], data: st.DataObject) -> None:
    """What the edit of one text does: nothing but the files' digests and sizes differ."""
    old = data.draw(trees(found).filter(bool))
    name = data.draw(st.sampled_from(sorted(old)))
    size = data.draw(st.integers(0, 10**9))
    new = {**old, name: replace(old[name], files=(FileRecord("JSON", "application/json", "a/document.json", "cd" * 32, size),))}
    last, known = clean(old)
    made, made_state = mended(last, known, old, new)
    assert (made.files, made_state) == (clean(new)[0].files, clean(new)[1])


@settings(max_examples=25)
@given(st.data())
def test_what_is_made_can_be_read(found: tuple[CatalogueRecord, ...], data: st.DataObject) -> None:
    old, new = data.draw(trees(found)), data.draw(trees(found))
    last, known = clean(old)
    made, made_state = mended(last, known, old, new)
    count = len(new)
    assert len(json.loads(made.files[JSON])["records"]) == count
    assert len(list(csv.reader(io.StringIO(made.files[CSV].decode("utf-8-sig"), newline="")))) == count + 1
    graph = json.loads(made.files[DCAT])["@graph"]
    assert sum(node["@type"] == "dcat:Dataset" for node in graph) == count + 1
    with zipfile.ZipFile(io.BytesIO(made.files[XLSX])) as archive:
        assert archive.testzip() is None
        assert len(etree.fromstring(archive.read(spreadsheet.SHEET)).findall(".//{*}row")) == count + 1
    [sheet] = openpyxl.load_workbook(io.BytesIO(made.files[XLSX])).worksheets
    assert sheet.max_row == count + 1
    assert [row.source for row in made_state.rows] == [
        r.source for r in sorted(new.values(), key=lambda r: (-r.day.toordinal(), r.source))
    ]


def test_each_table_is_that_of_its_own_module(found: tuple[CatalogueRecord, ...]) -> None:
    output, known = clean({record.source: record for record in found})
    own = [FileRecord(*form, path, known.digests[path].hex(), len(output.files[path])) for path, form in FORMS.items()]
    lines = [table.cells(record, ABOUT.home) for record in found]
    assert output.files[JSON] == exports.to_json(found, ABOUT.home, ABOUT.title)
    assert output.files[CSV] == exports.to_csv(found, ABOUT.home)
    assert output.files[XLSX] == spreadsheet.workbook(table.TITLE, table.header(), lines)
    assert output.files[DCAT] == to_dcat(found, ABOUT, own)


def test_dcat_tells_the_digests_of_the_other_tables(found: tuple[CatalogueRecord, ...]) -> None:
    output, known = clean({record.source: record for record in found})
    whole = json.loads(output.files[DCAT])["@graph"][-1]
    said = {d["dcat:downloadURL"]["@id"].removeprefix(f"{ABOUT.home}/"): d for d in whole["dcat:distribution"]}
    assert set(said) == {JSON, CSV, XLSX}
    for path, distribution in said.items():
        assert distribution["spdx:checksum"]["spdx:checksumValue"]["@value"] == known.digests[path].hex()
        assert distribution["dcat:byteSize"]["@value"] == str(len(output.files[path]))


def test_a_state_is_read_as_it_was_written(found: tuple[CatalogueRecord, ...], tmp_path: Path) -> None:
    path, environment = tmp_path / "cache" / "catalogue.state", tables.environment(ABOUT, "program")
    for records in ({}, {record.source: record for record in found}):
        output, known = clean(records)
        known.save(path, environment)
        again = state.load(path, environment)
        assert again == known
        assert again.tells_of(output.digest)


def test_a_state_that_is_damaged_or_of_another_program_is_none(
    found: tuple[CatalogueRecord, ...], tmp_path: Path
) -> None:
    path, environment = tmp_path / "state", tables.environment(ABOUT, "program")
    assert state.load(path, environment) is None
    clean({record.source: record for record in found})[1].save(path, environment)
    for other in (tables.environment(ABOUT, "other"), tables.environment(replace(ABOUT, title="另一目录"), "program")):
        assert state.load(path, other) is None
    whole = path.read_bytes()
    for damaged in (b"", whole[:31], whole[:-1], whole[:40] + b"?" + whole[41:], bytes(len(whole))):
        path.write_bytes(damaged)
        assert state.load(path, environment) is None


def test_a_state_tells_of_its_own_tables_alone(found: tuple[CatalogueRecord, ...]) -> None:
    """As after a kill between the state and the site: either may be the older one."""
    records = {record.source: record for record in found}
    first, first_state = clean(records)
    name = found[0].source
    second, second_state = clean({**records, name: replace(records[name], summary="另一概述")})
    assert not first_state.tells_of(second.digest)
    assert not second_state.tells_of(first.digest)
    del first.files[XLSX]
    assert not first_state.tells_of(first.digest)
