"""A built site: the catalogue's links lead to pages, its digests are those of the files, and no byte wavers."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import openpyxl
import pytest
from lxml import html

from tests.catalogue import sample


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.build(tmp_path_factory.mktemp("site"))


def links(page: Path) -> set[str]:
    return {str(link) for link in html.parse(page).xpath("//main//a/@href")}


def target(site: Path, page: Path, link: str) -> Path:
    path = posixpath.join(page.parent.relative_to(site).as_posix(), unquote(urlsplit(link).path))
    file = site / posixpath.normpath(path)
    return file / "index.html" if file.is_dir() else file


def test_links_lead_to_files(site: Path) -> None:
    pages = list((site / "catalogue").rglob("index.html"))
    assert len(pages) > 15
    for page in pages:
        for link in links(page):
            if not link.startswith(("#", "http")):
                assert target(site, page, link).is_file(), (page, link)


def test_the_front_page_reaches_every_document(site: Path) -> None:
    front = site / "catalogue" / "index.html"
    reached = {target(site, front, link) for link in links(front)}
    data = json.loads((site / "api" / "catalogue.json").read_bytes())
    for record in data["records"]:
        page = site / unquote(urlsplit(record["work_url"]).path).lstrip("/") / "index.html"
        assert page in reached


def test_digests_are_those_of_the_files(site: Path) -> None:
    data = json.loads((site / "api" / "catalogue.json").read_bytes())
    checked = [file for record in data["records"] for file in record["files"]]
    assert {file["format"] for file in checked} >= {"Markdown", "JSON", "附件"}
    for file in checked:
        content = (site / file["path"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["size"] == len(content)
        assert unquote(urlsplit(file["url"]).path) == f"/{file['path']}"


def test_all_forms_hold_the_same_titles(site: Path) -> None:
    records = json.loads((site / "api" / "catalogue.json").read_bytes())["records"]
    rows = csv.DictReader(io.StringIO((site / "api" / "catalogue.csv").read_text("utf-8-sig"), newline=""))
    sheet = openpyxl.load_workbook(site / "api" / "catalogue.xlsx").worksheets[0]
    head, *lines = sheet.iter_rows(values_only=True)
    titles = [record["title"] for record in records]
    assert [row["名称"].removeprefix("'") for row in rows] == titles
    assert [line[head.index("名称")] for line in lines] == titles
    datasets = json.loads((site / "api" / "dcat.jsonld").read_bytes())["@graph"]
    named = [
        n["dct:title"]["@value"] for n in datasets if n["@type"] == "dcat:Dataset" and "dct:identifier" in n
    ]
    assert named == titles


def test_another_build_is_the_same(site: Path, tmp_path: Path) -> None:
    again = sample.build(tmp_path)
    for folder in ("api", "catalogue"):
        files = sorted(path.relative_to(site) for path in (site / folder).rglob("*") if path.is_file())
        assert files == sorted(
            path.relative_to(again) for path in (again / folder).rglob("*") if path.is_file()
        )
        for name in files:
            assert (site / name).read_bytes() == (again / name).read_bytes(), name
