"""Do search servers take an export? Sent by OpenSearch's own client and by plain requests, and its folder is safe."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from opensearchpy import OpenSearch
from opensearchpy.helpers import bulk

from plugins.engine.output import OutputError
from plugins.portal.cli import Places
from plugins.portal.opened import opened
from plugins.search.export import folder
from plugins.search.export.clauses import entries
from plugins.search.export.meilisearch import SEARCHED
from plugins.search.publications import records
from plugins.search.records import SearchRecord
from tests.building import ROOT, ZHONGWEN, build, files, policy, write
from tests.search.export.recording import recording
from tests.search.laws import law_records

DAY = date(2026, 11, 22)
SMALL = 200_000


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("export") / "export"
    counts = folder.write(to, law_records(), DAY, SMALL)
    assert (counts.pages, counts.clauses) == (len(law_records()), sum(1 for _ in clauses(law_records())))
    assert counts.files == len(files(to)) - 1  # the mark of a folder that was written by the program
    return to


def clauses(records: tuple[SearchRecord, ...]) -> Iterator[object]:
    return (entry for record in records for entry in entries(record))


def contents(export: Path) -> Any:
    return json.loads((export / "export.json").read_text("utf-8"))


def test_opensearch_takes_the_files_as_they_are(export: Path) -> None:
    listed = contents(export)["opensearch"]
    with recording() as (address, kept):
        client = OpenSearch(address)
        client.indices.create(index="gazette", body=json.loads((export / listed["index"]).read_text("utf-8")))
        for name in listed["bulk"]:
            assert not client.bulk(body=(export / name).read_bytes().decode("utf-8"), index="gazette")["errors"]
        sent = kept.documents["gazette"]
        assert len(sent) == contents(export)["clauses"]
        assert {document["url"] for document in sent.values()} == {record.url for record in law_records()}


def test_opensearch_takes_the_documents_one_by_one_too(export: Path) -> None:
    listed = contents(export)["opensearch"]
    lines = [json.loads(line) for name in listed["bulk"] for line in (export / name).read_bytes().splitlines()]
    actions = [{"_op_type": "index", **action["index"], "_source": source}
               for action, source in zip(lines[::2], lines[1::2], strict=True)]  # fmt: skip
    with recording() as (address, kept):
        client = OpenSearch(address)
        client.indices.create(index="gazette", body=json.loads((export / listed["index"]).read_text("utf-8")))
        assert bulk(client, actions, index="gazette") == (len(actions), [])
        assert list(kept.documents["gazette"].values()) == lines[1::2]


def test_meilisearch_takes_the_files_as_they_are(export: Path) -> None:
    listed = contents(export)["meilisearch"]
    with recording() as (address, kept):
        place, key = f"{address}/indexes/gazette", listed["primaryKey"]
        send("PATCH", f"{place}/settings", export / listed["settings"], "application/json")
        for name in listed["documents"]:
            send("POST", f"{place}/documents?primaryKey={key}", export / name, "application/x-ndjson")
        sent, settings = kept.documents["gazette"], kept.indices["gazette"]
    assert len(sent) == contents(export)["clauses"]
    assert settings["searchableAttributes"] == list(SEARCHED)
    named = {*settings["displayedAttributes"], *settings["searchableAttributes"]}
    assert all(document.keys() <= named for document in sent.values())


def send(method: str, address: str, file: Path, form: str) -> None:
    request = Request(address, file.read_bytes(), {"Content-Type": form}, method=method)
    with urlopen(request) as answer:
        assert answer.status == 200


def test_the_index_of_a_server_is_made_of_what_it_knows(export: Path) -> None:
    index = json.loads((export / "opensearch" / "index.json").read_text("utf-8"))
    analysis, properties = index["settings"]["analysis"], index["mappings"]["properties"]
    assert analysis["analyzer"]["exact"]["tokenizer"] in analysis["tokenizer"]
    used = [analysis["analyzer"]["exact"]["char_filter"], analysis["normalizer"]["number"]["char_filter"]]
    assert all(name in analysis["char_filter"] for names in used for name in names)
    assert {field["type"] for field in properties.values()} == {"text", "keyword", "date", "boolean", "integer"}
    assert properties["year"] == {"type": "keyword"}


def test_the_same_records_give_the_same_bytes(export: Path, tmp_path: Path) -> None:
    folder.write(tmp_path / "again", reversed(law_records()), DAY, SMALL)
    assert files(tmp_path / "again") == files(export)


def test_an_earlier_export_is_replaced_whole(tmp_path: Path) -> None:
    to = tmp_path / "export"
    folder.write(to, law_records(), DAY, SMALL)
    folder.write(to, law_records()[:1], DAY)
    listed = contents(to)
    expected = {"export.json", ".generated-site", listed["opensearch"]["index"], listed["meilisearch"]["settings"],
                *listed["opensearch"]["bulk"], *listed["meilisearch"]["documents"]}  # fmt: skip
    assert files(to).keys() == expected
    assert {path.name for path in tmp_path.iterdir()} == {"export", ".export.lock"}


def test_a_failure_leaves_the_earlier_export(tmp_path: Path) -> None:
    to = tmp_path / "export"
    folder.write(to, law_records()[:2], DAY)
    before = files(to)

    def broken() -> Iterator[SearchRecord]:
        yield law_records()[3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.write(to, broken(), DAY)
    assert files(to) == before


@pytest.mark.parametrize("stranger", ["letter.txt", ".generated-site"])
def test_a_stranger_s_folder_is_left_alone(tmp_path: Path, stranger: str) -> None:
    (tmp_path / stranger).write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="不能覆盖"):
        folder.write(tmp_path, law_records()[:1], DAY)
    assert files(tmp_path)[stranger] == b"mine"
    assert not (tmp_path / "export.json").exists()


def export_command(*arguments: str | Path, content: Path = ZHONGWEN, cache: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "export", *map(str, arguments), f"--content={content}", f"--cache={cache}"]
    return subprocess.run([*command, "--date=2026-11-22"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_the_command_exports_what_the_site_shows(tmp_path: Path) -> None:
    said = export_command("search", "--to", tmp_path / "export", cache=tmp_path / "cache")
    assert said.returncode == 0, said.stderr
    built = build(ZHONGWEN, tmp_path, pdf=False)
    assert built.status == 0, built.said
    with opened(Places(str(ZHONGWEN), str(tmp_path / "none"), str(tmp_path / "cache")), "2026-11-22") as site:
        assert contents(tmp_path / "export")["pages"] == sum(1 for _ in records(site))
    lines = (tmp_path / "export" / "opensearch" / "bulk-00001.ndjson").read_text("utf-8").splitlines()[1::2]
    for document in map(json.loads, lines):
        page = built.text(f"{document['url']}index.html")
        assert f'id="{document.get("anchor", "")}"' in page or "anchor" not in document


def test_content_with_errors_is_not_exported(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2016/坏.md": policy(发布日期="昨天")})
    said = export_command("search", "--to", tmp_path / "export", content=content, cache=tmp_path / "cache")
    assert said.returncode == 1
    assert "没有导出" in said.stdout
    assert not (tmp_path / "export").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["search"], "--to"), (["pictures", "--to", "x"], "可用：search"), (["search", "--to", "output/x"], "不能一个在另一个里面")],
)
def test_what_can_t_be_done_is_said(tmp_path: Path, arguments: list[str], words: str) -> None:
    said = export_command(*arguments, cache=tmp_path)
    assert said.returncode == 2
    assert words in said.stderr
