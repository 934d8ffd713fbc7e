"""Controlled words are found under every name they have, and a misspelt one is offered its right form."""

from pathlib import Path

import pytest

from plugins.gazette.vocabularies import Vocabularies, VocabularyError, read

FILES = {
    "departments": "- {name: 昆明市西山区人民政府, aliases: [西山区人民政府], code: '015116516', own: true}\n"
    "- {name: 国务院}\n",
    "topics": "- {name: 综合政务, children: [政务公开, 其他]}\n- {name: 国防, children: [其他]}\n"
    "- {name: 其他, aliases: [其他文件]}\n",
    "genres": "- {name: 意见}\n",
    "columns": "- {id: policies, name: 政策文件, kind: policy, keywords: [政策]}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def words(folder: Path) -> Vocabularies:
    return read(folder)


def test_departments(words: Vocabularies) -> None:
    own = words.departments.find("西山区人民政府")
    assert own is not None
    assert (own.name, own.code, own.own) == ("昆明市西山区人民政府", "015116516", True)
    assert words.publisher("西山区人民政府") == "昆明市西山区人民政府"
    assert words.publisher("某机构") == "某机构"
    assert words.departments.suggest("国物院") == "国务院"
    assert words.departments.suggest("abc") is None


def test_topics_are_found_by_their_path(words: Vocabularies) -> None:
    topic = words.topics.find("综合政务\\政务公开")
    assert topic is not None
    assert (topic.path, topic.top) == ("综合政务\\政务公开", "综合政务")
    alias = words.topics.find("其他文件")
    assert alias is not None
    assert alias.path == "其他"
    assert words.topics.suggest("综合政务/政务公开") == "综合政务\\政务公开"


def test_a_column_answers_to_its_folder(words: Vocabularies) -> None:
    column = words.columns.find("policies")
    assert column is not None
    assert (column.name, column.kind, column.keywords, column.navigation) == ("政策文件", "policy", ("政策",), True)


def test_a_missing_file_comes_from_the_default(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "genres.yaml").write_text("- {name: 通知}\n", "utf-8")
    words = read(other, folder)
    assert [genre.name for genre in words.genres] == ["通知"]
    assert words.departments.find("国务院")


@pytest.mark.parametrize("data", [b"a: b", b"- 1", b"- {title: a}", b"[", b"\xff"], ids=range(5))
def test_a_faulty_file_is_named(data: bytes, folder: Path) -> None:
    (folder / "genres.yaml").write_bytes(data)
    with pytest.raises(VocabularyError, match=r"词表 genres\.yaml 第 \d 行"):
        read(folder)


def test_every_faulty_file_is_named_with_its_line(folder: Path) -> None:
    (folder / "genres.yaml").write_text("- {name: 通知}\n- {name: 意见\n", "utf-8")
    (folder / "words.yaml").write_text("- {word: [a]}\n", "utf-8")
    with pytest.raises(VocabularyError) as raised:
        read(folder)
    assert [(name, line) for name, line, _ in raised.value.faults] == [("genres.yaml", 3), ("words.yaml", 1)]
