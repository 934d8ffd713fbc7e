"""Is the content the project ships what it says: the starting document word for word, laws that read back, marked samples?"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from plugins.gazette import source, vocabularies
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.portal.markdown import render

CONTENT = Path(__file__).resolve().parent.parent / "content"
STARTING = "policies/2016/open-government-opinions.md"
# SHA-256 of the opinion's paragraphs as its page shows them, one a line, without the note below them.
STARTING_TEXT = "fdfc6c02d32daec1a70b2f2fb24b1fb87afe432ea661916c53ed3b0b2b911ef0"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    read = source.read(CONTENT, vocabularies.read(CONTENT / "vocabularies"))
    assert read.findings == ()
    return read.corpus


@pytest.fixture(scope="module")
def opinion(corpus: Corpus) -> Document:
    return corpus.by_path[STARTING]


def test_the_starting_document_has_exactly_the_record_its_page_shows(opinion: Document) -> None:
    assert opinion.title == "关于全面推进西山区政务公开工作的实施意见"
    assert opinion.index_text == "015116516-201612-480926"
    assert opinion.publisher == "昆明市西山区政府"
    assert opinion.published_at == datetime(2016, 12, 21)  # noqa: DTZ001 - Beijing time throughout
    assert opinion.topic == "其他文件"
    assert opinion.note == "(此件公开发布)"
    assert (opinion.number_text, opinion.keywords, opinion.signed_on, opinion.sample) == ("", (), None, False)
    assert [reference.text for reference in opinion.basis] == [
        "中办发〔2016〕8号", "云办发〔2016〕34号", "昆办发〔2016〕25号", "昆政办〔2016〕87号",
    ]  # fmt: skip


def test_the_starting_document_keeps_every_character(opinion: Document) -> None:
    rendered = render((opinion.path, opinion.body))
    assert rendered.problems == ()
    assert hashlib.sha256(rendered.body.text.encode()).hexdigest() == STARTING_TEXT


def test_the_aliases_of_its_record_are_known(corpus: Corpus, opinion: Document) -> None:
    words = corpus.vocabularies
    department, topic = words.departments.find(opinion.publisher), words.topics.find(opinion.topic)
    assert department is not None
    assert (department.name, department.own, department.code) == ("昆明市西山区人民政府", True, "015116516")
    assert topic is not None
    assert topic.path == "其他"
    assert len({topic.top for topic in words.topics}) == 22


def test_there_are_many_laws_and_works_with_versions(corpus: Corpus) -> None:
    reprints = [document for document in corpus.documents if document.is_reprint]
    assert len(reprints) >= 170
    assert all(document.source_url and document.published_at and document.genre for document in reprints)
    assert sum(len(work.versions) > 1 for work in corpus.works) >= 15


def test_every_word_of_a_vocabulary_and_every_reference_is_known(corpus: Corpus) -> None:
    words = corpus.vocabularies
    for document in corpus.documents:
        assert words.departments.find(document.publisher), document.path
        assert not document.topic or words.topics.find(document.topic), document.path
        assert not document.genre or words.genres.find(document.genre), document.path
        assert document.version_date is not None, document.path
        assert not document.number_text or document.document_number, document.path
        articles = [article for section in document.contents for article in section.articles]
        for reference in (*document.interprets, *document.repeals, *articles):
            assert corpus.resolve(reference), (document.path, reference)


def test_only_the_starting_document_and_the_laws_are_real(corpus: Corpus) -> None:
    for document in corpus.documents:
        real = document.is_reprint or document.path == STARTING
        assert document.sample is not real, document.path
        assert document.title.startswith("（示例）") is document.sample, document.path


def test_no_two_words_of_a_vocabulary_are_the_same() -> None:
    words = vocabularies.read(CONTENT / "vocabularies")
    for vocabulary in (words.departments, words.genres, words.columns, words.topics):
        names = [name for term in vocabulary for name in (getattr(term, "path", term.name), *term.aliases)]
        assert len(names) == len(set(names))
