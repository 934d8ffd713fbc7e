"""The machine forms hold every record as it is, are safe to open, and are the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.catalogue.exports import harmless, to_csv, to_json
from plugins.catalogue.files import files
from plugins.catalogue.records import CatalogueRecord, with_files
from plugins.catalogue.table import COLUMNS, header
from plugins.gazette.corpus import Corpus
from tests.catalogue.sample import Files

HOME = "https://www.example.gov.cn"


@pytest.fixture(scope="module")
def complete(
    found: tuple[CatalogueRecord, ...], corpus: Corpus, output: Files
) -> tuple[CatalogueRecord, ...]:
    return tuple(with_files(r, files(r, corpus.by_path[r.source], output)) for r in found)


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_holds_the_record_of_the_starting_document(
    complete: tuple[CatalogueRecord, ...], output: Files
) -> None:
    data = json.loads(to_json(complete, HOME, "目录"))
    [record] = [r for r in data["records"] if r["index_number"] == "015116516-201612-480926"]
    assert record["publisher"] == "昆明市西山区人民政府"
    assert record["published_on"] == "2016-12-21"
    assert record["document_number"] is None
    assert record["keywords"] == []
    assert record["disclosure_channels"] == ["政府网站", "政府公报"]
    assert (record["validity"], record["sample"], record["current"]) == ("有效", False, True)
    assert record["work_url"] == f"{HOME}/policies/2016/%E5%85%AC%E5%BC%80/"
    for file in record["files"]:
        assert file["sha256"] == output.digest(file["path"])
        assert file["size"] == output.size(file["path"])


def test_json_names_its_fields(complete: tuple[CatalogueRecord, ...]) -> None:
    data = json.loads(to_json(complete, HOME, "目录"))
    names = [field["name"] for field in data["fields"]]
    assert len(names) == len(set(names)) == len(COLUMNS)
    for record in data["records"]:
        assert list(record) == [*names, "url", "work_url", "files"]


def test_an_empty_catalogue() -> None:
    assert json.loads(to_json((), HOME, "目录"))["records"] == []
    assert lines(to_csv((), HOME)) == []


def test_csv_opens_in_excel(complete: tuple[CatalogueRecord, ...], output: Files) -> None:
    data = to_csv(complete, HOME)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = lines(data)
    assert len(rows) == len(complete)
    [row] = [row for row in rows if row["索引号"]]
    assert row["公开方式"] == "政府网站；政府公报"
    assert row["PDF网址"].endswith("/2016-12-21/document.pdf")
    assert row["PDF校验值（SHA-256）"] == output.digest("policies/2016/公开/2016-12-21/document.pdf")
    assert str(output.digest("policies/2016/附件 1.pdf")) in row["附件网址和校验值（SHA-256）"]
    [hostile] = [row for row in rows if "HYPERLINK" in row["名称"]]
    assert hostile["名称"] == '\'=HYPERLINK("http://x") a<b & 通知'


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_survives_csv_and_json(found: tuple[CatalogueRecord, ...], words: list[str]) -> None:
    record = replace(found[0], title=words[0], keywords=tuple(words), summary=words[-1])
    [row] = lines(to_csv([record], HOME))
    assert row["名称"] in (words[0], f"'{words[0]}")
    assert row["内容概述"] in (words[-1], f"'{words[-1]}")
    [parsed] = json.loads(to_json([record], HOME, words[0]))["records"]
    assert parsed["title"] == (words[0] or None)
    assert parsed["keywords"] == words


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = harmless(text)
    assert not cell.strip(" \u3000").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_plain_cells_stay_as_they_are() -> None:
    for text in ("", "西政发〔2016〕1号", "2016-12-21", "a=b", "第1-2条", "'引"):
        assert harmless(text) == text


def test_same_records_same_bytes(complete: tuple[CatalogueRecord, ...]) -> None:
    again = tuple(replace(record) for record in complete)
    assert to_json(complete, HOME, "目录") == to_json(again, HOME, "目录")
    assert to_csv(complete, HOME) == to_csv(again, HOME)


def test_header_is_unique() -> None:
    assert len(set(header())) == len(header())
