"""The records of the small tree, and a stand-in for the files of a build."""

from __future__ import annotations

import pytest

from plugins.catalogue.records import CatalogueRecord, records
from plugins.gazette.corpus import Corpus
from tests.catalogue import sample
from tests.catalogue.sample import Files


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return sample.read(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def found(corpus: Corpus) -> tuple[CatalogueRecord, ...]:
    return records(corpus, sample.DAY)


@pytest.fixture(scope="session")
def output() -> Files:
    return Files(
        {
            "policies/2016/公开/2016-12-21/document.pdf": b"%PDF",
            "policies/2016/公开/document.pdf": b"%PDF",
            "policies/2016/公开/document.json": b"{}",
            "policies/2016/附件 1.pdf": b"attached",
            "policies/2017/复议法/document.pdf": b"new",
        }
    )
