"""DCAT-AP: the mandatory properties are there, every reference within the file leads somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from plugins.catalogue.dcat import CONTEXT, CatalogueDescription, to_dcat
from plugins.catalogue.files import files
from plugins.catalogue.records import CatalogueRecord, FileRecord, with_files
from plugins.gazette.corpus import Corpus
from tests.catalogue.sample import Files

HOME = "https://www.example.gov.cn"
ABOUT = CatalogueDescription(HOME, "目录", "全部文件", "昆明市西山区人民政府")
OWN = [FileRecord("JSON", "application/json", "api/catalogue.json", "ab" * 32, 9)]


@pytest.fixture(scope="module")
def graph(found: tuple[CatalogueRecord, ...], corpus: Corpus, output: Files) -> list[dict[str, Any]]:
    complete = [with_files(r, files(r, corpus.by_path[r.source], output)) for r in found]
    data = to_dcat(complete, ABOUT, OWN)
    assert data == to_dcat(complete, ABOUT, OWN)
    parsed = json.loads(data)
    assert parsed["@context"] == CONTEXT
    nodes: list[dict[str, Any]] = parsed["@graph"]
    return nodes


def of_type(graph: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in graph if node["@type"] == name]


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_one_catalogue_names_every_dataset(
    graph: list[dict[str, Any]], found: tuple[CatalogueRecord, ...]
) -> None:
    [catalogue] = of_type(graph, "dcat:Catalog")
    assert {"dct:title", "dct:description", "dct:publisher"} <= catalogue.keys()
    datasets = of_type(graph, "dcat:Dataset")
    assert [item["@id"] for item in catalogue["dcat:dataset"]] == [dataset["@id"] for dataset in datasets]
    assert len(datasets) == len(found) + 1
    assert len({node["@id"] for node in graph}) == len(graph)


def test_datasets_and_distributions_have_what_is_mandatory(graph: list[dict[str, Any]]) -> None:
    for dataset in of_type(graph, "dcat:Dataset"):
        assert dataset["dct:title"]["@value"]
        assert dataset["dct:description"]["@value"]
        for distribution in dataset.get("dcat:distribution", ()):
            assert distribution["dcat:accessURL"]["@id"].startswith(f"{HOME}/")
            assert len(distribution["spdx:checksum"]["spdx:checksumValue"]["@value"]) == 64


def test_references_lead_to_nodes(graph: list[dict[str, Any]]) -> None:
    known = {node["@id"] for node in graph}
    for node in graph:
        for name in ("dct:publisher", "dcat:theme", "dcat:themeTaxonomy", "skos:inScheme"):
            if name in node:
                assert node[name]["@id"] in known


def test_every_prefix_is_declared(graph: list[dict[str, Any]]) -> None:
    assert {key.split(":")[0] for key in keys(graph) if not key.startswith("@")} <= CONTEXT.keys()


def test_the_starting_document(graph: list[dict[str, Any]], output: Files) -> None:
    [dataset] = [node for node in graph if node.get("dct:identifier") == "015116516-201612-480926"]
    assert dataset["dct:issued"] == {"@type": "xsd:date", "@value": "2016-12-21"}
    pdf = dataset["dcat:distribution"][0]
    assert pdf["dcat:mediaType"]["@id"].endswith("/application/pdf")
    expected = output.digest("policies/2016/公开/2016-12-21/document.pdf")
    assert pdf["spdx:checksum"]["spdx:checksumValue"]["@value"] == expected
