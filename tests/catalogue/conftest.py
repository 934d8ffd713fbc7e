"""The records of the small tree, and a stand-in for the files of a build."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from plugins.catalogue.records import CatalogueRecord, records
from plugins.gazette.corpus import Corpus
from tests.catalogue import sample


@dataclass(frozen=True)
class Files:
    """As much of an output as the catalogue asks for."""

    contents: Mapping[str, bytes]

    def digest(self, path: str) -> str | None:
        return hashlib.sha256(self.contents[path]).hexdigest() if path in self.contents else None

    def size(self, path: str) -> int:
        return len(self.contents.get(path, b""))


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
