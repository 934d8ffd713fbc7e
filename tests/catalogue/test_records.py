"""One record for every version that is published, with its controlled words in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plugins.catalogue.files import files
from plugins.catalogue.records import CatalogueRecord, record_of, records, with_files
from plugins.gazette.corpus import Corpus
from plugins.gazette.validity import Status
from tests.catalogue import sample
from tests.catalogue.sample import Files


def by_source(found: tuple[CatalogueRecord, ...]) -> dict[str, CatalogueRecord]:
    return {record.source: record for record in found}


def test_every_published_version_is_there_once_and_newest_first(found: tuple[CatalogueRecord, ...]) -> None:
    expected = {path for path in sample.FILES if path.endswith(".md")} - {"guide.md"}
    assert sorted(by_source(found)) == sorted(expected)
    assert len(found) == len(expected)
    assert [record.day for record in found] == sorted((record.day for record in found), reverse=True)


def test_one_record_is_made_without_the_others(found: tuple[CatalogueRecord, ...], corpus: Corpus) -> None:
    known, words = by_source(found), corpus.vocabularies
    for work in corpus.works:
        for document in work.versions:
            made = record_of(document, work, words, sample.DAY, corpus.validity)
            assert made == known.get(document.path)


def test_words_are_in_their_full_form(found: tuple[CatalogueRecord, ...]) -> None:
    record = by_source(found)["policies/2016/公开.md"]
    assert (record.publisher, record.genre, record.topic) == ("昆明市西山区人民政府", "意见", "其他")
    assert record.column.name == "政策文件"
    assert by_source(found)["policies/2017/复议法/2017-09-01.md"].top_topic == "公安、安全、司法"


def test_unknown_words_stay_as_written(tmp_path: Path) -> None:
    corpus = sample.read(tmp_path)
    document = replace(corpus.by_path["policies/2016/公开.md"], publisher="某局", topic="甲\\乙", genre="丙")
    [record] = records(Corpus((document,), corpus.vocabularies), sample.DAY)
    assert (record.publisher, record.topic, record.top_topic, record.genre) == ("某局", "甲\\乙", "甲", "丙")


def test_validity_on_the_day(found: tuple[CatalogueRecord, ...]) -> None:
    status = {record.source: record.status for record in found}
    assert status["policies/2017/复议法/2017-09-01.md"] is Status.AMENDED
    assert status["policies/2017/复议法/2019-04-23.md"] is Status.IN_FORCE
    assert status["policies/2018/临时.md"] is Status.EXPIRED
    assert status["policies/2019/旧.md"] is Status.REPEALED
    assert status["policies/2020/未来.md"] is Status.NOT_YET
    assert status["interpretations/2016/解读.md"] is None
    assert status["bulletins/2016/06.md"] is None


@given(st.dates(date(2015, 1, 1), date(2025, 1, 1)))
def test_each_work_has_one_current_version_on_any_day(corpus: Corpus, day: date) -> None:
    current = [record.work_url for record in records(corpus, day) if record.current]
    assert len(current) == len(set(current)) == len({record.work_url for record in records(corpus, day)})


def test_addresses(found: tuple[CatalogueRecord, ...]) -> None:
    old = by_source(found)["policies/2017/复议法/2017-09-01.md"]
    assert (old.work_url, old.url) == ("policies/2017/复议法/", "policies/2017/复议法/2017-09-01/")
    issue = by_source(found)["bulletins/2016/06.md"]
    assert issue.url == issue.work_url == "bulletins/2016/06/"


def test_files_of_a_version(found: tuple[CatalogueRecord, ...], corpus: Corpus, output: Files) -> None:
    record = by_source(found)["policies/2016/公开.md"]
    complete = with_files(record, files(record, corpus.by_path[record.source], output))
    assert [(file.format, file.path) for file in complete.files] == [
        ("PDF", "policies/2016/公开/2016-12-21/document.pdf"),
        ("JSON", "policies/2016/公开/document.json"),
        ("附件", "policies/2016/附件 1.pdf"),
    ]
    assert complete.files[0].sha256 == output.digest("policies/2016/公开/2016-12-21/document.pdf")
    assert complete.files[2].media_type == "application/pdf"
    assert complete.files[2].size == len(b"attached")


def test_the_work_s_file_is_not_an_old_version_s(
    found: tuple[CatalogueRecord, ...], corpus: Corpus, output: Files
) -> None:
    old, new = (by_source(found)[f"policies/2017/复议法/{day}.md"] for day in ("2017-09-01", "2019-04-23"))
    assert list(files(old, corpus.by_path[old.source], output)) == []
    assert [file.path for file in files(new, corpus.by_path[new.source], output)] == [
        "policies/2017/复议法/document.pdf"
    ]
