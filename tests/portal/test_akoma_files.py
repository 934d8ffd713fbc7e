"""Beside each document's page lies its Akoma Ntoso: by the schema, linked, with the same bytes that a release archives."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree

from plugins.gazette import akoma_ntoso
from plugins.gazette.akoma_text import NAMESPACE
from plugins.gazette.documents import Document
from plugins.portal import files as beside
from tests.building import ROOT, Built, build, files, policy, write

OPINION = "policies/2016/open-government-opinions/"
QUESTIONS = "interpretations/2016/open-government-opinions-questions/"
LAW = "policies/2017/行政复议法/"
SPACE = {"a": NAMESPACE}


def parsed(built: Built, path: str) -> etree._Element:
    return etree.parse(built.output / path / "document.xml").getroot()


@pytest.mark.parametrize("path", [OPINION, f"{OPINION}2016-12-21/", LAW, f"{LAW}2023-09-01/", "bulletins/2016/06/",
                                  "notices/2016/self-check/", QUESTIONS])  # fmt: skip
def test_a_document_has_akoma_ntoso_by_the_schema(demonstration: Built, path: str) -> None:
    schema = etree.XMLSchema(etree.parse(ROOT / "tests/schemas/akomantoso30.xsd"))
    folder = demonstration.output / path
    root = parsed(demonstration, path)
    assert schema.validate(root), str(schema.error_log)
    said = json.loads((folder / "document.json").read_text("utf-8"))
    assert root.findtext(".//a:docTitle", namespaces=SPACE) == said["名称"]


def test_it_stands_beside_every_structured_data(demonstration: Built) -> None:
    for data in demonstration.output.rglob("document.json"):
        assert data.with_suffix(".xml").is_file(), data


def test_it_names_the_page_of_its_version(demonstration: Built) -> None:
    alias = parsed(demonstration, OPINION).find(".//a:FRBRalias", SPACE)
    assert alias is not None
    assert alias.get("value") == f"https://www.kmxs.gov.cn/{OPINION}2016-12-21/"


def test_pages_and_the_catalogue_lead_to_it(demonstration: Built) -> None:
    page = demonstration.text(f"{OPINION}index.html")
    assert f"{OPINION}document.xml" in page
    assert '"encodingFormat":"application/akn+xml"' in page
    rows = json.loads(demonstration.text("api/catalogue.json"))["records"]
    listed = [file for row in rows for file in row["files"] if file["format"] == "Akoma Ntoso"]
    assert {file["media_type"] for file in listed} == {"application/akn+xml"}


def test_only_the_edited_document_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write(tmp_path / "content", {f"policies/2020/{n}.md": policy(f"关于{n}的通知") for n in range(3)})
    build(content, tmp_path, pdf=False)
    made = []

    def recorded(document: Document, *rest: Any) -> bytes:
        made.append(document.path)
        return akoma_ntoso.write(document, *rest)

    monkeypatch.setattr(beside, "akoma_ntoso", SimpleNamespace(write=recorded))
    write(content, {"policies/2020/1.md": policy("关于1的通知", body="改过的正文。")})
    built = build(content, tmp_path, pdf=False)
    assert made == ["policies/2020/1.md"]
    assert "改过的正文" in built.text("policies/2020/1/document.xml")
    assert files(build(content, tmp_path / "anew", pdf=False).output) == files(built.output)


def test_an_office_that_changes_its_full_name_is_named_anew(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy(发布机构="区政府")})
    for name in ("示范区人民政府", "示范新区人民政府"):
        entry = f"- name: {name}\n  aliases: [区政府]\n  own: true\n  group: 区人民政府\n"
        write(content, {"vocabularies/departments.yaml": entry})
        built = build(content, tmp_path, pdf=False)
        assert f'showAs="{name}"' in built.text("policies/2020/a/document.xml"), built.said


def test_the_versions_of_a_work_name_the_same_work(demonstration: Built) -> None:
    folders = [path.parent for path in sorted((demonstration.output / LAW).glob("*/document.xml"))]
    assert len(folders) > 1
    named = [etree.parse(folder / "document.xml").findall(".//a:FRBRuri", SPACE) for folder in folders]
    works, expressions = ({uris[place].get("value") for uris in named} for place in (0, 1))
    assert len(works) == 1
    assert len(expressions) == len(folders)
